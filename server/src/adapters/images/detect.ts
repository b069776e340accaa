import type { Carried } from '../../core/ports.js'
import { readExr } from './exr.js'
import type { Bytes } from './bytes.js'
import { readExif } from './exif.js'
import { readFlac } from './flac.js'
import type { Found } from './found.js'
import { readGif } from './gif.js'
import { readHeif } from './heif.js'
import { readMp3 } from './id3.js'
import { readJpeg } from './jpeg.js'
import { readMatroska } from './matroska.js'
import { readGlb, readSafetensors } from './model-header.js'
import { readMp4 } from './mp4.js'
import { readOgg } from './ogg.js'
import { readPng } from './png.js'
import { readWebp } from './webp.js'

export interface Container {
  readonly name: string
  readonly carrier: Carried['carrier']
  readonly read: (file: Bytes, found: Found) => void
}

/** Which container the bytes are, by their own first bytes and nothing else. */
export function detectContainer(file: Bytes): Container | null {
  const row = byMagic.find(([magic, at]) => file.has(at, magic))
  if (row) return row[2]
  if (file.has(0, 'RIFF') && file.has(8, 'WEBP')) return { name: 'WebP', carrier: 'image', read: readWebp }
  if (file.has(0, '\x1a\x45\xdf\xa3')) return { name: matroskaName(file), carrier: 'video', read: readMatroska }
  if (beginsWithBox(file, ['ftyp'])) return byBrand(file)
  if (beginsWithBox(file, ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'])) return mp4('MOV', 'video')
  if (isSafetensors(file)) return { name: 'safetensors', carrier: 'model', read: readSafetensors }
  if (isMpegSound(file)) return { name: 'MP3', carrier: 'audio', read: readMp3 }
  return null
}

const tiff: Container = { name: 'TIFF', carrier: 'image', read: readExif }

const byMagic: readonly (readonly [magic: string, at: number, Container])[] = [
  ['\x89PNG\r\n\x1a\n', 0, { name: 'PNG', carrier: 'image', read: readPng }],
  ['\xff\xd8\xff', 0, { name: 'JPEG', carrier: 'image', read: readJpeg }],
  ['GIF87a', 0, { name: 'GIF', carrier: 'image', read: readGif }],
  ['GIF89a', 0, { name: 'GIF', carrier: 'image', read: readGif }],
  ['II*\0', 0, tiff],
  ['MM\0*', 0, tiff],
  ['\x76\x2f\x31\x01', 0, { name: 'EXR', carrier: 'image', read: readExr }],
  ['fLaC', 0, { name: 'FLAC', carrier: 'audio', read: readFlac }],
  ['OggS', 0, { name: 'Ogg', carrier: 'audio', read: readOgg }],
  ['ID3', 0, { name: 'MP3', carrier: 'audio', read: readMp3 }],
  ['glTF', 0, { name: 'GLB', carrier: 'model', read: readGlb }],
]

/** The size before the name has a first byte that no text begins with: "The free model" is none. */
function beginsWithBox(file: Bytes, names: readonly string[]): boolean {
  return names.some((name) => file.has(4, name)) && file.u8(0) < 9
}

function matroskaName(file: Bytes): string {
  return file.rest(0, 64).raw.includes('webm') ? 'WebM' : 'MKV'
}

function mp4(name: string, carrier: Carried['carrier']): Container {
  return { name, carrier, read: readMp4 }
}

/** The brand behind `ftyp`, else one of the compatible ones. */
function byBrand(file: Bytes): Container {
  const brand = file.rest(8, 4).raw.toString('latin1')
  const compatible = file.rest(16, 64).raw.toString('latin1')
  const isHeif = /^(?:avi[fs]|hei[cxms]|hev[cxms]|mif1|msf1)/
  if (isHeif.test(brand)) return { name: /avi[fs]/.test(brand + compatible) ? 'AVIF' : 'HEIF', carrier: 'image', read: readHeif }
  if (brand === 'qt  ') return mp4('MOV', 'video')
  if (brand.startsWith('M4A') || brand.startsWith('M4B')) return mp4('M4A', 'audio')
  return brand.startsWith('M4V') ? mp4('M4V', 'video') : mp4('MP4', 'video')
}

/** No magic: a length that a head can have, then its opening brace. */
function isSafetensors(file: Bytes): boolean {
  return file.length >= 10 && file.u8(8) === 0x7b && file.u64(0, true) < 100_000_000
}

/** A frame head of MPEG layer III with a possible bit rate and sample rate. Layer I would look like UTF-16's byte order mark. */
function isMpegSound(file: Bytes): boolean {
  if (file.length < 4) return false
  const head = file.u32(0)
  const [sync, version, layer] = [head >>> 21, (head >> 19) & 3, (head >> 17) & 3]
  return sync === 0x7ff && version !== 1 && layer === 1 && ((head >> 12) & 15) !== 15 && ((head >> 10) & 3) !== 3
}
