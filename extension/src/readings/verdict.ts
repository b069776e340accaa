import type { Check, WorkflowReport } from '@greenlight/shared/report'
import { formatDate } from '../messages/format.js'
import { texts } from '../messages/index.js'
import { countObstacles, unsureKinds } from './obstacles.js'

export type Tone = 'ready' | 'blocked' | 'unsure'

/** The one sentence of the panel, in pieces: `head` stands out, `rest` says what stands in the way, `aside` how sure it is. */
export interface VerdictSentence {
  tone: Tone
  head: string
  rest: string
  aside: string | null
  /** Head and rest as one sentence, for those who hear it. */
  spoken: string
}

/** Reads the verdict of a report. Where every obstacle is a "nobody knows", the head says so instead of "will not run". */
export function readVerdict(report: WorkflowReport, installation: Check['installation']): VerdictSentence {
  const obstacles = countObstacles(report.findings)
  const unsure = obstacles.length > 0 && obstacles.every(([kind]) => unsureKinds.has(kind))
  const tone: Tone = report.verdict === 'ready' ? 'ready' : unsure ? 'unsure' : 'blocked'
  const head = headOf(report, unsure)
  const rest = restOf(report, obstacles)
  return { tone, head, rest, aside: report.verdict === 'unreadable' ? null : asideOf(installation), spoken: texts.verdict.sentence(head, rest) }
}

function headOf({ verdict, held }: WorkflowReport, unsure: boolean): string {
  const { ready, willNot, willNotYet, cannotTell, unreadable, noGraph } = texts.verdict
  if (verdict === 'ready') return ready
  if (verdict === 'unreadable') return held === undefined ? unreadable : noGraph
  if (unsure) return cannotTell
  return verdict === 'blocked' ? willNot : willNotYet
}

function restOf(report: WorkflowReport, obstacles: ReturnType<typeof countObstacles>): string {
  if (report.verdict === 'unreadable') return (report.problems[0]?.message ?? '').replace(/\.$/, '')
  const warnings = report.findings.filter(({ severity }) => severity === 'warns').length
  const warned = warnings === 0 ? '' : texts.verdict.warnings(warnings)
  if (report.verdict === 'ready') return warned
  const choices = report.findings.filter(({ severity, fix }) => severity === 'blocks' && fix?.startsWith('choose-') === true).length
  return [texts.verdict.sayObstacles(obstacles), choices === 0 ? '' : texts.verdict.choices(choices)].filter((part) => part !== '').join(' · ')
}

function asideOf({ objectInfo, recordedAt }: Check['installation']): string | null {
  const { source } = texts
  if (objectInfo === 'live') return null
  if (objectInfo === 'none') return source.none
  if (objectInfo === 'file') return source.file
  const when = recordedAt === undefined ? Number.NaN : Date.parse(recordedAt)
  return Number.isNaN(when) ? source.recordedSometime : source.recorded(formatDate(when))
}

/** What a ready workflow stands on: nodes, models in use, and their size in bytes as far as it is known. */
export function sizeUp(report: WorkflowReport): { nodes: number; models: number; bytes: number } {
  const files = new Map<string, number>()
  for (const { active, file } of report.models) if (active && file !== null) files.set(file.path, file.size ?? 0)
  return { nodes: report.workflow.nodes, models: files.size, bytes: [...files.values()].reduce((sum, size) => sum + size, 0) }
}
