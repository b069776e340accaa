const mebibyte = 1024 * 1024

/** A stretch of a file, in bytes. */
export interface Range {
  readonly from: number
  readonly length: number
}

/** Of our own quick key: the first, the middle and the last MiB; everything up to 3 MiB. */
export function quickRanges(size: number): readonly Range[] {
  if (size <= 3 * mebibyte) return [{ from: 0, length: size }]
  return [0, Math.floor(size / 2) - mebibyte / 2, size - mebibyte].map((from) => ({ from, length: mebibyte }))
}

/** Of ComfyDock and ComfyGit (`calculate_short_hash` of their model repository): the first 5 MiB; above 30 MiB also the middle and the last. */
export function comfyRanges(size: number): readonly Range[] {
  const length = 5 * mebibyte
  if (size <= 30 * mebibyte) return [{ from: 0, length: Math.min(size, length) }]
  return [0, Math.floor(size / 2) - length / 2, size - length].map((from) => ({ from, length }))
}
