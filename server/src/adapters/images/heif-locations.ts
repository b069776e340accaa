import { type Bytes, Unreadable } from './bytes.js'
import type { Found } from './found.js'

/** Where one entry lies. `inside`: in the `idat` box, not in the file. A length of 0 means up to the end. */
export interface ItemLocation {
  readonly id: number
  readonly inside: boolean
  readonly extents: readonly { readonly at: number; readonly length: number }[]
}

/** Extents may take no bytes of the file at all, so that their number needs a bound of its own. */
const mostExtents = 10_000

/** Reads an `iloc` box, versions 0 to 2. Entries whose bytes lie in another entry are left out. Format: ISO/IEC 14496-12, 8.11.3. */
export function readItemLocations(body: Bytes, found: Found): readonly ItemLocation[] {
  const version = body.u8(0)
  const sizes = body.u16(4)
  const [offsetSize, lengthSize, baseSize] = [(sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version > 0 ? sizes & 15 : 0
  let at = 6
  const take = (size: number): number => {
    const value = size === 8 ? body.u64(at) : size === 4 ? body.u32(at) : size === 2 ? body.u16(at) : 0
    at += size
    return value
  }
  const count = take(version < 2 ? 2 : 4)
  const locations: ItemLocation[] = []
  let total = 0
  for (let i = 0; i < count; i++) {
    found.step()
    const id = take(version < 2 ? 2 : 4)
    const method = version > 0 ? take(2) & 15 : 0
    at += 2
    const base = take(baseSize)
    const extents: { at: number; length: number }[] = []
    for (let left = take(2); left > 0; left--) {
      if (++total > mostExtents) throw new Unreadable('it scatters its parts over more places than are read')
      at += indexSize
      const offset = base + take(offsetSize)
      extents.push({ at: offset, length: take(lengthSize) })
    }
    if (method < 2) locations.push({ id, inside: method === 1, extents })
  }
  return locations
}
