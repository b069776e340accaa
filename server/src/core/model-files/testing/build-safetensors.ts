import { elementBits } from '../safetensors/element-bits.js'

export interface TensorToBuild {
  readonly dtype: string
  readonly shape: readonly number[]
}

/** A header as text: tensors one after the other in the given order. */
export function headerOf(
  tensors: Readonly<Record<string, TensorToBuild>>,
  metadata?: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify(Object.fromEntries(entriesOf(tensors, metadata).entries))
}

function entriesOf(tensors: Readonly<Record<string, TensorToBuild>>, metadata?: Readonly<Record<string, unknown>>) {
  const entries: [string, unknown][] = metadata === undefined ? [] : [['__metadata__', metadata]]
  let end = 0
  for (const [name, { dtype, shape }] of Object.entries(tensors)) {
    const begin = end
    end += Math.ceil((shape.reduce((product, length) => product * length, 1) * (elementBits.get(dtype) ?? 8)) / 8)
    entries.push([name, { dtype, shape, data_offsets: [begin, end] }])
  }
  return { entries, end }
}

/** A whole small file; the weights are 1, 2, 3 ... */
export function buildSafetensors(
  tensors: Readonly<Record<string, TensorToBuild>>,
  metadata?: Readonly<Record<string, unknown>>,
): Uint8Array {
  const { entries, end } = entriesOf(tensors, metadata)
  return withHeader(JSON.stringify(Object.fromEntries(entries)), end)
}

/** Any text or bytes as the header, its true length (or `length`) before it, `weights` bytes behind it. */
export function withHeader(header: string | Uint8Array, weights = 0, length?: bigint): Uint8Array {
  const bytes = typeof header === 'string' ? new TextEncoder().encode(header) : header
  const file = new Uint8Array(8 + bytes.length + weights)
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(bytes.length), true)
  file.set(bytes, 8)
  for (let index = 0; index < weights; index++) file[8 + bytes.length + index] = (index % 255) + 1
  return file
}
