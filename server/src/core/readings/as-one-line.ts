import type { Verdict, WorkflowReport } from '@greenlight/shared/report'
import { type Palette, plain } from './palette.js'
import { printable } from './printable.js'
import { shortSummary } from './summary.js'
import { padTo } from './wrap.js'

/** `fixable       flux.json  1 node pack, 2 models`: the verdict's own word first. `columns` pads the path. */
export function asOneLine(report: WorkflowReport, options: { palette?: Palette; columns?: number } = {}): string {
  const palette = options.palette ?? plain
  const word = painted(report.verdict, palette)(report.verdict.padEnd(12))
  const path = padTo(printable(report.workflow.path), options.columns ?? 0)
  return `${word}  ${path}  ${palette.dim(printable(shortSummary(report)))}`
}

/** The colour of a verdict. */
export function painted(verdict: Verdict, palette: Palette): (text: string) => string {
  if (verdict === 'ready') return palette.good
  return verdict === 'fixable' || verdict === 'needs-choice' ? palette.warn : palette.bad
}
