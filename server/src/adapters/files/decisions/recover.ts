import { isMap, isSeq, parseDocument } from 'yaml'
import type { DecisionScope } from '../../../core/decision-subject.js'
import { textOf } from './entry.js'
import { yamlOptions } from './parse-file.js'

/** A piece of a file that is not well-formed as a whole: one entry, with the line on which it begins. */
export interface Piece {
  readonly scope: DecisionScope
  readonly line: number
  /** Null where the entry itself is not well-formed. */
  readonly node: unknown
}

/**
 * Reads entry by entry what cannot be read as one: a slip of the pen in one entry must not hide the others. By lines: a section stands at the
 * beginning of a line, a workflow's name below `workflows:`, an entry behind `- ` and takes in what is indented deeper.
 */
export function recoverPieces(text: string): Piece[] {
  const lines = text.split('\n')
  const pieces: Piece[] = []
  let section: 'everywhere' | 'workflows' | null = null
  let scope: DecisionScope | null = null
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const bare = line.trim()
    if (bare === '' || bare.startsWith('#')) continue
    const indent = indentOf(line)
    if (bare.startsWith('- ')) {
      const end = endOf(lines, at, indent)
      if (scope !== null) pieces.push({ scope, line: at + 1, node: parseOne(lines.slice(at, end).join('\n')) })
      at = end - 1
    } else if (indent === 0) {
      section = sectionOf(bare)
      scope = section === 'everywhere' ? { everywhere: true } : null
    } else if (section === 'workflows') {
      const name = nameOf(bare)
      scope = name === null ? null : { workflow: name }
    }
  }
  return pieces
}

function endOf(lines: readonly string[], start: number, indent: number): number {
  let end = start + 1
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? ''
    if (line.trim() !== '' && indentOf(line) <= indent) break
  }
  return end
}

/** A tab is no indentation in YAML; who writes one means to be deeper. */
function indentOf(line: string): number {
  const white = line.slice(0, line.length - line.trimStart().length)
  return white.includes('\t') ? Infinity : white.length
}

function sectionOf(bare: string): 'everywhere' | 'workflows' | null {
  const [, name] = /^(everywhere|workflows):(?:\s|$)/.exec(bare) ?? []
  return name === 'everywhere' || name === 'workflows' ? name : null
}

function nameOf(bare: string): string | null {
  const map = parse(`${bare}\n`)
  const name = isMap(map) ? textOf(map.items[0]?.key) : null
  return name === null || name === '' || name.length > 300 ? null : name
}

function parseOne(text: string): unknown {
  const list = parse(text)
  return isSeq(list) && list.items.length === 1 ? list.items[0] : null
}

function parse(text: string): unknown {
  try {
    const document = parseDocument(text, yamlOptions)
    return document.errors.length === 0 ? document.contents : null
  } catch {
    return null
  }
}
