import type { Effect, Precondition, Stamp } from '@greenlight/shared/plan-effects'
import type { PlanAction, PlanTier, PlanWarning } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import type { PolicyGround } from '../../policy/apply-policy.js'
import { compareText } from '../../readiness/words.js'
import { isBelow } from '../paths.js'
import type { PlaceFact, PlanFacts, VolumeFact } from '../plan-facts.js'

/** An action before it has its place among the others. */
export interface Draft {
  readonly action: Omit<PlanAction, 'group' | 'id'>
  /** Drafts with the same word are one group; whoever arranges several sets it. */
  readonly together: string
  /** Bytes that a volume needs while it is done, at the highest. */
  readonly disk: readonly (VolumeFact & { readonly need: number })[]
  readonly preconditions: readonly Precondition[]
  /** Node types that ComfyUI registers afterwards, or no more; null: ComfyUI need not start again. */
  readonly restart: { readonly registers: readonly string[]; readonly loses: readonly string[] } | null
}

export interface Drafted {
  readonly drafts: readonly Draft[]
  readonly warnings: readonly PlanWarning[]
}

/** What every draft is made from. */
export interface Ground {
  readonly facts: PlanFacts
  readonly rules: PolicyGround
}

export const nothing: Drafted = { drafts: [], warnings: [] }

export function refused(...warnings: readonly PlanWarning[]): Drafted {
  return { drafts: [], warnings }
}

/** A coded problem as a warning about one subject. */
export function warningOf({ code, message, hint }: Problem, subject: string): PlanWarning {
  return { code, message, hint, subject }
}

/** Folders that are not there yet. Of several actions that need one, the first keeps it in the end. */
export function missingFolders({ missing }: PlaceFact): Effect[] {
  return missing.map((path) => ({ do: 'make-folder', path }))
}

export function stampOf(path: string, stamp: Stamp): Precondition {
  return { of: 'path', path, stamp }
}

/** A place must be as it was looked at, and the folders on the way to it still absent. */
export function stampsOfPlace({ path, stamp, missing }: PlaceFact): Precondition[] {
  return [...missing.map((folder) => stampOf(folder, { is: 'absent' })), stampOf(path, stamp)]
}

/** What a person would look at: every path that is changed, without the names under which things are only made. */
export function touchesOf(effects: readonly Effect[]): string[] {
  return [...new Set(effects.flatMap(placesOf))].sort(compareText)
}

function placesOf(effect: Effect): string[] {
  if (effect.do === 'move') return effect.as === 'place' ? [effect.to] : [effect.from, effect.to]
  return 'path' in effect ? [effect.path] : [effect.python]
}

/** Paths that effects write, of which one lies outside of all folders that may be changed; null: none. */
export function outsideRoots(effects: readonly Effect[], roots: readonly string[]): string | null {
  const written = effects.flatMap(writtenBy)
  return written.find((path) => !roots.some((root) => isBelow(root, path))) ?? null
}

function writtenBy(effect: Effect): string[] {
  if (effect.do === 'move') return [effect.from, effect.to]
  if (effect.do === 'queue-pack') return [effect.path, effect.staging]
  return 'path' in effect ? [effect.path] : [effect.keep]
}

const order: readonly PlanTier[] = ['data', 'code', 'destructive']

export function strictest(tiers: readonly PlanTier[]): PlanTier {
  return order[Math.max(0, ...tiers.map((tier) => order.indexOf(tier)))] ?? 'data'
}
