import { ArchiveRefusal, shown } from '../refusal.js'

/** One header block of a tar. Source of the format: POSIX.1-2001, pax, "ustar Interchange Format", and GNU tar's manual. */
export interface TarHeader {
  /** Strict; not asked for where a longer name stands before this header: then a short one may end in the middle of a letter. */
  readonly name: () => string
  /** As Latin-1. */
  readonly shortName: string
  readonly size: number
  readonly executable: boolean
  /** `0` file, `5` folder, `x` and `g` pax, `L` long name ... */
  readonly type: string
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Null for the block of zeros that ends a tar. */
export function readHeader(block: Buffer): TarHeader | null {
  if (block.every((byte) => byte === 0)) return null
  // The checksum counts its own field as blanks.
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (octal(block.subarray(148, 156)) !== sum)
    throw new ArchiveRefusal('bad-structure', 'one of its headers is damaged')
  const magic = block.toString('latin1', 257, 263)
  const posix = magic === 'ustar\0'
  const type = block.toString('latin1', 156, 157).replace('\0', '0').replace('7', '0')
  const [prefix, name] = [posix ? block.subarray(345, 500) : Buffer.alloc(0), block.subarray(0, 100)]
  return {
    name: () => [textOf(prefix), textOf(name)].filter((part, at) => at === 1 || part !== '').join('/'),
    shortName: name.toString('latin1').replace(/\0.*$/s, ''),
    size: octal(block.subarray(124, 136)),
    executable: (octal(block.subarray(100, 108)) & 0o111) !== 0,
    type,
  }
}

/** Octal digits between blanks and NULs, or GNU's base 256 where the first bit is set. */
function octal(field: Buffer): number {
  const first = field[0] ?? 0
  if ((first & 0x80) !== 0) {
    const value = field.reduce((sum, byte, at) => sum * 256n + BigInt(at === 0 ? byte & 0x7f : byte), 0n)
    if ((first & 0x40) !== 0 || value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new ArchiveRefusal('bad-structure', 'it has a size that cannot be')
    return Number(value)
  }
  const text = /^ *([0-7]*)[ \0]*$/.exec(field.toString('latin1'))?.[1]
  if (text === undefined) throw new ArchiveRefusal('bad-structure', 'one of its headers is damaged')
  return text === '' ? 0 : Number.parseInt(text, 8)
}

/** Up to the first NUL; the bytes after it must be NULs as well. */
export function textOf(field: Uint8Array): string {
  const end = field.indexOf(0)
  const used = end === -1 ? field : field.subarray(0, end)
  if (end !== -1 && field.subarray(end).some((byte) => byte !== 0))
    throw new ArchiveRefusal('hides-something', 'a name in it goes on after its end')
  try {
    return strict.decode(used)
  } catch {
    throw new ArchiveRefusal(
      'name-refused',
      `the name ${shown(Buffer.from(used).toString('latin1'))} in it is not UTF-8`,
    )
  }
}
