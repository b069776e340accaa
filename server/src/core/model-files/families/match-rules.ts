import { findNeed, prefixesOf, type NameIndex } from './name-index.js'
import { readNeed, type Need } from './need.js'
import type { RuleRow } from './rule.js'

export interface Match {
  readonly rule: RuleRow
  /** Below which the names of the rule lie. */
  readonly prefix: string
  /** Names that answered, the first needs first. */
  readonly names: readonly string[]
}

export interface ReadRule {
  readonly row: RuleRow
  readonly has: readonly Need[]
  readonly any: readonly Need[]
  readonly lacks: readonly Need[]
}

export function readRules(rows: readonly RuleRow[]): readonly ReadRule[] {
  return rows.map((row) => ({
    row,
    has: row.has.map(readNeed),
    any: (row.any ?? []).map(readNeed),
    lacks: (row.lacks ?? []).map(readNeed),
  }))
}

/** Rules that speak for a file, in the order of the table: special cases instead of what they are cases of. */
export function matchRules(
  rules: readonly ReadRule[],
  index: NameIndex,
  architecture: string | null,
): readonly Match[] {
  const all: Match[] = []
  for (const rule of rules) {
    const match = matchRule(rule, index, architecture)
    if (match !== null) all.push(match)
  }
  const silent = new Set(all.flatMap(({ rule }) => rule.over ?? []))
  const heard = all.filter(({ rule }) => !silent.has(rule.id))
  const first = heard.filter(({ rule }) => rule.fallback !== true)
  return first.length > 0 ? first : heard
}

export function matchRule(rule: ReadRule, index: NameIndex, architecture: string | null): Match | null {
  const { row } = rule
  if (row.architectures !== undefined && (architecture === null || !row.architectures.includes(architecture)))
    return null
  if (row.scope === 'adapter' && index.modules === null) return null
  for (const prefix of prefixesOf(index, row.scope)) {
    const names = matchBelow(rule, index, prefix)
    if (names !== null) return { rule: row, prefix, names }
  }
  return null
}

function matchBelow({ row, has, any, lacks }: ReadRule, index: NameIndex, prefix: string): readonly string[] | null {
  const names: string[] = []
  for (const need of has) {
    const name = findNeed(index, row.scope, prefix, need)
    if (name === null) return null
    names.push(name)
  }
  if (any.length > 0) {
    const name = firstFound(any, row, index, prefix)
    if (name === null) return null
    names.push(name)
  }
  const forbidden = firstFound(lacks, row, index, prefix) ?? (prefix === '' ? null : firstFound(lacks, row, index, ''))
  return forbidden === null ? names : null
}

function firstFound(needs: readonly Need[], row: RuleRow, index: NameIndex, prefix: string): string | null {
  for (const need of needs) {
    const name = findNeed(index, row.scope, prefix, need)
    if (name !== null) return name
  }
  return null
}
