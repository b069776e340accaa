import type { Check, Finding } from '@greenlight/shared/report'
import { texts } from '../messages/index.js'
import { readVerdict } from './verdict.js'
import { visible } from './visible.js'

/** A report to paste into a chat or an issue. Foreign names stand in code spans, where no Markdown or HTML has a meaning. */
export function asMarkdown({ reports, installation }: Check, name: string): string {
  const lines: string[] = []
  for (const report of reports) {
    const { head, rest, aside } = readVerdict(report, installation)
    lines.push(`**${head}**${rest === '' ? '' : `: ${escapeText(rest)}`}  `, `${code(name)}, ComfyUI ${escapeText(installation.comfyui ?? '?')}`)
    if (aside !== null) lines.push(`(${escapeText(aside)})`)
    for (const severity of ['blocks', 'warns'] as const) {
      const findings = report.findings.filter((finding) => finding.severity === severity)
      if (findings.length > 0) lines.push('', `### ${texts.list[severity]}`, '', ...findings.flatMap(paragraph))
    }
    for (const problem of report.problems) lines.push('', `${code(problem.code)} ${escapeText(problem.message)} ${escapeText(problem.hint)}`)
  }
  return `${lines.join('\n')}\n`
}

function paragraph({ subject, nodes, message, next, evidence }: Finding): string[] {
  const at = nodes.length === 0 ? '' : ` (${texts.list.nodes(nodes.length)}: ${nodes.slice(0, 8).map(code).join(', ')}${nodes.length > 8 ? ' …' : ''})`
  return [
    `- ${code(subject)}${at}: ${escapeText(message)} ${escapeText(next)}`,
    ...evidence.map(({ from, says, where }) => `  - ${escapeText(from)}: ${escapeText(says)}${where === undefined ? '' : ` ${code(where)}`}`),
  ]
}

/** A code span that its content cannot end: it is fenced by one backtick more than the longest run inside. */
function code(text: string): string {
  const shown = visible(text)
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') || shown.trim() === '' ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

function escapeText(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>#|~@]/g, (character) => `\\${character}`)
}
