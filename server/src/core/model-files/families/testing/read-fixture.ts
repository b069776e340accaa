import type { TensorEntry, TensorTable } from '../../../model-facts.js'

/** Reads `name 3072x64, name 64` as a safetensors table, `@t5encoder name 3072x64` as a GGUF one. */
export function readFixture(text: string, type = 'BF16'): TensorTable {
  const parts = /^\s*(?:@(\S+) )?([\s\S]*)$/.exec(text)
  const architecture = parts?.[1]
  const tensors = (parts?.[2] ?? '')
    .trim()
    .split(/,\s+/)
    .map((line) => readTensor(line, type))
  if (architecture === undefined) return { format: 'safetensors', tensors, metadata: new Map() }
  const reversed = tensors.map((tensor) => ({ ...tensor, shape: [...tensor.shape].reverse() }))
  return { format: 'gguf', tensors: reversed, metadata: new Map([['general.architecture', architecture]]) }
}

function readTensor(line: string, type: string): TensorEntry {
  const [name = '', lengths] = line.trim().split(' ')
  const shape = lengths === undefined ? [] : lengths.split('x').map(Number)
  return tensor(name, shape, type)
}

export function tensor(name: string, shape: readonly number[], type = 'BF16'): TensorEntry {
  const bytes = type === 'F32' ? 4 : type.startsWith('F8') || type.endsWith('8') ? 1 : 2
  return { name, type, shape, bytes: shape.reduce((product, length) => product * length, 1) * bytes }
}

export function withTensors(table: TensorTable, tensors: readonly TensorEntry[]): TensorTable {
  return { ...table, tensors }
}

export function withMetadata(table: TensorTable, entries: Readonly<Record<string, string>>): TensorTable {
  return { ...table, metadata: new Map([...table.metadata, ...Object.entries(entries)]) }
}
