import { readLicenceWords } from '@greenlight/shared/licence-words'
import type { Plan, Tick } from '@greenlight/shared/plans'

/** Ticks that one box sets together: what is told of the licence is the same for all. The receipt keeps each. */
export interface TickGroup {
  /** What is told: `unknown`, `file`, `own`, or `named` with the name. */
  is: 'file' | 'named' | 'own' | 'unknown'
  name: string
  ticks: readonly (Tick & { subject: string })[]
}

export interface GroupedTicks {
  groups: readonly TickGroup[]
  /** Keys that stand in a group, and so no more with their action. */
  grouped: ReadonlySet<string>
}

/** Two or more of a kind are asked at once; everything but licences stays by itself. */
export function groupTicks({ actions }: Pick<Plan, 'actions'>): GroupedTicks {
  const byKind = new Map<string, TickGroup>()
  const seen = new Set<string>()
  for (const { ticks, subject, licence } of actions) {
    for (const tick of ticks) {
      if (!tick.key.startsWith('licence:') || seen.has(tick.key)) continue
      seen.add(tick.key)
      const words = readLicenceWords(licence)
      const name = words.is === 'name' ? words.name : ''
      const kind = `${words.is} ${name.toLowerCase()}`
      const before = byKind.get(kind)
      byKind.set(kind, { is: words.is === 'name' ? 'named' : words.is, name, ticks: [...(before?.ticks ?? []), { ...tick, subject }] })
    }
  }
  const groups = [...byKind.values()].filter(({ ticks }) => ticks.length > 1)
  return { groups, grouped: new Set(groups.flatMap(({ ticks }) => ticks.map(({ key }) => key))) }
}

/** Boxes that are still to be ticked; a group is one. */
export function openBoxes(plan: Pick<Plan, 'actions'>, ticked: readonly string[]): number {
  const { groups, grouped } = groupTicks(plan)
  const single = new Set(plan.actions.flatMap(({ ticks }) => ticks.map(({ key }) => key)).filter((key) => !grouped.has(key) && !ticked.includes(key)))
  return single.size + groups.filter(({ ticks }) => ticks.some(({ key }) => !ticked.includes(key))).length
}
