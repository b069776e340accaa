import type { PackAbout, PackRisk } from '@greenlight/shared/packs'
import type { PackGroup } from './groups.js'

/** Everything the parts tell of one pack. */
export interface MergedPack {
  readonly key: string
  readonly id: string | null
  readonly repository: string | null
  readonly title: string
  readonly about: PackAbout | undefined
  readonly risks: readonly PackRisk[] | undefined
  readonly wins: ReadonlySet<string>
}

/** Of each fact what the most trusted part tells; risks of all parts, one of a kind. */
export function mergeTold(group: PackGroup): MergedPack {
  const told = group.rows.map(({ view, at }) => view.tell(at))
  const titles = group.rows.map(({ view, at }) => view.title(at))
  const about = told.reduceRight<PackAbout>((merged, one) => ({ ...merged, ...one.about }), {})
  const risks = new Map<string, PackRisk>()
  for (const risk of told.flatMap((one) => one.risks)) if (!risks.has(risk.kind)) risks.set(risk.kind, risk)
  const repository = group.key.startsWith('id:') ? null : `https://${group.key}`
  return {
    key: group.key,
    id: oneId(group, told.map(({ id }) => id)),
    repository: spelledAs(group.key, told.map((one) => one.repository)) ?? repository,
    title: titles.find((title) => title !== null) ?? bareName(group.key),
    about: Object.keys(about).length === 0 ? undefined : about,
    risks: risks.size === 0 ? undefined : [...risks.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    wins: new Set(told.flatMap((one) => one.wins)),
  }
}

/** Several ids for one repository: nobody here can say which is its own, so only the one that bears its name is taken. */
function oneId(group: PackGroup, ids: readonly (string | null)[]): string | null {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length <= 1) return known[0] ?? null
  const name = group.key.slice(group.key.lastIndexOf('/') + 1)
  return known.find((id) => id === name) ?? null
}

/** Letter case as people write it, of the address that is the pack's own: a former address is another one. */
function spelledAs(key: string, repositories: readonly (string | null)[]): string | null {
  return repositories.find((one) => one !== null && one.toLowerCase() === `https://${key}`) ?? null
}

function bareName(key: string): string {
  return key.startsWith('id:') ? key.slice(3) : key.slice(key.lastIndexOf('/') + 1)
}
