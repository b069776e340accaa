import { type Bytes, Unreadable } from './bytes.js'
import { decodeJapanese, decodeLenient, decodeUtf16 } from './decode.js'
import type { Found } from './found.js'
import { isWanted, looksWanted } from './interpret.js'

/** Tags whose value is read whatever it begins with. All other text tags count only where they begin `key:` or `{`. */
const names = new Map([
  [0x010e, 'ImageDescription'],
  [0x0131, 'Software'],
  [0x9286, 'UserComment'],
  [0x9c9c, 'XPComment'],
])
const exifFolder = 0x8769
/** BYTE, ASCII, UNDEFINED, UTF-8: the types that hold text, one byte each. */
const textTypes = new Set([1, 2, 7, 129])
const mostFolders = 16

/**
 * Texts of an EXIF block, with or without `Exif` and two NULs before it; a whole TIFF file reads the same way. ComfyUI's WebP
 * keeps `prompt:{json}` in Model and `workflow:{json}` in Make, other writers in other ASCII tags. Format: TIFF 6.0, EXIF 2.32.
 */
export function readExif(block: Bytes, found: Found): void {
  const tiff = block.has(0, 'Exif\0\0') ? block.rest(6) : block
  const little = tiff.has(0, 'II')
  if (!little && !tiff.has(0, 'MM')) throw new Unreadable('its EXIF block begins with bytes that are none')
  const waiting: Folder[] = [{ at: tiff.u32(4, little), isExif: false }]
  const seen = new Set<number>()
  for (let folder = waiting.shift(); folder; folder = waiting.shift()) {
    if (folder.at === 0 || seen.has(folder.at)) continue
    if (seen.size >= mostFolders) throw new Unreadable('its EXIF block has more tables than are read')
    seen.add(folder.at)
    const next = folder
    found.attempt('EXIF', () => void waiting.push(...readFolder(tiff, next, little, found)))
  }
}

interface Folder {
  readonly at: number
  readonly isExif: boolean
}

/** Reads one table of tags and gives the tables it names. Only the first kind has a successor; piexif writes none behind EXIF's. */
function readFolder(tiff: Bytes, { at, isExif }: Folder, little: boolean, found: Found): readonly Folder[] {
  const next: Folder[] = []
  const count = tiff.u16(at, little)
  for (let i = 0; i < count; i++) {
    found.step()
    const entry = at + 2 + 12 * i
    const tag = tiff.u16(entry, little)
    if (tag === exifFolder) next.push({ at: tiff.u32(entry + 8, little), isExif: true })
    else if (textTypes.has(tiff.u16(entry + 2, little))) readValue(tiff, entry, tag, little, found)
  }
  const more = at + 2 + 12 * count
  if (!isExif && more + 4 <= tiff.length) next.push({ at: tiff.u32(more, little), isExif: false })
  return next
}

function readValue(tiff: Bytes, entry: number, tag: number, little: boolean, found: Found): void {
  const length = tiff.u32(entry + 4, little)
  if (length <= 4) return
  const at = tiff.u32(entry + 8, little)
  const name = names.get(tag)
  if (name === undefined && !looksWanted(tiff.rest(at, Math.min(length, 64)).raw.toString('latin1'))) return
  if (at + length > tiff.length) return found.tolerate('an EXIF value is cut short')
  const value = tiff.slice(at, length)
  if (tag === 0x9286) takeUserComment(value, found)
  else if (tag === 0x9c9c) found.take('XPComment', value.raw, decodeUtf16)
  else if (name !== undefined && isWanted(name)) found.take(name, value.raw)
  else found.take('', value.raw)
}

/** Eight bytes name the encoding; programs leave them out or write NULs. */
function takeUserComment(value: Bytes, found: Found): void {
  const marks: readonly (readonly [string, (bytes: Uint8Array) => string])[] = [
    ['ASCII\0\0\0', decodeLenient],
    ['UNICODE\0', decodeUtf16],
    ['JIS\0\0\0\0\0', decodeJapanese],
    ['\0\0\0\0\0\0\0\0', decodeLenient],
  ]
  const mark = marks.find(([bytes]) => value.has(0, bytes))
  found.take('UserComment', mark ? value.rest(8).raw : value.raw, mark?.[1] ?? decodeLenient)
}
