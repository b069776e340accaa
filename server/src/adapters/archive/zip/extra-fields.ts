import { ArchiveRefusal } from '../refusal.js'

/** Tagged fields after a name, by tag. APPNOTE 4.5. */
export function readExtraFields(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>()
  let at = 0
  while (at + 4 <= bytes.length) {
    const [tag, length] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)]
    if (at + 4 + length > bytes.length) throw new ArchiveRefusal('bad-structure', 'its extra fields cannot be read')
    if (fields.has(tag) && (tag === 0x0001 || tag === 0x7075))
      throw new ArchiveRefusal('hides-something', 'an entry tells its size or name twice')
    fields.set(tag, bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return fields
}
