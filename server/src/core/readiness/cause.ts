import type { ExecutionId } from '@greenlight/shared/ids'
import type { ActionKind } from '@greenlight/shared/plan'
import type { Evidence, Finding } from '@greenlight/shared/report'
import { compareText } from './words.js'

/** Why something stands in the way. Causes with the same key are one finding: a pack that explains nine nodes is told once. */
export interface Cause {
  readonly key: string
  readonly kind: Finding['kind']
  readonly severity: Finding['severity']
  readonly subject: string
  /** What wants it: node types, or loaders. */
  readonly wanting: readonly string[]
  readonly nodes: readonly ExecutionId[]
  readonly fix: ActionKind | null
  readonly evidence: readonly Evidence[]
  /** The sentence, once everything that wants it is known. */
  readonly message: (all: Wanting) => string
  readonly next: (all: Wanting) => string
}

export interface Wanting {
  readonly wanting: readonly string[]
  readonly nodes: readonly ExecutionId[]
}

const severities = ['blocks', 'warns', 'informs'] as const

/** What a person mends first: without its node pack a node's models and inputs cannot even be chosen. */
const order = ['subgraph', 'node', 'model', 'input', 'workflow']

/** Findings from causes: one per key, blocking ones first, then node types, models and inputs, each by kind and subject. */
export function toFindings(causes: readonly Cause[]): Finding[] {
  const byKey = new Map<string, Cause[]>()
  for (const cause of causes) {
    const same = byKey.get(cause.key)
    if (same === undefined) byKey.set(cause.key, [cause])
    else same.push(cause)
  }
  return [...byKey.values()].flatMap(toFinding).sort(compareFindings)
}

function toFinding(causes: readonly Cause[]): Finding[] {
  const [first] = causes
  if (first === undefined) return []
  const wanting = [...new Set(causes.flatMap((cause) => cause.wanting))].sort(compareText)
  const nodes = [...new Set(causes.flatMap((cause) => cause.nodes))]
  return [
    {
      kind: first.kind,
      severity: first.severity,
      ...(nodes[0] === undefined ? {} : { node: nodes[0] }),
      nodes,
      subject: first.subject,
      message: first.message({ wanting, nodes }),
      next: first.next({ wanting, nodes }),
      ...(first.fix === null ? {} : { fix: first.fix }),
      evidence: distinctEvidence(causes.flatMap((cause) => cause.evidence)),
    },
  ]
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    rank(a) - rank(b) ||
    compareText(a.kind, b.kind) ||
    compareText(a.subject, b.subject) ||
    compareText(a.message, b.message)
  )
}

function rank({ kind }: Finding): number {
  return order.findIndex((word) => kind.startsWith(word))
}

/** The same sentence about the same place is said once. */
export function distinctEvidence(evidence: readonly Evidence[]): Evidence[] {
  // By the sentence first: a key of all three would be a new text for each, thousands in a large report.
  const seen = new Map<string, Evidence | Evidence[]>()
  return evidence.filter((one) => {
    const before = seen.get(one.says)
    if (before === undefined) seen.set(one.says, one)
    else if (isSaid(before, one)) return false
    else seen.set(one.says, Array.isArray(before) ? [...before, one] : [before, one])
    return true
  })
}

function isSaid(before: Evidence | readonly Evidence[], { from, where }: Evidence): boolean {
  const all = Array.isArray(before) ? before : [before]
  return all.some((one: Evidence) => one.from === from && (one.where ?? '') === (where ?? ''))
}
