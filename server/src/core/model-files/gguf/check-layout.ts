import type { TensorEntry } from '../../model-facts.js'
import type { FaultList } from '../faults.js'
import { formatBytes, quote } from '../words.js'
import type { GgufTensor } from './read-tensors.js'

interface Layout {
  /** Where the weights begin in the file. */
  readonly from: number
  /** Bytes of the file. */
  readonly size: number
  readonly alignment: number
}

/**
 * Do the tensors lie inside of the file and beside each other? Answers them with the bytes of those whose type is not known
 * taken from their place: up to the next one.
 */
export function checkLayout(
  tensors: readonly GgufTensor[],
  { from, size, alignment }: Layout,
  faults: FaultList,
): readonly TensorEntry[] {
  const available = Math.max(0, size - from)
  const sorted = [...tensors].sort((left, right) => (left.begin < right.begin ? -1 : left.begin > right.begin ? 1 : 0))
  let end = 0
  const placed = sorted.map((tensor, index): TensorEntry => {
    const { name, type, shape, begin } = tensor
    const next = sorted[index + 1]?.begin ?? available
    const bytes = Number.isNaN(tensor.bytes) ? Math.max(0, Math.min(next, available) - begin) : tensor.bytes
    if (begin % alignment !== 0)
      faults.warns('misaligned', () => `Tensor ${quote(name)} does not begin at a multiple of ${alignment}.`)
    if (begin < end) faults.blocks('overlap', () => `Tensor ${quote(name)} lies on bytes of another tensor.`)
    else if (begin - end >= alignment)
      faults.warns('hole', () => `Before tensor ${quote(name)} are bytes that belong to no tensor.`)
    if (begin === Infinity) faults.blocks('overflow', () => `Tensor ${quote(name)} begins beyond the end of any file.`)
    else end = Math.max(end, begin + bytes)
    return { name, type, shape, bytes }
  })
  checkEnd(end, available, alignment, faults)
  return placed
}

function checkEnd(end: number, available: number, alignment: number, faults: FaultList): void {
  if (end > available) {
    const says = `Its weights have ${formatBytes(available)} of ${formatBytes(end)} (${Math.floor((available / end) * 100)} %)`
    faults.blocks('truncated', () => `${says}: the download was cut off. Download it again.`)
  } else if (available - end >= alignment && available > 0) {
    faults.warns('trailing_data', () => `${formatBytes(available - end)} follow the last tensor.`)
  }
}
