import { evaluateMarker } from './markers.js'
import { parseRequirement } from './requirement.js'
import { needsOf, type InstalledMap } from './satisfied.js'
import { satisfies } from './specifiers.js'
import { compareVersions, parseVersion } from './version.js'
import type { PackageChange } from '@greenlight/shared/plan-effects'

/** An installed node pack, by what its requirement files ask for and which saved workflows use it. */
export interface PackageUser {
  readonly title: string
  readonly lines: readonly string[]
  readonly workflows: readonly string[]
}

/** Somebody that works with a distribution which would change. */
export interface UseOfChange {
  /** The distribution. */
  readonly name: string
  readonly user: string
  readonly line: string
  /** Whether the version that would come is one that it asks for; null: it cannot be told. */
  readonly fits: boolean | null
  readonly workflows: readonly string[]
}

type Change = Pick<PackageChange, 'name' | 'before' | 'after'>

/** Installed packs that ask for what would change; only what is there today can be in use. Sorted by distribution, then user. */
export function usersOfChanges(changes: readonly Change[], packs: readonly PackageUser[], markers: ReadonlyMap<string, string>): readonly UseOfChange[] {
  const changed = new Map(changes.filter(({ before }) => before !== null).map((change) => [change.name, change]))
  const uses = packs.flatMap(({ title, lines, workflows }) =>
    lines.flatMap((line): UseOfChange[] => {
      const want = parseRequirement(line)
      const change = want === null ? undefined : changed.get(want.name)
      if (want === null || change === undefined || (want.marker !== '' && evaluateMarker(want.marker, markers, '') === false)) return []
      const fits = change.after === null ? false : satisfies(change.after, want.specifiers)
      return [{ name: change.name, user: title, line: line.trim(), fits, workflows: [...workflows].sort() }]
    }),
  )
  return sorted(uses)
}

/** Installed distributions whose own needs were met before and would not be any more. Sorted. */
export function brokenByChanges(changes: readonly Change[], installed: InstalledMap, markers: ReadonlyMap<string, string>): readonly UseOfChange[] {
  const changed = new Map(changes.map((change) => [change.name, change]))
  const uses: UseOfChange[] = []
  for (const [user, { requires, version }] of installed) {
    if (changed.has(user)) continue
    for (const { name, specifiers } of needsOf(requires, markers, '')) {
      const change = changed.get(name)
      if (change?.before == null || satisfies(change.before, specifiers) !== true) continue
      if (change.after === null || satisfies(change.after, specifiers) === false)
        uses.push({ name, user: `${user} ${version}`, line: `${name}${specifiers}`, fits: false, workflows: [] })
    }
  }
  return sorted(uses)
}

/** Distributions that would come in a version before or after today's one, or go. */
export function kindOfChange({ before, after }: Change): 'added' | 'changed' | 'downgraded' | 'removed' | 'upgraded' {
  if (before === null) return 'added'
  if (after === null) return 'removed'
  const [was, will] = [parseVersion(before), parseVersion(after)]
  if (was === null || will === null) return 'changed'
  return compareVersions(will, was) < 0 ? 'downgraded' : 'upgraded'
}

function sorted(uses: readonly UseOfChange[]): readonly UseOfChange[] {
  const key = (use: UseOfChange) => `${use.name}\0${use.user}\0${use.line}`
  return [...uses].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
