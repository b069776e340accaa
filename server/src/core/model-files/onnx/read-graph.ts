import type { TensorEntry } from '../../model-facts.js'
import { decodeLoosely } from '../bytes.js'
import type { Window } from '../window.js'
import { elementTypes } from './element-types.js'
import { NotProtobuf, readField, readVarint, type Field } from './protobuf.js'

export interface OnnxGraph {
  name: string | null
  readonly tensors: TensorEntry[]
  /** Files that hold weights, as the model names them. */
  readonly external: Set<string>
}

const maxTensors = 100_000
const maxText = 1024

/** Reads the initialisers of a GraphProto up to `end`; nodes and weights are stepped over. */
export function readGraph(window: Window, end: number, graph: OnnxGraph): void {
  while (window.at < end) {
    const field = readField(window)
    if (field.end > end) throw new NotProtobuf()
    if (field.wire === 2 && field.number === 2) graph.name = readText(window, field)
    if (field.wire === 2 && field.number === 5 && graph.tensors.length < maxTensors)
      graph.tensors.push(readTensor(window, field.end, graph))
    window.at = field.end
  }
}

/** TensorProto: 1 dims, 2 data_type, 8 name, 9 raw_data, 13 external_data. */
function readTensor(window: Window, end: number, graph: OnnxGraph): TensorEntry {
  const shape: number[] = []
  let name = ''
  let number = 0
  while (window.at < end) {
    const field = readField(window)
    if (field.end > end) throw new NotProtobuf()
    if (field.number === 1 && field.wire === 0) shape.push(field.value)
    else if (field.number === 1 && field.wire === 2)
      while (window.at < field.end && shape.length < 64) shape.push(readVarint(window))
    else if (field.number === 2 && field.wire === 0) number = field.value
    else if (field.number === 8 && field.wire === 2) name = readText(window, field)
    else if (field.number === 13 && field.wire === 2) readExternal(window, field.end, graph)
    window.at = field.end
  }
  const type = elementTypes.get(number) ?? { name: `type-${number}`, bits: 0 }
  return {
    name,
    type: type.name,
    shape,
    bytes: Math.ceil((shape.reduce((product, length) => product * length, 1) * type.bits) / 8),
  }
}

/** StringStringEntryProto: 1 key, 2 value. */
function readExternal(window: Window, end: number, graph: OnnxGraph): void {
  const pair = readPair(window, end)
  if (pair.key === 'location' && graph.external.size < 100) graph.external.add(pair.value)
}

export function readPair(window: Window, end: number): { key: string; value: string } {
  const pair = { key: '', value: '' }
  while (window.at < end) {
    const field = readField(window)
    if (field.end > end) throw new NotProtobuf()
    if (field.wire === 2 && field.number === 1) pair.key = readText(window, field)
    if (field.wire === 2 && field.number === 2) pair.value = readText(window, field)
    window.at = field.end
  }
  return pair
}

/** Its first KiB. */
export function readText(window: Window, field: Field): string {
  return decodeLoosely(window.readBytes(Math.min(field.value, maxText)))
}
