import css from '../../style/answers.css?inline'
import resolveCss from '../../style/resolve.css?inline'
import { adoptStyle } from './adopt-style.js'

/** What the panel loads with the first report it shows: everything below the heads of the rows, and the view of a node. */
adoptStyle(css)
adoptStyle(resolveCss)

export { default as ActNotice } from './ActNotice.vue'
export { default as ExplainView } from './ExplainView.vue'
export { default as HeldView } from './HeldView.vue'
export { default as NowFine } from './NowFine.vue'
export { default as PlanCover } from './PlanCover.vue'
export { default as PlansFold } from './PlansFold.vue'
export { default as PlanStrip } from './PlanStrip.vue'
export { default as ReportExtras } from './ReportExtras.vue'
export { default as ResolveBar } from './ResolveBar.vue'
export { default as RowAnswers } from './RowAnswers.vue'
