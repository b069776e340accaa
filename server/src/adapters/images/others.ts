import type { Bytes } from './bytes.js'

/** A known kind of file that can carry no workflow: `what` ends the sentence "This is ...". */
export interface Other {
  readonly what: string
  readonly hint: string
}

const unpack = 'Unpack it and check the workflow files inside.'
const save = 'Check the file that ComfyUI saved: workflow JSON, or a picture, video or sound with the workflow inside.'

const byMagic: readonly (readonly [magic: string, at: number, what: string, hint: string])[] = [
  ['PK\x03\x04', 0, 'a ZIP archive', unpack],
  ['PK\x05\x06', 0, 'an empty ZIP archive', unpack],
  ['\x1f\x8b', 0, 'a gzip file', unpack],
  ['7z\xbc\xaf\x27\x1c', 0, 'a 7-Zip archive', unpack],
  ['Rar!\x1a\x07', 0, 'a RAR archive', unpack],
  ['\xfd7zXZ\0', 0, 'an xz file', unpack],
  ['\x28\xb5\x2f\xfd', 0, 'a Zstandard file', unpack],
  ['BZh', 0, 'a bzip2 file', unpack],
  ['ustar\0', 257, 'a tar archive', unpack],
  ['ustar  \0', 257, 'a tar archive', unpack],
  ['%PDF-', 0, 'a PDF document', save],
  ['GGUF', 0, 'a GGUF model', save],
  ['SQLite format 3\0', 0, 'an SQLite database', save],
  ['8BPS', 0, 'a Photoshop picture; it carries no workflow', save],
  ['\xff\x0a', 0, 'a JPEG XL picture, which is not read', save],
  ['\0\0\0\x0cJXL ', 0, 'a JPEG XL picture, which is not read', save],
  ['\x7fELF', 0, 'a program', save],
  ['MZ', 0, 'a Windows program', save],
]

/** What the bytes are, when they are something well known that is no carrier. */
export function detectOther(file: Bytes): Other | null {
  if (file.has(0, 'BM') && file.length > 26 && file.u32(6) === 0) return { what: 'a BMP picture; it carries no workflow', hint: save }
  if (file.has(0, 'RIFF') && file.has(8, 'WAVE')) return { what: 'a WAV sound; it carries no workflow', hint: save }
  if (file.has(0, 'RIFF') && file.has(8, 'AVI ')) return { what: 'an AVI video; it carries no workflow', hint: save }
  const row = byMagic.find(([magic, at]) => file.has(at, magic))
  return row ? { what: row[2], hint: row[3] } : null
}
