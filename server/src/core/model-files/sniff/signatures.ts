import { startsWith } from '../bytes.js'

interface Signature {
  /** With its article. */
  readonly what: string
  readonly mark: readonly number[] | string
  readonly at?: number
  readonly kind: 'archive' | 'image' | 'program' | 'other'
}

/** Beginnings of files that are no models and get saved as such. Source: the formats' own specifications. Sorted by `what`. */
const signatures: readonly Signature[] = [
  { what: 'a 7z archive', mark: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], kind: 'archive' },
  { what: 'a bzip2 archive', mark: 'BZh', kind: 'archive' },
  { what: 'a FLAC sound', mark: 'fLaC', kind: 'other' },
  { what: 'a GIF image', mark: 'GIF8', kind: 'image' },
  { what: 'a gzip archive', mark: [0x1f, 0x8b], kind: 'archive' },
  { what: 'a JPEG image', mark: [0xff, 0xd8, 0xff], kind: 'image' },
  { what: 'a Linux program', mark: [0x7f, 0x45, 0x4c, 0x46], kind: 'program' },
  { what: 'a PDF document', mark: '%PDF-', kind: 'other' },
  { what: 'a PNG image', mark: [0x89, 0x50, 0x4e, 0x47], kind: 'image' },
  { what: 'a RAR archive', mark: 'Rar!\u001a\u0007', kind: 'archive' },
  { what: 'a SQLite database', mark: 'SQLite format 3\0', kind: 'other' },
  { what: 'a WebP image', mark: 'WEBP', at: 8, kind: 'image' },
  { what: 'a Zstandard archive', mark: [0x28, 0xb5, 0x2f, 0xfd], kind: 'archive' },
  { what: 'an MP4 video', mark: 'ftyp', at: 4, kind: 'other' },
  { what: 'an xz archive', mark: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], kind: 'archive' },
]

export function findSignature(head: Uint8Array): Signature | null {
  return signatures.find(({ mark, at }) => startsWith(head, mark, at)) ?? null
}
