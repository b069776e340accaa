import type { Check, Finding, WorkflowReport } from '@greenlight/shared/report'
import { heldLines } from './held-lines.js'
import { printable } from './printable.js'
import { installationLine, shortSummary, totalLine } from './summary.js'

/** A report to paste: a table of the workflows, then a section for each that has something to tell. */
export function asMarkdown(check: Check): string {
  const lines = [
    '# Will these workflows run?',
    '',
    `${escape(installationLine(check))} ${totalLine(check)}.`,
    '',
    '| Verdict | Workflow | Nodes | |',
    '|---|---|---:|---|',
    ...check.reports.map(row),
  ]
  for (const report of check.reports) lines.push(...section(report))
  return `${lines.join('\n')}\n`
}

function row(report: WorkflowReport): string {
  return `| ${report.verdict} | ${escape(report.workflow.path)} | ${report.workflow.nodes} | ${escape(shortSummary(report))} |`
}

function section(report: WorkflowReport): string[] {
  const held = heldLines(report).map(({ word, text }) => `- **${word}** ${escape(text)}`)
  if (report.findings.length === 0 && report.problems.length === 0 && held.length === 0) return []
  const problems = report.problems.map(
    ({ code, message, hint }) => `- **${code}** ${escape(message)}\n  ${escape(hint)}`,
  )
  return ['', `## ${escape(report.workflow.path)}`, '', ...problems, ...held, ...report.findings.map(bullet)]
}

function bullet(finding: Finding): string {
  const nodes =
    finding.nodes.length === 0
      ? ''
      : ` (node ${finding.nodes.slice(0, 9).join(', ')}${finding.nodes.length > 9 ? ', ...' : ''})`
  return `- **${finding.severity}** ${escape(finding.message + nodes)}\n  ${escape(finding.next)}`
}

/** Foreign text stays text: no markup, no HTML, no link, no broken table. */
export function escape(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
    .replace(/&(?=\w|#)/g, '&amp;')
    .replace(/:\/\//g, ':\\//')
}
