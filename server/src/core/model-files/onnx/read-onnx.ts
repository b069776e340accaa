import type { ByteSource, Fault } from '../../model-facts.js'
import { blocks, warns } from '../faults.js'
import { bareReading, type Reading } from '../reading.js'
import { formatBytes, quote } from '../words.js'
import { OutOfBytes, Window } from '../window.js'
import { NotProtobuf, readField } from './protobuf.js'
import { readGraph, readPair, readText, type OnnxGraph } from './read-graph.js'

const windows = { first: 4096, largest: 64 * 1024, budget: 16 * 1024 * 1024 }

/** Fields of ModelProto by number, with their wire type (onnx/onnx.proto). */
const modelFields: ReadonlyMap<number, number> = new Map([
  [1, 0],
  [2, 2],
  [3, 2],
  [4, 2],
  [5, 0],
  [6, 2],
  [7, 2],
  [8, 2],
  [14, 2],
  [20, 2],
  [25, 2],
  [26, 2],
])

/**
 * Reads an ONNX model far enough to know that it is whole: every top-level field ends inside of the file, and the last one at
 * its end. Names, shapes and external files of the initialisers come from the graph as far as 16 MiB of reading go. Null when
 * the bytes are no such message.
 */
export function readOnnx(source: ByteSource, head: Uint8Array): Reading | null {
  // ir_version comes first in everything that is known to write ONNX, and is small.
  if (head[0] !== 8 || head[1] === undefined || head[1] === 0 || head[1] > 63) return null
  const window = new Window(source, head, windows)
  const graph: OnnxGraph = { name: null, tensors: [], external: new Set() }
  const metadata = new Map<string, string>()
  const faults: Fault[] = []
  let graphs = 0
  let outcome: Outcome = 'read'
  try {
    while (window.left > 0) {
      const field = readField(window)
      if (modelFields.get(field.number) !== field.wire) throw new NotProtobuf()
      if (field.end > source.size) {
        if (field.number !== 7 && graphs === 0) throw new NotProtobuf()
        return bareReading('onnx', { faults: [tellCut(source.size, field.end)], metadata })
      }
      if (field.number === 7) {
        graphs++
        // A window of its own: what a long graph costs must not end the walk over the model.
        const inside = new Window(source, head, windows)
        inside.at = window.at
        outcome = worse(outcome, readGraphGently(inside, field.end, graph))
      } else if (field.number === 14) keep(metadata, readPair(window, field.end))
      else
        keep(metadata, {
          key: scalarNames.get(field.number) ?? '',
          value: field.wire === 0 ? String(field.value) : readText(window, field),
        })
      window.at = field.end
    }
  } catch (error) {
    if (!(error instanceof NotProtobuf) && !(error instanceof OutOfBytes)) throw error
    if (graphs === 0 || (error instanceof OutOfBytes && error.why === 'budget')) return null
    return bareReading('onnx', {
      faults: [blocks('bad_header', 'After its graph comes something that is no part of an ONNX model.')],
      metadata,
    })
  }
  if (graphs === 0) return null
  if (graph.name !== null) metadata.set('graph', graph.name)
  if (graph.external.size > 0) faults.push(tellExternal([...graph.external].sort()))
  if (outcome === 'broken')
    faults.push(blocks('bad_graph', 'The description of its graph is damaged. Download it again.'))
  const tensors = outcome === 'read' ? graph.tensors : null
  const says = `ONNX, ${tensors?.length ?? 'unknown'} tensors in a file of ${formatBytes(source.size)}`
  return bareReading('onnx', { faults, tensors, metadata, evidence: [{ from: 'header', says }] })
}

type Outcome = 'broken' | 'cut short' | 'read'

/** `cut short`: more than may be read, so that its length alone says whether the file is whole. */
function readGraphGently(window: Window, end: number, graph: OnnxGraph): Outcome {
  try {
    readGraph(window, end, graph)
    return 'read'
  } catch (error) {
    if (error instanceof NotProtobuf) return 'broken'
    if (error instanceof OutOfBytes) return error.why === 'budget' ? 'cut short' : 'broken'
    throw error
  }
}

/** The worse of two. */
function worse(left: Outcome, right: Outcome): Outcome {
  if (left === 'broken' || right === 'broken') return 'broken'
  return left === 'read' ? right : left
}

const scalarNames: ReadonlyMap<number, string> = new Map([
  [1, 'ir_version'],
  [2, 'producer_name'],
  [3, 'producer_version'],
  [4, 'domain'],
  [5, 'model_version'],
  [6, 'doc_string'],
])

function keep(metadata: Map<string, string>, { key, value }: { key: string; value: string }): void {
  if (key !== '' && metadata.size < 1024) metadata.set(key, value)
}

function tellCut(size: number, end: number): Fault {
  return blocks(
    'truncated',
    `It has ${formatBytes(size)} of at least ${formatBytes(end)}: the download was cut off. Download it again.`,
  )
}

function tellExternal(files: readonly string[]): Fault {
  const names = files
    .slice(0, 3)
    .map((file) => quote(file))
    .join(', ')
  const more = files.length > 3 ? ` and ${files.length - 3} more` : ''
  return warns('external_data', `Its weights are in other files, which have to lie beside it: ${names}${more}.`)
}
