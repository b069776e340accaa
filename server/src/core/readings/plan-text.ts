import type { Plan, PlanAction, PlanTier, PlanWarning } from '@greenlight/shared/plans'
import { escape } from './as-markdown.js'
import { type Palette, plain } from './palette.js'
import { actionRows, approveLine, diskLines, partWarnings, planSummary, sayTier, warningHead } from './plan-lines.js'
import { printable } from './printable.js'
import { wrap } from './wrap.js'

export interface PlanTextOptions {
  readonly palette?: Palette
  /** Columns of the terminal; 80 when absent. */
  readonly width?: number
}

const paints: Readonly<Record<PlanTier, 'bad' | 'dim' | 'warn'>> = { data: 'dim', code: 'warn', destructive: 'bad' }

/** A plan for the terminal: what it asks for, each action with what changes, what could break and how it is undone. No line break at its end. */
export function planText(plan: Plan, { palette = plain, width = 80 }: PlanTextOptions = {}): string {
  const { open, rest } = partWarnings(plan.warnings)
  const isUndo = plan.undoes !== null
  const block = (word: string, text: string, paint = palette.dim): string[] => {
    const lines = wrap(printable(text), Math.max(30, width - 16))
    return lines.map((line, at) => `      ${at === 0 ? paint(word.padEnd(8)) : ' '.repeat(8)}${line}`.trimEnd())
  }
  const told = (warning: PlanWarning): string[] => [...wrap(`${warningHead(warning)}: ${printable(warning.message)}`, width - 4).map((line, at) => (at === 0 ? `  ${line}` : `    ${line}`)), ...wrap(printable(warning.hint), width - 7).map((line, at) => palette.dim(`    ${at === 0 ? '-> ' : '   '}${line}`))]
  const shown = (action: PlanAction, at: number): string[] => [
    '',
    `  ${String(at + 1).padStart(2)}. ${palette.strong(printable(action.title))}  ${(isUndo ? palette.dim : palette[paints[action.tier]])(`[${sayTier(action, isUndo)}]`)}`,
    ...actionRows(action).flatMap(({ word, text }) => block(word, text, word === 'agree' || word === 'but' ? palette.warn : palette.dim)),
  ]
  return [
    ...wrap(printable(plan.title), width).map((line) => palette.strong(line)),
    `${palette.dim(`Plan ${plan.id}`)}`,
    ...wrap(`${planSummary(plan).join(', ')}.`, width).map(printable),
    ...diskLines(plan.needs).map((line) => palette.dim(printable(`Disk ${line}.`))),
    ...plan.actions.flatMap(shown),
    ...heading('Still open:', open, palette),
    ...open.flatMap(told),
    ...heading('To know:', rest, palette),
    ...rest.flatMap(told),
    '',
    ...wrap(approveLine(plan), width),
  ].join('\n')
}

/** The same as a document: plan.md. Ends in a line break. */
export function planMarkdown(plan: Plan): string {
  const { open, rest } = partWarnings(plan.warnings)
  const told = (warning: PlanWarning): string => `- **${escape(warningHead(warning))}** ${escape(warning.message)}\n  ${escape(warning.hint)}`
  const shown = (action: PlanAction, at: number): string[] => [
    '',
    `## ${at + 1}. ${escape(action.title)}`,
    '',
    `*${sayTier(action, plan.undoes !== null)}*`,
    '',
    ...actionRows(action).map(({ word, text }) => `- **${word}** ${escape(text)}`),
    ...action.touches.map((path) => `- **changes** ${escape(path)}`),
  ]
  return `${[
    `# ${escape(plan.title)}`,
    '',
    `${escape(planSummary(plan).join(', '))}.`,
    '',
    `Plan ${plan.id}, ${plan.digest}.`,
    ...(plan.workflow === null ? [] : ['', `Workflow: ${escape(plan.workflow.path)}`]),
    ...diskLines(plan.needs).flatMap((line) => ['', `Disk ${escape(line)}.`]),
    ...plan.actions.flatMap(shown),
    ...(open.length === 0 ? [] : ['', '## Still open', '', ...open.map(told)]),
    ...(rest.length === 0 ? [] : ['', '## To know', '', ...rest.map(told)]),
    '',
    approveLine(plan),
  ].join('\n')}\n`
}

function heading(text: string, warnings: readonly PlanWarning[], palette: Palette): string[] {
  return warnings.length === 0 ? [] : ['', palette.warn(text)]
}
