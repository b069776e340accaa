import type { SourceName } from '@greenlight/shared/sources'
import { sourceNames } from '@greenlight/shared/sources'
import { parseDocument } from 'yaml'

/**
 * A text file with one YAML entry per source. It is read entry by entry, so that a fault in one cannot change what another one says.
 * A block begins where a line is neither indented nor a comment, and takes in what follows.
 */
export interface Block {
  /** Of its first line, counted from 1. */
  readonly line: number
  readonly lines: readonly string[]
}

export type BlockFault = { readonly line: number; readonly because: string }

/** `head`: lines before the first block. */
export function splitBlocks(text: string): { readonly head: readonly string[]; readonly blocks: readonly Block[] } {
  const head: string[] = []
  const blocks: { line: number; lines: string[] }[] = []
  for (const [at, line] of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/).entries()) {
    if (/^[^\s#]/.test(line) && line.trim() !== '---') blocks.push({ line: at + 1, lines: [line] })
    else (blocks.at(-1)?.lines ?? head).push(line)
  }
  return { head, blocks }
}

/** What each source's entry says; a source that stands there twice says nothing. No word of the file is in a fault: it may be a secret. */
export function readBlocks(blocks: readonly Block[]): { readonly entries: ReadonlyMap<SourceName, { value: unknown; line: number }>; readonly faults: readonly BlockFault[] } {
  const entries = new Map<SourceName, { value: unknown; line: number }>()
  const faults: BlockFault[] = []
  const twice = new Set<SourceName>()
  for (const block of blocks) {
    const read = readBlock(block)
    if ('because' in read) faults.push(read)
    else if (entries.has(read.name)) {
      twice.add(read.name)
      faults.push({ line: block.line, because: `${read.name} stands there twice` })
    } else entries.set(read.name, { value: read.value, line: block.line })
  }
  for (const name of twice) entries.delete(name)
  return { entries, faults }
}

function readBlock({ line, lines }: Block): { name: SourceName; value: unknown } | BlockFault {
  const text = lines.join('\n')
  const document = parseDocument(text, { prettyErrors: false })
  const fault = document.errors[0]
  if (fault !== undefined) return { line: line + text.slice(0, fault.pos[0]).split('\n').length - 1, because: 'it is not well-formed YAML' }
  const read = valueOf(document)
  const [key, value] = read instanceof Map && read.size === 1 ? ([...read][0] ?? []) : []
  const name = sourceNames.find((one) => one === key)
  return name === undefined ? { line, because: `it begins with none of ${sourceNames.join(', ')}` } : { name, value }
}

/** Maps, not objects: a key such as `__proto__` is only a key. Aliases are refused, they can multiply. */
function valueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: 0 })
  } catch {
    return null
  }
}
