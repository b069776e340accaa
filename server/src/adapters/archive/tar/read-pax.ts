import { ArchiveRefusal } from '../refusal.js'

/** What a pax header changes of the entry after it. */
export interface Pax {
  readonly path: string | null
  readonly size: number | null
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Records `LENGTH KEY=VALUE\n`, LENGTH in bytes and counting itself. Times, owners and comments do not matter here; links, holes
 * (`GNU.sparse`) and other encodings are refused.
 */
export function readPax(bytes: Buffer, global: boolean): Pax {
  let [path, size]: [string | null, number | null] = [null, null]
  for (const [key, value] of records(bytes)) {
    if (key.startsWith('GNU.sparse')) throw new ArchiveRefusal('kind-refused', 'it has a file with holes')
    if (key === 'linkpath') throw new ArchiveRefusal('kind-refused', 'it has a link')
    if (key === 'hdrcharset' && !/^(?:BINARY|ISO-IR 10646 2000 UTF-8)$/.test(value))
      throw new ArchiveRefusal('name-refused', 'its names are not UTF-8')
    if (key !== 'path' && key !== 'size') continue
    if (global) throw new ArchiveRefusal('hides-something', 'one header renames all of its entries')
    if (key === 'path') path = once(path, value)
    else size = once(size, sizeOf(value))
  }
  return { path, size }
}

function* records(bytes: Buffer): Generator<readonly [string, string]> {
  let at = 0
  while (at < bytes.length) {
    const blank = bytes.indexOf(32, at)
    const digits = blank === -1 || blank - at > 9 ? '' : bytes.toString('latin1', at, blank)
    const end = /^[1-9]\d*$/.test(digits) ? at + Number(digits) : 0
    const equals = bytes.indexOf(61, blank)
    if (end <= blank || end > bytes.length || bytes[end - 1] !== 10 || equals === -1 || equals >= end) throw damaged()
    yield [decode(bytes.subarray(blank + 1, equals)), decode(bytes.subarray(equals + 1, end - 1))]
    at = end
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    throw new ArchiveRefusal('name-refused', 'one of its names is not UTF-8')
  }
}

function sizeOf(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw damaged()
  return Number(value)
}

function once<T>(before: T | null, value: T): T {
  if (before !== null && before !== value)
    throw new ArchiveRefusal('hides-something', 'an entry has two names or sizes')
  return value
}

function damaged(): ArchiveRefusal {
  return new ArchiveRefusal('bad-structure', 'one of its pax headers is damaged')
}
