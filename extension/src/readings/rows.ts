import type { Candidate, Evidence, Finding, ModelCandidate, ModelSource, WorkflowReport } from '@greenlight/shared/report'
import { obstacleKind, unsureKinds } from './obstacles.js'

export type RowIcon = 'pack' | 'node' | 'model' | 'input' | 'subgraph' | 'core' | 'file'

/** One finding as the list shows it, with what its "why" opens. */
export interface Row {
  /** Stable while the finding is: where the reader stands in the list survives a new answer. */
  id: string
  severity: Finding['severity']
  icon: RowIcon
  unsure: boolean
  subject: string
  nodes: readonly string[]
  message: string
  /** The message after the subject, which stands above it already. */
  what: string
  next: string
  fix: Finding['fix']
  evidence: readonly Evidence[]
  packs: readonly Candidate[]
  files: readonly ModelCandidate[]
  /** Widgets that name the model: what choosing another file would change. */
  widgets: readonly NamingWidget[]
  sources: readonly ModelSource[]
}

export interface NamingWidget {
  node: string
  widget: string | null
  /** What it says now. */
  value: string
}

export interface Rows {
  blocks: Row[]
  warns: Row[]
  informs: Row[]
}

/** The findings of a report, sorted as the report has them, by what they mean for the run. */
export function readRows(report: WorkflowReport): Rows {
  const rows: Rows = { blocks: [], warns: [], informs: [] }
  const seen = new Map<string, number>()
  for (const finding of report.findings) rows[finding.severity].push(readRow(finding, report, seen))
  return rows
}

function readRow(finding: Finding, report: WorkflowReport, seen: Map<string, number>): Row {
  const key = `${finding.kind}\n${finding.subject}`
  const double = seen.get(key) ?? 0
  seen.set(key, double + 1)
  const isModel = finding.kind.startsWith('model-')
  const models = isModel ? report.models.filter(({ name, node }) => name === finding.subject && concerns(finding, node)) : []
  return {
    id: double === 0 ? key : `${key}\n${double}`,
    severity: finding.severity,
    icon: rowIcon(finding),
    unsure: unsureKinds.has(obstacleKind(finding)),
    subject: finding.subject,
    nodes: finding.nodes,
    message: finding.message,
    what: withoutSubject(finding.message, finding.subject),
    next: finding.next,
    fix: finding.fix,
    evidence: finding.evidence,
    packs: finding.kind.startsWith('node-type-') ? packsOf(finding, report) : [],
    files: uniqueBy(models.flatMap(({ candidates }) => candidates), ({ path }) => path),
    widgets: models.flatMap(({ node, widget, name }) => (node === null ? [] : [{ node, widget, value: name }])),
    sources: uniqueBy(models.flatMap(({ sources }) => sources), ({ url }) => url),
  }
}

/** `x.bin (vae) is nowhere here.` under the name `x.bin` is `(vae) is nowhere here.` */
function withoutSubject(message: string, subject: string): string {
  return message.startsWith(`${subject} `) ? message.slice(subject.length + 1) : message
}

function concerns(finding: Finding, node: string | null): boolean {
  return node === null || finding.nodes.length === 0 || finding.nodes.includes(node)
}

function packsOf(finding: Finding, report: WorkflowReport): Candidate[] {
  const nodes = new Set(finding.nodes)
  const entries = report.nodeTypes.filter((entry) => entry.nodes.some((node) => nodes.has(node)))
  return uniqueBy(
    entries.flatMap(({ pack, candidates }) => (pack === null ? candidates : [pack, ...candidates])),
    ({ id, repository, title }) => id ?? repository ?? title,
  )
}

/** The subject of a node-type finding is a pack's title where a pack would answer it, else the type's own name. */
export function rowIcon({ kind, fix }: Pick<Finding, 'kind' | 'fix'>): RowIcon {
  if (kind.startsWith('model-')) return 'model'
  if (kind.startsWith('input-')) return 'input'
  if (kind === 'subgraph-definition-missing') return 'subgraph'
  if (kind === 'node-type-core-too-old') return 'core'
  if (kind.startsWith('node-type-')) return fix?.endsWith('node-pack') === true ? 'pack' : 'node'
  return 'file'
}

function uniqueBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  const kept = new Map<string, T>()
  for (const value of values) if (!kept.has(key(value))) kept.set(key(value), value)
  return [...kept.values()]
}
