import css from '../../style/plans.css?inline'
import { adoptStyle } from '../answers/adopt-style.js'

/** What is loaded with the first plan that is seen. */
adoptStyle(css)

export { default as PlanTimeline } from './PlanTimeline.vue'
export { default as PlanView } from './PlanView.vue'
