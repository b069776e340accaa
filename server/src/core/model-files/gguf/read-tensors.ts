import type { TensorEntry } from '../../model-facts.js'
import { quote } from '../words.js'
import type { GgufText } from './gguf-text.js'
import { ggmlTypes } from './ggml-types.js'

/** One tensor as the file declares it; `bytes` is NaN where its type is not known. */
export interface GgufTensor extends TensorEntry {
  /** First byte, counted from the end of the header. */
  readonly begin: number
}

/**
 * ggml itself ends at 4 (GGML_MAX_DIMS), and nothing that ComfyUI reads GGUF with does: video models have kernels of 5, which
 * ComfyUI-GGUF writes (tools/fix_5d_tensors.py) and loads. No model has more than 8; a number beyond that is no shape.
 */
const maxDimensions = 8

export function readTensors(text: GgufText, count: number): readonly GgufTensor[] {
  const tensors: GgufTensor[] = []
  const names = new Set<string>()
  for (let index = 0; index < count; index++) {
    const tensor = readTensor(text)
    const { name } = tensor
    if (names.has(name)) text.faults.blocks('duplicate_name', () => `The tensor ${quote(name)} stands twice.`)
    else tensors.push(tensor)
    names.add(name)
  }
  return tensors
}

function readTensor(text: GgufText): GgufTensor {
  const name = text.readName('tensor name')
  const dimensions = text.readU32()
  if (dimensions > maxDimensions)
    text.stop('too_many_dimensions', `Tensor ${quote(name)} has ${dimensions} dimensions; no model has more than ${maxDimensions}.`)
  const shape: number[] = []
  for (let index = 0; index < dimensions; index++) shape.push(text.readCount())
  const number = text.readU32()
  // Offsets are 64 bits wide in version 1 too.
  const begin = text.window.readU64(text.littleEndian)
  const type = ggmlTypes.get(number)
  if (type === undefined) {
    const severity = number >= 2 ** 31 ? 'blocks' : 'warns'
    text.faults.add(
      severity,
      'unknown_type',
      () => `Tensor ${quote(name)} has the type number ${number | 0}, which is not known.`,
    )
    return { name, type: `type-${number}`, shape, bytes: NaN, begin }
  }
  return { name, type: type.name, shape, bytes: sizeOf(text, name, shape, type), begin }
}

function sizeOf(
  text: GgufText,
  name: string,
  shape: readonly number[],
  { elements, bytes }: { elements: number; bytes: number },
): number {
  let count = 1
  let largest = 1
  for (const length of shape) {
    count *= length
    largest = Math.max(largest, count, length)
  }
  // NaN: a length of 2^53 or more times 0.
  if (!(largest * bytes <= Number.MAX_SAFE_INTEGER)) {
    text.faults.blocks('overflow', () => `The shape of tensor ${quote(name)} is larger than any file can be.`)
    return NaN
  }
  const row = shape[0] ?? 1
  if (row % elements !== 0) {
    text.faults.blocks(
      'size_mismatch',
      () =>
        `Tensor ${quote(name)} has rows of ${row} elements, which its type cannot store: it takes ${elements} at a time.`,
    )
  }
  return Math.ceil(count / elements) * bytes
}
