import type { Effect } from '@greenlight/shared/plan-effects'
import type { PlanWarning, Want } from '@greenlight/shared/plans'
import { type Policy, policyRules } from '../../policy-words.js'
import { compareText, listOf } from '../../readiness/words.js'
import { nameOf } from '../paths.js'
import type { PackFact, PlanFacts } from '../plan-facts.js'
import { stagingOf } from './staging.js'

type QueuePack = Extract<Effect, { do: 'queue-pack' }>

/** A pack that comes into the plan, and what is known of it. */
interface Asked {
  readonly want: Want
  readonly fact: PackFact
}

/**
 * The effect by which ComfyUI-Manager's queue brings a pack; a clause with the reason where only Greenlight can; null where the policy does
 * not prefer the queue.
 */
export function queuedPack({ want, fact }: Asked, facts: PlanFacts, policy: Policy): QueuePack | string | null {
  if (policy.installWith !== 'manager') return null
  const { pack, target, standing, aside } = fact
  if (want.want === 'update-node-pack') return 'an update, of which ComfyUI-Manager keeps nothing that could be brought back'
  if (pack.from !== 'registry' || pack.id === null || pack.version === null) return 'from git, where ComfyUI-Manager takes whatever is newest'
  // A disabled copy would be switched on instead, a checkout put aside without a word.
  if (standing !== null || aside.length > 0 || target.stamp.is !== 'absent') return 'where something of its name stands already'
  // It makes a folder of whatever it is asked for, and the registry takes an id only as its publisher spelt it.
  if (pack.folder.toLowerCase() !== pack.id.toLowerCase() || nameOf(target.path) !== pack.folder) return `in a folder that ComfyUI-Manager would name ${pack.id}`
  if (pack.id.toLowerCase().includes('comfyui-manager')) return 'which ComfyUI-Manager does not install'
  if (facts.queueAnswers !== true) return 'while no ComfyUI-Manager answers'
  return { do: 'queue-pack', path: target.path, id: pack.folder, version: pack.version, shelf: pack.shelf, staging: stagingOf(fact.root, facts.plan, pack.folder) }
}

/** The wish of the policy that could not be followed for these packs: one warning, with every reason. */
export function notQueued(asked: readonly Asked[], facts: PlanFacts, policy: Policy): PlanWarning[] {
  const packs = asked.flatMap((one) => {
    const queued = queuedPack(one, facts, policy)
    return typeof queued === 'string' ? [{ title: one.fact.pack.title, because: queued }] : []
  })
  if (packs.length === 0) return []
  const reasons = [...new Set(packs.map(({ because }) => because))].sort(compareText)
  const told = reasons.map((because) => `${listOf(packs.filter((one) => one.because === because).map(({ title }) => title).sort(compareText))} (${because})`)
  return [
    {
      code: 'MANAGER_NOT_ASKED',
      message: `Your policy prefers ComfyUI-Manager's queue, but Greenlight brings itself: ${told.join('; ')}.`,
      hint: 'ComfyUI-Manager sees such a pack as its own afterwards, and undo is as exact.',
      rule: policyRules.installWith,
    },
  ]
}
