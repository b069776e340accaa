import type { Finding, WorkflowReport } from '@greenlight/shared/report'

export type MarkWord = 'pack' | 'model' | 'input' | 'old-core' | 'subgraph' | 'other'
export interface Mark {
  word: MarkWord
  severity: 'blocks' | 'warns'
}

/**
 * The badge of each node that has a finding, by execution id. What is inside a subgraph also marks the instances on the
 * way to it, because those are what the reader sees first. Of two marks the blocking one stays.
 */
export function readMarks(report: WorkflowReport): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const severity of ['blocks', 'warns'] as const) {
    for (const finding of report.findings) {
      if (finding.severity !== severity) continue
      const mark = { word: markWord(finding.kind), severity }
      for (const node of finding.nodes) for (const id of wayTo(node)) if (!marks.has(id)) marks.set(id, mark)
    }
  }
  return marks
}

/** `65:70:63` -> `65:70:63`, `65:70`, `65`. */
function wayTo(node: string): string[] {
  const parts = node.split(':')
  return parts.map((_, cut) => parts.slice(0, parts.length - cut).join(':'))
}

function markWord(kind: Finding['kind']): MarkWord {
  if (kind === 'node-type-core-too-old') return 'old-core'
  if (kind === 'subgraph-definition-missing') return 'subgraph'
  if (kind.startsWith('node-type-')) return 'pack'
  if (kind.startsWith('model-')) return 'model'
  if (kind.startsWith('input-')) return 'input'
  return 'other'
}
