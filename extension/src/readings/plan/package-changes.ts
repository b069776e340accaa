import type { PackageChange } from '@greenlight/shared/plan-effects'

export type ChangeKind = 'added' | 'changed' | 'kept' | 'removed'

export function changeKind({ before, after }: PackageChange): ChangeKind {
  if (before === after) return 'kept'
  if (before === null) return 'added'
  return after === null ? 'removed' : 'changed'
}

const order: readonly ChangeKind[] = ['changed', 'removed', 'added', 'kept']

/** Protected ones first, then what changes before what is only added. */
export function sortChanges(changes: readonly PackageChange[]): PackageChange[] {
  const rank = (one: PackageChange): number => (one.protected && changeKind(one) !== 'added' ? 0 : 10) + order.indexOf(changeKind(one))
  return changes.toSorted((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1))
}
