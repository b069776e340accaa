import { type CoverQuestion, separate, smallestCovers } from './cover.js'
import { titleOf, type TypeCase } from './type-case.js'

/**
 * The fewest packs that explain all types still open. A type is answered when every smallest set gives it the same pack, and that
 * pack explains another open type too: one type alone never speaks for a pack.
 */
export function chooseFewest(cases: readonly TypeCase[]): { readonly exact: boolean; readonly steps: readonly string[] } {
  const open = cases.filter((one) => one.chosen === null && one.left.size > 1)
  const steps: string[] = []
  let exact = true
  for (const part of separate(questionsOf(open))) {
    const { exact: whole, covers } = smallestCovers(part)
    if (!whole) {
      exact = false
      steps.push(`Too many ways to explain ${part.flatMap(({ types }) => types).sort().join(', ')} together: left open.`)
      continue
    }
    const types = new Set(part.flatMap((question) => question.types))
    const members = open.filter(({ reference }) => types.has(reference.type))
    if (members.length > 1) steps.push(...decideAll(members, covers))
  }
  return { exact, steps }
}

function questionsOf(open: readonly TypeCase[]): CoverQuestion[] {
  const byPacks = new Map<string, { types: string[]; packs: string[] }>()
  for (const { reference, left } of open) {
    const packs = [...left].sort()
    const key = packs.join('\n')
    const same = byPacks.get(key)
    if (same === undefined) byPacks.set(key, { types: [reference.type], packs })
    else same.types.push(reference.type)
  }
  return [...byPacks.values()]
}

function decideAll(members: readonly TypeCase[], covers: readonly (readonly string[])[]): string[] {
  const before = new Map(members.map((one) => [one, one.left]))
  const explainedBy = (key: string): string[] => members.flatMap((one) => (before.get(one)?.has(key) === true ? [one.reference.type] : []))
  return members.flatMap((one) => decide(one, members.length, covers, explainedBy))
}

function decide(one: TypeCase, open: number, covers: readonly (readonly string[])[], explainedBy: (key: string) => string[]): string[] {
  const possible = new Set(covers.flatMap((cover) => cover.filter((key) => one.left.has(key))))
  const [key, ...more] = possible
  if (key === undefined || more.length > 0) return []
  const explained = explainedBy(key)
  if (explained.length < 2) return []
  const title = titleOf(one, key)
  const size = covers[0]?.length ?? 1
  const why =
    size === 1
      ? `${title} alone explains ${explained.length} types that others claim too: ${explained.join(', ')}.`
      : `${title} explains ${explained.length} of the ${open} types that are open; without it more than ${size} packs would be needed.`
  for (const other of one.left) {
    if (other !== key) one.aside.set(other, `${titleOf(one, other)} explains ${explainedBy(other).length} of the ${open} open types, ${title} ${explained.length}.`)
  }
  one.left = new Set([key])
  one.chosen = { key, rule: 'fewest-packs', why }
  return [`${one.reference.type}: ${why}`]
}
