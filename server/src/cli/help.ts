import type { Command } from './command.js'

/** The page of one command. */
export function commandHelp(command: Command): string {
  const head = `greenlight ${command.name}${command.arguments ? ` ${command.arguments}` : ''}`
  const rows = Object.entries(command.options).map(([name, option]) => [
    `  --${name}${option.type === 'string' ? ` ${option.value ?? 'TEXT'}` : ''}`,
    option.says,
  ])
  rows.push(['  --help', 'This page.'])
  return `${head}\n\n${command.says}\n\n${columns(rows)}\n`
}

/** The list of all commands. */
export function overview(commands: readonly Command[], version: string): string {
  const rows = commands.map((command) => [`  ${command.name} ${command.arguments}`.trimEnd(), firstSentence(command.says)])
  return [
    `greenlight ${version}: know before you queue.`,
    '',
    columns(rows),
    '',
    '`greenlight COMMAND --help` tells more. Exit status: 0 done, 1 not ready or refused, 2 usage or unreadable.',
    '',
  ].join('\n')
}

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.min(44, Math.max(...rows.map(([left]) => left?.length ?? 0)))
  return rows
    .map(([left = '', right = '']) => (left.length > width ? `${left}\n${' '.repeat(width + 2)}${right}` : `${left.padEnd(width + 2)}${right}`))
    .join('\n')
}

function firstSentence(text: string): string {
  return text.split(/(?<=\.)\s/, 1)[0] ?? text
}
