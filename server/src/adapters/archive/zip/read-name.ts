import { ArchiveRefusal, shown } from '../refusal.js'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A name's bytes as UTF-8, also where the entry does not say so: all but very old programs write it. Another encoding would be a guess. */
export function readName(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    throw new ArchiveRefusal(
      'name-refused',
      `the name ${shown(Buffer.from(bytes).toString('latin1'))} in it is not UTF-8`,
    )
  }
}

/** Info-ZIP's second name (tag 0x7075: version, CRC of the first name, UTF-8). Two names for one entry are refused. */
export function refuseSecondName(extra: ReadonlyMap<number, Buffer>, name: string): void {
  const field = extra.get(0x7075)
  if (field !== undefined && field.length > 5 && readName(field.subarray(5)) !== name)
    throw new ArchiveRefusal('hides-something', `an entry has two names, ${shown(name)} and another`)
}
