import type { ByteSource } from '../../model-facts.js'
import { decodeLoosely, startsWith } from '../bytes.js'
import type { DescribeParts } from '../parts.js'
import { quote } from '../words.js'
import { memorySource, sliceSource } from './byte-sources.js'
import { readUint } from './read-uint.js'
import type { Trace } from './trace.js'
import type { ZipMember } from './zip-directory.js'

const maxUnpacked = 64 * 1024 * 1024

/**
 * A member's content as a source. As torch does it: the central directory decides, checksums and flags are not looked at. Null
 * with a fault where it cannot be had; unpacked bytes count against the budget of the file.
 */
export function openMember(
  source: ByteSource,
  member: ZipMember,
  trace: Trace,
  parts: DescribeParts,
): ByteSource | null {
  const header = source.read(member.offset, 30)
  if (header.length < 30 || !startsWith(header, [0x50, 0x4b, 3, 4])) {
    return unreadable(trace, 'member_missing', `${quote(member.name)} is not where the zip directory says.`)
  }
  const nameLength = readUint(header, 26, 2)
  const from = member.offset + 30 + nameLength + readUint(header, 28, 2)
  const name = decodeLoosely(source.read(member.offset + 30, nameLength))
  if (name !== member.name || readUint(header, 8, 2) !== member.method) {
    trace.unreadable = true
    trace.faults.warns(
      'headers_differ',
      () => `The zip directory calls ${quote(member.name)} what its own header calls ${quote(name)}.`,
    )
  }
  if (from + member.packed > source.size) {
    return unreadable(trace, 'truncated', `${quote(member.name)} reaches beyond the end of the file: it was cut off.`)
  }
  if (member.method === 0) return sliceSource(source, from, Math.max(member.packed, member.size))
  if (member.method === 8) return inflate(source, from, member, trace, parts)
  return unreadable(trace, 'member_method', `${quote(member.name)} is packed in a way that torch does not know.`)
}

function inflate(
  source: ByteSource,
  from: number,
  member: ZipMember,
  trace: Trace,
  parts: DescribeParts,
): ByteSource | null {
  const room = Math.min(maxUnpacked, trace.budget.bytes)
  if (member.packed > room) return tooLarge(trace, member)
  const packed = source.read(from, member.packed)
  const bytes = parts.inflateRaw(packed, room)
  if (bytes === null) return tooLarge(trace, member)
  trace.budget.bytes -= bytes.length
  return memorySource(member.name, bytes)
}

function tooLarge(trace: Trace, { name }: ZipMember): null {
  trace.unreadable = true
  trace.faults.warns(
    'member_unreadable',
    () => `${quote(name)} cannot be unpacked, or is larger than Greenlight unpacks.`,
  )
  return null
}

function unreadable(trace: Trace, code: string, says: string): null {
  trace.unreadable = true
  trace.faults.blocks(code, () => says)
  return null
}
