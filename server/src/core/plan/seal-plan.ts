import type { Plan } from '@greenlight/shared/plans'
import { canonicalJson } from './canonical-json.js'

/** A plan without the two names it goes by. */
export type UnsealedPlan = Omit<Plan, 'digest' | 'id'>

/** `sha256`: of UTF-8 text, `sha256:<64 hex>`. */
export function sealPlan(plan: UnsealedPlan, id: string, sha256: (text: string) => string): Plan {
  return { ...plan, id, digest: digestOf(plan, sha256) }
}

/** The digest that the plan's own contents give (6.9): what a person approves is this and nothing else. */
export function digestOf(plan: UnsealedPlan, sha256: (text: string) => string): string {
  const { digest: _, id: __, ...rest } = plan as Plan
  return sha256(canonicalJson(rest))
}
