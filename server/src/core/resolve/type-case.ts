import type { Candidate } from '@greenlight/shared/report'
import type { NodeTypeReference } from '../workflow/references.js'

/** By which rule one pack was chosen; the order is the order of trust. */
export type Rule = 'decision' | 'declared' | 'sole-claim' | 'on-disk' | 'named-winner' | 'not-deprecated' | 'carried' | 'signature' | 'needed-anyway' | 'fewest-packs' | 'sole-pattern'

/** One node type on its way to an answer: who may provide it, who was put aside and why, who was chosen. */
export interface TypeCase {
  readonly reference: NodeTypeReference
  readonly declared: readonly Candidate[]
  /** Every declared pack and every claimant by key, the declared first, claimants by title. */
  readonly candidates: ReadonlyMap<string, Candidate>
  /** Keys that are still possible. */
  left: ReadonlySet<string>
  /** Why a key is not possible any more. */
  readonly aside: Map<string, string>
  /** Where a decision about it was made, also one that could not be followed. */
  readonly decided?: 'everywhere' | 'workflow'
  chosen: { readonly key: string; readonly rule: Rule; readonly why: string } | null
}

/** Puts all but `kept` aside for a reason; when nothing would be left, nothing is put aside. */
export function keepOnly(one: TypeCase, kept: (key: string) => boolean, why: (key: string) => string): void {
  const left = [...one.left].filter(kept)
  if (left.length === 0 || left.length === one.left.size) return
  for (const key of one.left) if (!left.includes(key)) one.aside.set(key, why(key))
  one.left = new Set(left)
}

/** Chooses the only one that is left. */
export function settle(one: TypeCase, rule: Rule, why: string): void {
  const [key, ...more] = one.left
  if (one.chosen === null && key !== undefined && more.length === 0) one.chosen = { key, rule, why }
}

export function titleOf(one: TypeCase, key: string): string {
  return one.candidates.get(key)?.title ?? key
}
