import { hexOf } from '../../core/provider-fields.js'

/** What a Git LFS pointer (git-lfs/docs/spec.md) says of the file that it stands for. */
export interface LfsPointer {
  readonly sha256: string
  readonly size: number
}

/** Null where the text is no pointer. */
export function readLfsPointer(text: string): LfsPointer | null {
  if (!text.startsWith('version https://git-lfs.github.com/spec/') || text.length > 1024) return null
  const sha256 = hexOf(/^oid sha256:(\S+)$/m.exec(text)?.[1], 64)
  const size = Number(/^size (\d{1,15})$/m.exec(text)?.[1] ?? Number.NaN)
  return sha256 === null || Number.isNaN(size) ? null : { sha256, size }
}
