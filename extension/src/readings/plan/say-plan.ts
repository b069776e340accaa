import type { Plan } from '@greenlight/shared/plans'
import { planTexts } from '../../messages/en-plans.js'
import { visible } from '../visible.js'
import { summarise } from './summary.js'

/** The plan in a few words: actions, bytes and hosts, code, what is taken away, restart. */
export function sayPlan(plan: Plan): string[] {
  const words = planTexts.summary
  const summary = summarise(plan)
  const bytes = words.bytes(summary)
  const from = summary.hosts.length === 0 ? '' : words.from(summary.hosts.map(visible))
  return [
    words.actions(summary.actions),
    summary.hosts.length === 0 ? words.local : [bytes, from].filter((part) => part !== '').join(' '),
    ...(summary.code === 0 || plan.undoes !== null ? [] : [words.code(summary.code)]),
    ...(summary.takes === 0 || plan.undoes !== null ? [] : [words.takes(summary.takes)]),
    ...(summary.restart ? [words.restart] : []),
  ]
}
