/** Edits (insert, remove, replace one UTF-16 unit) between the pattern and a text; `bound + 1` when there are more than `bound`. */
export type Distance = (text: string, bound?: number) => number

/**
 * Prepares one pattern for many texts. Myers' bit-parallel matrix in blocks of 32 rows after Hyyrö (2003): time is
 * texts' length x (pattern's length / 32).
 */
export function distanceTo(pattern: string): Distance {
  const rows = pattern.length
  const blocks = Math.max(1, Math.ceil(rows / 32))
  const lastBit = 1 << ((rows + 31) % 32)
  const positions = new Map<number, Int32Array>()
  const ascii: (Int32Array | undefined)[] = new Array<Int32Array | undefined>(128).fill(undefined)
  for (let at = 0; at < rows; at++) {
    const unit = pattern.charCodeAt(at)
    let bits = positions.get(unit)
    if (bits === undefined) positions.set(unit, (bits = new Int32Array(blocks)))
    bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
    if (unit < 128) ascii[unit] = bits
  }
  const rising = new Int32Array(blocks)
  const falling = new Int32Array(blocks)
  const nowhere = new Int32Array(blocks)

  return (text, bound = Infinity) => {
    const columns = text.length
    if (Math.abs(columns - rows) > bound) return bound + 1
    if (rows === 0) return columns
    rising.fill(-1)
    falling.fill(0)
    let distance = rows
    for (let column = 0; column < columns; column++) {
      const unit = text.charCodeAt(column)
      const equal = (unit < 128 ? ascii[unit] : positions.get(unit)) ?? nowhere
      let carry = 1
      for (let block = 0; block < blocks; block++) {
        const up = rising[block] ?? 0
        const down = falling[block] ?? 0
        let same = equal[block] ?? 0
        const across = same | down
        if (carry < 0) same |= 1
        const along = (((same & up) + up) ^ up) | same
        let more = down | ~(along | up)
        let less = up & along
        const top = block === blocks - 1 ? lastBit : 1 << 31
        const next = (more & top) !== 0 ? 1 : (less & top) !== 0 ? -1 : 0
        more = (more << 1) | (carry > 0 ? 1 : 0)
        less = (less << 1) | (carry < 0 ? 1 : 0)
        rising[block] = less | ~(across | more)
        falling[block] = more & across
        carry = next
      }
      distance += carry
      if (distance - (columns - 1 - column) > bound) return bound + 1
    }
    return distance
  }
}
