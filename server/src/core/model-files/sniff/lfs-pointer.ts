interface LfsPointer {
  /** 64 hex digits; null where the pointer does not say. */
  readonly sha256: string | null
  /** Bytes of the file it stands for. */
  readonly size: number | null
}

/** Reads a Git LFS pointer; null for any other text. Format: git-lfs/git-lfs, docs/spec.md. */
export function readLfsPointer(text: string): LfsPointer | null {
  if (!/^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(text)) return null
  const sha256 = /^oid sha256:([0-9a-f]{64})\r?$/m.exec(text)?.[1] ?? null
  const size = /^size (\d{1,15})\r?$/m.exec(text)?.[1]
  return { sha256, size: size === undefined ? null : Number(size) }
}
