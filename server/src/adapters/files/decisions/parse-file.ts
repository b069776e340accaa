import { type Document, isMap, isNode, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import type { DecisionScope } from '../../../core/decision-subject.js'
import { textOf } from './entry.js'

export interface Fault {
  /** Counted from 1; null where it is about the whole file. */
  readonly line: number | null
  readonly because: string
}

/** One list of entries and where it holds. */
export interface Section {
  readonly scope: DecisionScope
  readonly list: YAMLSeq
}

export interface ParsedFile {
  readonly document: Document<ParsedNode>
  readonly sections: readonly Section[]
  /** Of everything but the entries themselves. */
  readonly faults: readonly Fault[]
  /** Not well-formed: `sections` is what could be made out, and nothing may be written back. */
  readonly broken: boolean
  readonly lineOf: (node: unknown) => number | null
}

export const notWellFormed = 'it is not well-formed YAML'
export const fileSchema = 'greenlight/decisions@1'

/** How the file is read and written: every scalar is text, and what other readers of YAML take for more is quoted. */
export const yamlOptions = { schema: 'failsafe', compat: 'core', uniqueKeys: false, prettyErrors: false } as const

/** Takes a text without byte order mark, with `\n` alone. Never throws. */
export function parseFile(text: string): ParsedFile | Fault {
  const lines = new LineCounter()
  const document = tryParse(text, lines)
  if (document === null) return { line: null, because: 'it is nested too deep' }
  const faults: Fault[] = document.errors.map(({ pos: [at], message }) => ({ line: lines.linePos(at).line, because: `${notWellFormed} (${firstLine(message)})` }))
  const lineOf = (node: unknown) => {
    const range = rangeOf(node)
    return range === null ? null : lines.linePos(range).line
  }
  const sections: Section[] = []
  const root = document.contents
  if (isMap(root)) readRoot(root)
  else if (!isEmpty(root)) faults.push({ line: lineOf(root), because: 'it begins with neither `everywhere:` nor `workflows:`' })
  return { document, sections, faults, broken: document.errors.length > 0, lineOf }

  function readRoot(map: YAMLMap): void {
    for (const { key, value } of map.items) {
      const name = textOf(key)
      if (name === 'schema') {
        if (textOf(value) !== fileSchema) faults.push({ line: lineOf(key), because: `its schema is not ${fileSchema}` })
      } else if (name === 'everywhere') readSection(key, value, { everywhere: true })
      else if (name === 'workflows') readWorkflows(key, value)
      else faults.push({ line: lineOf(key), because: 'only `everywhere` and `workflows` belong there' })
    }
  }

  function readWorkflows(at: unknown, value: unknown): void {
    if (isEmpty(value)) return
    if (!isMap(value)) return void faults.push({ line: lineOf(at), because: '`workflows` holds one list for each workflow' })
    for (const { key, value: list } of value.items) {
      const name = textOf(key)
      if (name === null || name === '' || name.length > 300) faults.push({ line: lineOf(key) ?? lineOf(at), because: 'a workflow is named by text of 1 to 300 letters' })
      else readSection(key, list, { workflow: name })
    }
  }

  function readSection(at: unknown, value: unknown, scope: DecisionScope): void {
    if (isSeq(value)) sections.push({ scope, list: value })
    else if (!isEmpty(value)) faults.push({ line: lineOf(at), because: 'a list of entries belongs there, each with `- ` in front' })
  }
}

/** Brackets inside brackets; the library's time grows with the square of their depth. */
const deepest = 20_000

/** The library recurses: a text of nothing but brackets ends its stack. */
function tryParse(text: string, lineCounter: LineCounter): Document<ParsedNode> | null {
  if (depthOf(text) > deepest) return null
  try {
    return parseDocument(text, { ...yamlOptions, lineCounter })
  } catch {
    return null
  }
}

/** At most: a bracket in a name counts as well. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 91 || code === 123) depth += 1
    else if ((code === 93 || code === 125) && depth > 0) depth -= 1
    if (depth > most) most = depth
  }
  return most
}

export function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || textOf(node) === ''
}

function rangeOf(node: unknown): number | null {
  return isNode(node) && node.range != null ? node.range[0] : null
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 120).replace(/\.$/, '')
}
