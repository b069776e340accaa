import type { Effect, Precondition } from '@greenlight/shared/plan-effects'
import type { PlanAction } from '@greenlight/shared/plans'
import { differenceOf } from '../change/compare.js'
import { canonicalJson } from './canonical-json.js'
import { bytesWord } from './draft/words.js'
import type { UnsealedPlan } from './seal-plan.js'

/**
 * What differs between two plans of the same wants, a sentence each, in the order in which a person would look: actions, needs, facts
 * on the disk, policy. Empty when a person would approve the same thing.
 */
export function planDifferences(before: UnsealedPlan, now: UnsealedPlan): string[] {
  return [
    ...actionDifferences(before.actions, now.actions),
    ...needDifferences(before.needs, now.needs),
    ...preconditionDifferences(before.preconditions, now.preconditions),
    ...(before.workflow?.digest === now.workflow?.digest ? [] : ['The workflow is another one now.']),
    ...(before.policy === now.policy ? [] : ['The policy changed.']),
  ]
}

/** An action goes by its kind and title, not by its number: others may come before it. */
function actionDifferences(before: readonly PlanAction[], now: readonly PlanAction[]): string[] {
  const nameOf = ({ kind, title }: PlanAction) => `${kind}\n${title}`
  const left = new Map(before.map((action) => [nameOf(action), action]))
  const right = new Map(now.map((action) => [nameOf(action), action]))
  const gone = [...left].filter(([name]) => !right.has(name)).map(([, { title }]) => `No longer in the plan: ${title}.`)
  const come = [...right].filter(([name]) => !left.has(name)).map(([, { title }]) => `New in the plan: ${title}.`)
  const other = [...right].flatMap(([name, action]) => {
    const old = left.get(name)
    return old === undefined || sameWork(old, action) ? [] : [`Done differently: ${action.title}${whyOther(old, action)}.`]
  })
  return [...gone, ...come, ...other]
}

/** Staging names carry the plan's own id, so they differ always. */
function sameWork(a: PlanAction, b: PlanAction): boolean {
  const seen = ({ id: _, group: __, prepare: ___, effects, ...rest }: PlanAction) => canonicalJson({ ...rest, effects: effects.map(workOf) })
  return seen(a) === seen(b)
}

function workOf(effect: Effect): unknown {
  if (effect.do === 'move') return { to: effect.to, as: effect.as }
  if (effect.do === 'queue-pack') return { ...effect, staging: '' }
  return effect.do === 'packages' || effect.do === 'packages-back' ? effect.changes : effect
}

function whyOther(a: PlanAction, b: PlanAction): string {
  if (a.tier !== b.tier) return ` (it was ${a.tier}, it is ${b.tier})`
  const said = new Set(a.after)
  const news = b.after.find((sentence) => !said.has(sentence))
  return news === undefined ? '' : ` (${news.replace(/\.$/, '')})`
}

function needDifferences(a: UnsealedPlan['needs'], b: UnsealedPlan['needs']): string[] {
  const hosts = b.hosts.filter((host) => !a.hosts.includes(host))
  return [
    ...(a.bytes === b.bytes ? [] : [`It would fetch ${bytesWord(b.bytes)} instead of ${bytesWord(a.bytes)}.`]),
    ...(hosts.length === 0 ? [] : [`It would ask further hosts: ${hosts.join(', ')}.`]),
    ...(a.restart === b.restart ? [] : [b.restart ? 'ComfyUI would have to be restarted.' : 'ComfyUI need not be restarted.']),
  ]
}

function preconditionDifferences(before: readonly Precondition[], now: readonly Precondition[]): string[] {
  const later = new Map(now.map((one) => [placeOf(one), one]))
  return before.flatMap((one) => {
    const other = later.get(placeOf(one))
    const difference = other === undefined ? null : preconditionDifference(one, other)
    return difference === null ? [] : [difference]
  })
}

/** How a fact that a plan was made from differs from what is there now; null: it does not. Both are of the same place. */
function preconditionDifference(planned: Precondition, now: Precondition): string | null {
  if (canonicalJson(planned) === canonicalJson(now)) return null
  if (planned.of === 'python' || now.of === 'python') return `The Python packages of ${planned.of === 'python' ? planned.python : planned.path} changed.`
  const difference = differenceOf(planned.path, planned.stamp, now.stamp)
  return difference === null ? null : `${difference}.`
}

function placeOf(one: Precondition): string {
  return one.of === 'path' ? `path ${one.path}` : `python ${one.python}`
}
