/** Little endian, without sign; missing bytes count as 0. Above 2^53 it is rounded, which is far behind the end of any file. */
export function readUint(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let index = length - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}
