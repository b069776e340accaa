import type { Check, Finding, WorkflowReport } from '@greenlight/shared/report'
import { asOneLine } from './as-one-line.js'
import { heldLines } from './held-lines.js'
import { type Palette, plain } from './palette.js'
import { printable } from './printable.js'
import { installationLine, totalLine } from './summary.js'
import { columnsOf, wrap } from './wrap.js'

export interface TextOptions {
  readonly palette?: Palette
  /** Columns of the terminal; 80 when absent. */
  readonly width?: number
}

const indent = '    '

/** The table for a terminal: one line per workflow, below it each finding with its next step. Ends in a line break. */
export function asText(check: Check, { palette = plain, width = 80 }: TextOptions = {}): string {
  const longest = Math.max(0, ...check.reports.map((report) => columnsOf(printable(report.workflow.path))))
  const columns = Math.min(longest, Math.max(20, width - 40))
  const lines = [palette.dim(printable(installationLine(check)))]
  for (const report of check.reports) {
    lines.push(asOneLine(report, { palette, columns }), ...below(report, palette, Math.max(40, width)))
  }
  return `${[...lines, totalLine(check)].join('\n')}\n`
}

function below(report: WorkflowReport, palette: Palette, width: number): string[] {
  const problems = report.problems.flatMap(({ code, hint }) => [...block(palette.bad(code), code.length, hint, width)])
  const held = heldLines(report).flatMap(({ word, text }) => block(palette.dim(word.padEnd(7)), 7, text, width))
  return [...problems, ...held, ...report.findings.flatMap((finding) => told(finding, palette, width))]
}

function told(finding: Finding, palette: Palette, width: number): string[] {
  const paint = { blocks: palette.bad, warns: palette.warn, informs: palette.dim }[finding.severity]
  const word = finding.severity.padEnd(7)
  const gap = ' '.repeat(word.length)
  return [
    ...block(paint(word), word.length, finding.message, width),
    ...block(gap, gap.length, `-> ${finding.next}`, width).map((line) => palette.dim(line)),
  ]
}

/** A word in front, the text beside it in its own column. */
function block(word: string, columns: number, text: string, width: number): string[] {
  const lines = wrap(printable(text), width - indent.length - columns - 2)
  return lines.map((line, at) => `${indent}${at === 0 ? word : ' '.repeat(columns)}  ${line}`.trimEnd())
}
