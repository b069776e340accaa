import { boxesIn } from './boxes.js'
import { Bytes, Unreadable } from './bytes.js'
import { readExif } from './exif.js'
import type { Found } from './found.js'
import { readItemLocations, type ItemLocation } from './heif-locations.js'
import { readXmp } from './xmp.js'

/** EXIF and XMP of AVIF and HEIF: `iinf` says which entry is which, `iloc` where it lies. Format: ISO/IEC 23008-12. */
export function readHeif(file: Bytes, found: Found): void {
  for (const box of boxesIn(file, found)) {
    if (box.type === 'meta') readMeta(file, box.body.rest(4), found)
  }
}

function readMeta(file: Bytes, meta: Bytes, found: Found): void {
  let kinds = new Map<number, 'exif' | 'xmp'>()
  let locations: readonly ItemLocation[] = []
  let inside: Bytes | null = null
  for (const box of boxesIn(meta, found)) {
    if (box.type === 'iinf') kinds = readKinds(box.body, found)
    if (box.type === 'iloc') found.attempt('its iloc box', () => (locations = readItemLocations(box.body, found)))
    if (box.type === 'idat') inside = box.body
  }
  for (const location of locations) {
    const kind = kinds.get(location.id)
    const source = location.inside ? inside : file
    if (kind && source) found.attempt('its metadata', () => readEntry(kind, gather(source, location), found))
  }
}

function gather(source: Bytes, location: ItemLocation): Buffer {
  const total = location.extents.reduce((sum, extent) => sum + (extent.length || source.length - extent.at), 0)
  if (total > source.length) throw new Unreadable('it says it is longer than the file')
  return Buffer.concat(location.extents.map(({ at, length }) => source.slice(at, length || source.length - at).raw))
}

/** EXIF entries begin with the distance from there to the TIFF head. */
function readEntry(kind: 'exif' | 'xmp', bytes: Buffer, found: Found): void {
  if (kind === 'xmp') return readXmp(found.decode(bytes), found)
  const block = new Bytes(bytes)
  const at = 4 + block.u32(0)
  readExif(at < block.length ? block.rest(at) : block.rest(4), found)
}

/** `infe` of version 2 or 3: id, protection, type, name, and for `mime` the content type. */
function readKinds(body: Bytes, found: Found): Map<number, 'exif' | 'xmp'> {
  const kinds = new Map<number, 'exif' | 'xmp'>()
  for (const box of boxesIn(body.rest(body.u8(0) === 0 ? 6 : 8), found)) {
    const version = box.type === 'infe' ? box.body.u8(0) : 0
    if (version < 2) continue
    const wide = version > 2
    const id = wide ? box.body.u32(4) : box.body.u16(4)
    const at = wide ? 10 : 8
    const isXmp = box.body.has(at, 'mime') && box.body.rest(at).raw.includes('application/rdf+xml')
    if (box.body.has(at, 'Exif')) kinds.set(id, 'exif')
    else if (isXmp) kinds.set(id, 'xmp')
  }
  return kinds
}
