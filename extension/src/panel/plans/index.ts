import css from '../../style/plans.css?inline'
import ticks from '../../style/ticks.css?inline'
import { adoptStyle } from '../answers/adopt-style.js'

/** What is loaded with the first plan that is seen. */
adoptStyle(css)
adoptStyle(ticks)

export { default as PlanTimeline } from './PlanTimeline.vue'
export { default as PlanView } from './PlanView.vue'
