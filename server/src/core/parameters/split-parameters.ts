import { readSettings, type Setting } from './read-settings.js'

export interface SplitParameters {
  readonly positive: string
  readonly negative: string | null
  readonly settings: readonly Setting[]
}

/** Names of which nearly every writer gives some. */
const known = new Set(['steps', 'sampler', 'cfg scale', 'seed', 'size', 'model', 'model hash', 'version', 'schedule type', 'scheduler', 'clip skip'])
const negativeMark = 'Negative prompt:'
/** sd-dynamic-prompts writes the unfilled prompts behind the settings. */
const templateMarks = ['Template:', 'Negative Template:'] as const

const mostTemplates = 10

/** Prompt, negative prompt and settings of one text; null where it is none. A prompt may hold lines that look like the others. */
export function splitParameters(text: string): SplitParameters | null {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').split('\n')
  const at = settingsLine(lines)
  if (at !== null) {
    const rest = lines.slice(at)
    const template = rest.findIndex(isTemplate)
    const settings = readSettings(rest.slice(0, template < 0 ? undefined : template).join('\n'))
    return { ...prompts(lines.slice(0, at)), settings: [...settings, ...templates(template < 0 ? [] : rest.slice(template))] }
  }
  const inline = inOneLine(text)
  if (inline !== null) return inline
  return lines.some(isNegative) ? { ...prompts(lines), settings: [] } : null
}

/** The last line that begins with `Steps:` and goes on like settings; where templates follow, the one before them. */
function settingsLine(lines: readonly string[]): number | null {
  const found = lines.flatMap((line, at) => (line.trimStart().startsWith('Steps:') && goesOn(lines, at) ? [at] : []))
  for (let index = found.length - 1; index > 0; index -= 1) {
    const [before = 0, at = 0] = [found[index - 1], found[index]]
    if (!lines.slice(before, at).some(isTemplate)) return at
  }
  const [first] = found
  if (first !== undefined) return first
  const last = lines.findLastIndex((line) => line.trim() !== '')
  const settings = readSettings(lines[last] ?? '')
  const [begins] = settings
  return begins !== undefined && isKnown(begins) && settings.filter(isKnown).length >= 3 ? last : null
}

/** Three settings in the line, as AUTOMATIC1111 itself asks for, or one below the other. */
function goesOn(lines: readonly string[], at: number): boolean {
  const here = readSettings(lines[at] ?? '')
  if (here.length >= 3) return here.filter(isKnown).length >= 2
  return readSettings(lines.slice(at, at + 4).join('\n')).filter(isKnown).length >= 3
}

function isKnown({ name }: Setting): boolean {
  return known.has(name.toLowerCase())
}

function prompts(lines: readonly string[]): Pick<SplitParameters, 'negative' | 'positive'> {
  const at = lines.findIndex(isNegative)
  if (at < 0) return { positive: lines.join('\n').trim(), negative: null }
  const negative = [(lines[at] ?? '').trimStart().slice(negativeMark.length), ...lines.slice(at + 1)]
  return { positive: lines.slice(0, at).join('\n').trim(), negative: negative.join('\n').trim() }
}

/** Some programs lose the line breaks on the way. */
function inOneLine(text: string): SplitParameters | null {
  const at = text.lastIndexOf('Steps: ')
  if (at < 0) return null
  const settings = readSettings(text.slice(at))
  if (settings.filter(isKnown).length < 3) return null
  const before = text.slice(0, at)
  const negative = before.indexOf(negativeMark)
  return {
    positive: before.slice(0, negative < 0 ? undefined : negative).trim(),
    negative: negative < 0 ? null : before.slice(negative + negativeMark.length).trim(),
    settings,
  }
}

function templates(lines: readonly string[]): Setting[] {
  const found: { readonly name: string; readonly lines: string[] }[] = []
  for (const line of lines) {
    const mark = templateMarks.find((one) => line.trimStart().startsWith(one))
    if (mark === undefined) found.at(-1)?.lines.push(line)
    else if (found.length < mostTemplates) found.push({ name: mark.slice(0, -1), lines: [line.trimStart().slice(mark.length)] })
  }
  return found.map(({ name, lines: told }) => ({ name, value: told.join('\n').trim() }))
}

function isNegative(line: string): boolean {
  return line.trimStart().startsWith(negativeMark)
}

function isTemplate(line: string): boolean {
  const start = line.trimStart()
  return templateMarks.some((mark) => start.startsWith(mark))
}
