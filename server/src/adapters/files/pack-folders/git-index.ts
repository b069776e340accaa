/** One file of git's index (gitformat-index), as far as it tells whether the file was changed since. */
export interface IndexEntry {
  /** `/` separated. */
  readonly path: string
  readonly kind: 'file' | 'link' | 'other'
  readonly seconds: number
  readonly nanoseconds: number
  /** Bytes modulo 2^32; 0 also where git does not trust its own times. */
  readonly size: number
  /** SHA-1 of the blob, 40 hex. */
  readonly blob: string
  /** In the middle of a merge, or only announced. */
  readonly unsettled: boolean
  /** The user told git not to look. */
  readonly unwatched: boolean
}

export interface GitIndex {
  readonly entries: readonly IndexEntry[]
  /** The index as a whole is what was checked out or committed last: nothing is staged. */
  readonly settled: boolean
}

const mostEntries = 100_000

/** Reads an index of version 2, 3 or 4 with SHA-1. Null for everything else: split, damaged, of another hash, too many files. */
export function readGitIndex(bytes: Buffer): GitIndex | null {
  if (bytes.length < 32 || bytes.toString('latin1', 0, 4) !== 'DIRC') return null
  const version = bytes.readUInt32BE(4)
  const count = bytes.readUInt32BE(8)
  if (version < 2 || version > 4 || count > mostEntries) return null
  const entries: IndexEntry[] = []
  let at = 12
  let before: Buffer = Buffer.alloc(0)
  for (let index = 0; index < count; index++) {
    if (at + 62 > bytes.length) return null
    const flags = bytes.readUInt16BE(at + 60)
    const extended = version >= 3 && (flags & 0x4000) !== 0
    const more = extended ? bytes.readUInt16BE(at + 62) : 0
    const name = readName(bytes, at + (extended ? 64 : 62), version === 4 ? before : null)
    if (name === null) return null
    const mode = bytes.readUInt32BE(at + 24) >>> 12
    entries.push({
      path: name.name.toString('utf8'),
      kind: mode === 0o10 ? 'file' : mode === 0o12 ? 'link' : 'other',
      seconds: bytes.readUInt32BE(at + 8),
      nanoseconds: bytes.readUInt32BE(at + 12),
      size: bytes.readUInt32BE(at + 36),
      blob: bytes.toString('hex', at + 40, at + 60),
      unsettled: (flags & 0x3000) !== 0 || (more & 0x2000) !== 0,
      unwatched: (flags & 0x8000) !== 0 || (more & 0x4000) !== 0,
    })
    before = name.name
    at = version === 4 ? name.end : at + Math.ceil((name.end - at) / 8) * 8
  }
  return readExtensions(bytes, at, entries)
}

/** Version 4 leaves out what a name shares with the one before it. `end`: behind the NUL. */
function readName(bytes: Buffer, from: number, before: Buffer | null): { name: Buffer; end: number } | null {
  let at = from
  let kept: Buffer = Buffer.alloc(0)
  if (before !== null) {
    let drop = 0
    for (let first = true, more = true; more; first = false) {
      const byte = bytes[at++]
      if (byte === undefined || drop > before.length) return null
      drop = first ? byte & 0x7f : ((drop + 1) << 7) | (byte & 0x7f)
      more = (byte & 0x80) !== 0
    }
    if (drop > before.length) return null
    kept = before.subarray(0, before.length - drop)
  }
  const end = bytes.indexOf(0, at)
  return end < 0 ? null : { name: Buffer.concat([kept, bytes.subarray(at, end)]), end: end + 1 }
}

/** `TREE` tells which folders are as they were checked out; the first of its records is the whole. `link` is a split index. */
function readExtensions(bytes: Buffer, from: number, entries: readonly IndexEntry[]): GitIndex | null {
  let settled = false
  for (let at = from; at + 8 <= bytes.length - 20; ) {
    const name = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32BE(at + 4)
    if (name === 'link') return null
    if (name === 'TREE') settled = /^\0\d+ /.test(bytes.toString('latin1', at + 8, at + 24))
    at += 8 + size
  }
  return { entries, settled }
}
