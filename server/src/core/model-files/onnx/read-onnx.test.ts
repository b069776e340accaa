import { describe, expect, it } from 'vitest'
import { describeModel } from '../describe-model.js'
import { buildOnnx, bytesField, numberField, tensorProto, textField } from '../testing/build-onnx.js'
import { makeSource } from '../testing/byte-sources.js'
import { parts } from '../testing/parts.js'

const describeBytes = (bytes: Uint8Array, { name = 'model.onnx', size = bytes.length } = {}) =>
  describeModel(makeSource(bytes, { name, size }), parts)

const node = bytesField(1, textField(4, 'Conv'))
const graph = [
  ...node,
  ...textField(2, 'main_graph'),
  ...bytesField(5, tensorProto({ name: 'conv.weight', dims: [2, 1], type: 1 })),
  ...bytesField(5, tensorProto({ name: 'bias', dims: [3], type: 10 })),
]

describe('reading ONNX', () => {
  it('names version, producer, graph and initialisers, whatever the name', () => {
    for (const name of ['model.onnx', 'weights']) {
      expect(describeBytes(buildOnnx(graph), { name })).toMatchObject({
        format: 'onnx',
        health: 'whole',
        faults: [],
        tensors: 2,
        parameters: 5,
        bytesByType: { F16: 6, F32: 8 },
        metadata: { graph: 'main_graph', ir_version: '8', producer_name: 'pytorch', producer_version: '2.4' },
      })
    }
  })

  it('reads declared properties and packed shapes', () => {
    const packed = [...bytesField(1, [2, 128, 1]), ...numberField(2, 1), ...textField(8, 'w')]
    const facts = describeBytes(
      buildOnnx(bytesField(5, packed), bytesField(14, [...textField(1, 'author'), ...textField(2, 'someone')])),
    )
    expect(facts).toMatchObject({ parameters: 256, metadata: { author: 'someone' } })
  })

  it('tells a cut file at every length', () => {
    const whole = buildOnnx(graph, [])
    const start = whole.length - graph.length
    for (let size = start; size < whole.length; size++) {
      expect(describeBytes(whole.subarray(0, size))).toMatchObject({
        format: 'onnx',
        health: 'corrupt',
        faults: [{ code: 'truncated' }],
      })
    }
  })

  it('tells what follows the graph and is no field', () => {
    expect(describeBytes(buildOnnx(graph, [0xff, 0xff, 0xff]))).toMatchObject({
      health: 'corrupt',
      faults: [{ code: 'bad_header' }],
    })
  })

  it('names the files that hold the weights', () => {
    const outside = bytesField(5, tensorProto({ name: 'w', dims: [2], type: 1, external: 'model.onnx_data' }))
    expect(describeBytes(buildOnnx(outside))).toMatchObject({
      health: 'whole',
      faults: [
        {
          code: 'external_data',
          severity: 'warns',
          says: 'Its weights are in other files, which have to lie beside it: "model.onnx_data".',
        },
      ],
    })
  })

  it('steps over weights without reading them', () => {
    const weights = 500_000_000
    const large = [...numberField(1, 125_000_000), ...numberField(2, 1), ...textField(8, 'w')]
    const tag = (number: number, length: number) =>
      bytesField(number, []).slice(0, -1).concat(numberField(1, length).slice(1))
    const raw = tag(9, weights)
    const tensor = [...tag(5, large.length + raw.length + weights), ...large, ...raw]
    const start = [...numberField(1, 8), ...tag(7, tensor.length + weights), ...tensor]
    const source = makeSource(new Uint8Array(start), { name: 'model.onnx', size: start.length + weights })
    expect(describeModel(source, parts)).toMatchObject({ format: 'onnx', health: 'whole', parameters: 125_000_000 })
    expect(source.bytesRead).toBeLessThan(200_000)
  })

  it('stays sure that a file is whole when its graph is too long to be read', () => {
    const nodes = new Uint8Array(20 * 1024 * 1024)
    for (let at = 0; at < nodes.length; at += 128) nodes.set([0x0a, 126], at)
    const graphField = [0x3a, ...numberField(1, nodes.length).slice(1)]
    const bytes = new Uint8Array([...numberField(1, 8), ...graphField])
    const file = new Uint8Array(bytes.length + nodes.length)
    file.set(bytes)
    file.set(nodes, bytes.length)
    expect(describeBytes(file)).toMatchObject({ format: 'onnx', health: 'whole', tensors: null, faults: [] })
    expect(describeBytes(file.subarray(0, -1))).toMatchObject({ health: 'corrupt', faults: [{ code: 'truncated' }] })
  })

  it('tells a graph that is damaged inside', () => {
    expect(describeBytes(buildOnnx([...node, 0, 0, 0, 0, 0]))).toMatchObject({
      health: 'corrupt',
      tensors: null,
      faults: [{ code: 'bad_graph' }],
    })
    expect(describeBytes(buildOnnx(bytesField(5, [0x42, 100, 1])))).toMatchObject({
      health: 'corrupt',
      faults: [{ code: 'bad_graph' }],
    })
  })

  it('takes no other bytes for ONNX', () => {
    for (const bytes of [[8], [8, 3], [8, 3, 0x12, 200, 1], [8, 3, 0, 0, 0, 0], [8, 200, 0x12, 1, 0x41]]) {
      expect(describeBytes(new Uint8Array(bytes), { name: 'weights.bin' }).format).toBe('unknown')
      expect(describeBytes(new Uint8Array(bytes))).toMatchObject({ format: 'unknown', health: 'corrupt' })
    }
  })
})
