import type { FaultList } from '../faults.js'
import { formatBytes, quote } from '../words.js'
import { elementBits } from './element-bits.js'
import type { HeaderTensor } from './scan-header.js'

/** Element counts and sizes the reference reader keeps in 64 bits. */
const limit = 2n ** 64n

/** Each tensor by itself: is its span what its shape and type need? */
export function checkSizes(tensors: readonly HeaderTensor[], faults: FaultList): void {
  for (const tensor of tensors) {
    const bits = elementBits.get(tensor.type)
    if (bits === undefined) {
      faults.warns(
        'unknown_type',
        () => `Tensor ${quote(tensor.name)} has the type ${quote(tensor.type, 32)}, which loaders may not know.`,
      )
      continue
    }
    let wanted = bits
    for (const length of tensor.shape) wanted *= length
    if (wanted === tensor.bytes * 8 && wanted <= Number.MAX_SAFE_INTEGER && fits(tensor.shape)) continue
    tellSize(tensor, bits, faults)
  }
}

/** A product is exact only while no step of it left 2^53, even where a later 0 brings it back. */
function fits(shape: readonly number[]): boolean {
  let product = 1
  for (const length of shape) {
    product *= length
    if (product > Number.MAX_SAFE_INTEGER || length > Number.MAX_SAFE_INTEGER) return false
  }
  return true
}

function tellSize(tensor: HeaderTensor, bits: number, faults: FaultList): void {
  const wanted = exactBits(tensor.shape, bits)
  if (wanted === null) {
    faults.blocks('overflow', () => `The shape of tensor ${quote(tensor.name)} is larger than any file can be.`)
  } else if (tensor.bytes >= 0 && wanted !== BigInt(tensor.bytes) * 8n) {
    const need = wanted % 8n === 0n ? `needs ${formatBytes(Number(wanted / 8n))}` : 'needs no whole number of bytes'
    faults.blocks(
      'size_mismatch',
      () => `Tensor ${quote(tensor.name)} ${need} by its shape and type, and has ${formatBytes(tensor.bytes)}.`,
    )
  }
}

/** Null where a step of the product passes 64 bits. */
function exactBits(shape: readonly number[], bits: number): bigint | null {
  let product = 1n
  for (const length of shape) {
    product *= BigInt(length)
    if (product >= limit) return null
  }
  return product * BigInt(bits) >= limit ? null : product * BigInt(bits)
}

/**
 * All tensors together: without gap, without overlap, from the first byte on. Answers where the last one ends, or null when the
 * spans already contradict each other.
 */
export function checkSpans(tensors: readonly HeaderTensor[], faults: FaultList): number | null {
  return endOfChain(tensors) ?? tellSpans([...tensors].sort(bySpan), faults)
}

/** The usual case: written in the order of the header. Null when they are not one chain. */
function endOfChain(tensors: readonly HeaderTensor[]): number | null {
  let end = 0
  for (const { begin, bytes } of tensors) {
    if (begin !== end || bytes < 0) return null
    end += bytes
  }
  return end
}

function bySpan(left: HeaderTensor, right: HeaderTensor): number {
  return left.begin - right.begin || left.bytes - right.bytes
}

function tellSpans(sorted: readonly HeaderTensor[], faults: FaultList): number | null {
  let end = 0
  let chained = true
  for (const tensor of sorted) {
    const { name, begin, bytes } = tensor
    if (begin === end && bytes >= 0) {
      end += bytes
      continue
    }
    chained = false
    if (bytes < 0) faults.blocks('hole', () => `Tensor ${quote(name)} ends before it begins.`)
    else if (begin < end) faults.blocks('overlap', () => `Tensor ${quote(name)} lies on bytes of another tensor.`)
    else
      faults.blocks(
        'hole',
        () => `Before tensor ${quote(name)} are ${formatBytes(begin - end)} that belong to no tensor.`,
      )
    end = Math.max(end, begin + bytes)
  }
  return chained ? end : null
}
