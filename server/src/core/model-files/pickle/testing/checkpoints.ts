import { inflateRawSync } from 'node:zlib'
import type { ByteSource } from '../../../model-facts.js'
import type { DescribeParts, PickleReading } from '../../parts.js'
import { describePickle } from '../describe-pickle.js'
import { le, op } from './opcodes.js'
import { storagesOf, widthOf, writePickle, type Py, type PyTensor } from './write-pickle.js'
import { concat, writeZip, type ZipPart } from './write-zip.js'

/** A checkpoint as torch.save writes it today. */
export function zipCheckpoint(value: Py, more: readonly ZipPart[] = [], protocol = 2): Uint8Array {
  const storages = [...storagesOf(value)].map(([key, bytes]) => ({
    name: `model/data/${key}`,
    bytes: new Uint8Array(bytes),
  }))
  const small = { byteorder: 'little', version: '3\n', '.data/serialization_id': '1234567890' }
  return writeZip([
    { name: 'model/data.pkl', bytes: writePickle(value, protocol) },
    ...Object.entries(small).map(([name, text]) => ({ name: `model/${name}`, bytes: new TextEncoder().encode(text) })),
    ...storages,
    ...more,
  ])
}

const magic = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]

/** A checkpoint as torch.save wrote it before 2020. */
export function legacyCheckpoint(value: Py, protocol = 2): Uint8Array {
  const keys = [...storagesOf(value)].sort(([left], [right]) => (left < right ? -1 : 1))
  const types = new Map(tensorsOf(value).map((tensor) => [tensor.storage, tensor.tensor]))
  return concat([
    Uint8Array.from([...op.proto(protocol), ...op.long1(magic), ...op.stop]),
    writePickle(1001, protocol),
    writePickle(
      new Map<string, Py>([
        ['protocol_version', 1001],
        ['little_endian', true],
      ]),
      protocol,
    ),
    writePickle(value, protocol),
    writePickle(
      keys.map(([key]) => key),
      protocol,
    ),
    ...keys.map(([key, bytes]) =>
      concat([Uint8Array.from(le(bytes / widthOf(types.get(key) ?? ''), 8)), new Uint8Array(bytes)]),
    ),
  ])
}

function tensorsOf(value: Py): PyTensor[] {
  if (value === null || typeof value !== 'object') return []
  if (value instanceof Map) return [...value.values()].flatMap(tensorsOf)
  if (Array.isArray(value)) return value.flatMap(tensorsOf)
  if ('tensor' in value) return [value]
  if ('tuple' in value) return value.tuple.flatMap(tensorsOf)
  return 'ordered' in value
    ? [...value.ordered.values()].flatMap(tensorsOf)
    : 'args' in value
      ? value.args.flatMap(tensorsOf)
      : []
}

/** Counts what is read, so that tests can hold budgets. */
export function countingSource(
  bytes: Uint8Array,
  name = 'model.pt',
): ByteSource & { readonly readBytes: () => number } {
  let total = 0
  return {
    name,
    size: bytes.length,
    read: (offset, length) => {
      const piece = bytes.slice(offset, offset + length)
      total += piece.length
      return piece
    },
    readBytes: () => total,
  }
}

export const parts: DescribeParts = {
  hash: () => 'blake3:',
  inflateRaw: (bytes, maxBytes) => {
    try {
      return inflateRawSync(bytes, { maxOutputLength: maxBytes })
    } catch {
      return null
    }
  },
}

export function describeBytes(bytes: Uint8Array, name?: string): PickleReading | null {
  return describePickle(countingSource(bytes, name), parts)
}
