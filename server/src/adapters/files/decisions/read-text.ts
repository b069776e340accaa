import type { Decision } from '@greenlight/shared/decisions'
import { compareDecisions, decisionKey } from '../../../core/decision-subject.js'
import { readEntry } from './entry.js'
import { type Fault, notWellFormed, parseFile } from './parse-file.js'
import { recoverPieces } from './recover.js'

export interface ReadText {
  /** Sorted, each question once. */
  readonly decisions: readonly Decision[]
  readonly faults: readonly Fault[]
}

/** Faults told of one file. */
const mostFaults = 50

/** Byte order mark and line ends out of the way. */
export function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

/** What a file of decisions says. A bad entry is a fault with its line and hides no other; of two for one question the last counts. Never throws. */
export function readText(text: string): ReadText {
  const plain = plainText(text)
  const parsed = parseFile(plain)
  if ('because' in parsed) return { decisions: [], faults: [parsed] }
  const pieces = parsed.broken
    ? recoverPieces(plain)
    : parsed.sections.flatMap(({ scope, list }) => list.items.map((node) => ({ scope, node, line: parsed.lineOf(node) ?? parsed.lineOf(list) })))
  const faults: Fault[] = []
  const kept = new Map<string, { readonly decision: Decision; readonly line: number | null }>()
  for (const { scope, node, line } of pieces) {
    const read = readEntry(node, scope)
    if (!read.ok) {
      faults.push({ line, because: parsed.broken && node === null ? notWellFormed : read.because })
      continue
    }
    const key = decisionKey(read.decision)
    const before = kept.get(key)
    if (before !== undefined) faults.push({ line: before.line, because: `the same is decided again in line ${line ?? '?'}, which counts` })
    kept.set(key, { decision: read.decision, line })
  }
  // Where the whole is not well-formed, the entry with the slip says it better than the place where the library stumbles over it.
  const told = parsed.broken && faults.some(({ because }) => because === notWellFormed)
  const around = parsed.broken ? (told ? [] : parsed.faults.filter(({ because }) => because.startsWith(notWellFormed))) : parsed.faults
  const all = [...around, ...faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return { decisions: [...kept.values()].map(({ decision }) => decision).sort(compareDecisions), faults: all.slice(0, mostFaults) }
}
