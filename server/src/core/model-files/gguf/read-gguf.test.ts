import { describe, expect, it } from 'vitest'
import { describeModel } from '../describe-model.js'
import { buildGguf, gguf } from '../testing/build-gguf.js'
import { makeSource } from '../testing/byte-sources.js'
import { ggufCases } from '../testing/gguf-cases.js'
import { parts } from '../testing/parts.js'

const describeBytes = (bytes: Uint8Array, size = bytes.length) =>
  describeModel(makeSource(bytes, { name: 'model.gguf', size }), parts)

describe('hostile GGUF', () => {
  it.each(ggufCases)('$name', ({ bytes, fault, health }) => {
    const file = bytes()
    const facts = describeBytes(file)
    expect(facts.format).toBe('gguf')
    expect(facts.faults[0]?.code ?? null).toBe(fault)
    expect(facts.health).toBe(health)
    const times = [0, 1, 2].map(() => {
      const began = performance.now()
      describeBytes(file)
      return performance.now() - began
    })
    expect(Math.min(...times)).toBeLessThan(50)
  })
})

/** The facts of one layout, in every version and byte order. */
describe('reading GGUF', () => {
  const metadata = [
    ['general.architecture', gguf.string, 'flux'],
    ['general.file_type', gguf.u32, 15],
    ['u8', gguf.u8, 200],
    ['i8', gguf.i8, -5],
    ['i32', gguf.i32, -70000],
    ['f32', gguf.f32, 0.5],
    ['f64', gguf.f64, -1.25],
    ['i64', gguf.i64, -5_000_000_000],
    ['bool', gguf.bool, 1],
    ['tokenizer.ggml.tokens', gguf.array, [gguf.string, 'a', 'größe', '']],
    ['numbers', gguf.array, [gguf.f32, 1, 2]],
    ['empty', gguf.array, [gguf.u32]],
  ] as const
  const tensors = [
    { name: 'double_blocks.0.img_attn.qkv.weight', shape: [256, 2], type: 12, offset: 0 },
    { name: 'bias', shape: [4], type: 0, offset: 288 },
  ]

  it.each([
    [3, false],
    [3, true],
    [2, false],
    [2, true],
    [1, false],
  ])('version %i, big endian %s', (version, bigEndian) => {
    const facts = describeBytes(buildGguf({ version, bigEndian, metadata, tensors, weights: 304 }))
    expect(facts.health).toBe('whole')
    expect(facts).toMatchObject({
      tensors: 2,
      parameters: 516,
      bytesByType: { F32: 16, Q4_K: 288 },
      quantisation: 'Q4_K_M',
    })
    expect(facts.metadata).toEqual({
      'general.architecture': 'flux',
      'general.file_type': '15',
      'tokenizer.ggml.tokens': '3 texts',
      bool: 'true',
      empty: '0 numbers',
      f32: '0.5',
      f64: '-1.25',
      i32: '-70000',
      i64: '-5000000000',
      i8: '-5',
      numbers: '2 numbers',
      u8: '200',
    })
    expect(facts.fingerprint).toMatch(/^blake3:[0-9a-f]{64}$/)
  })

  it.each([
    ['patch_embedding.weight', [2, 2, 1, 16, 64], 'wan'],
    ['img_in.proj.weight', [2, 2, 1, 16, 48], 'hyvid'],
    ['eight', [2, 1, 1, 1, 1, 1, 1, 3], 'wan'],
  ])('reads the shape of %s %j', (name, shape, architecture) => {
    const count = shape.reduce((product, length) => product * length, 1)
    const facts = describeBytes(
      buildGguf({
        metadata: [['general.architecture', gguf.string, architecture]],
        tensors: [{ name, shape, type: 0, offset: 0 }],
        weights: Math.ceil((count * 4) / 32) * 32,
      }),
    )
    expect(facts).toMatchObject({ health: 'whole', faults: [], tensors: 1, parameters: count, bytesByType: { F32: count * 4 } })
  })

  it('names the quantisation by the tensors where the declared one contradicts them', () => {
    const declared = (fileType: number) =>
      describeBytes(buildGguf({ metadata: [['general.file_type', gguf.u32, fileType]], tensors, weights: 304 }))
        .quantisation
    expect(declared(15)).toBe('Q4_K_M')
    expect(declared(15 + 1024)).toBe('Q4_K_M')
    expect(declared(1)).toBe('Q4_K')
    expect(declared(7)).toBe('Q4_K')
    expect(declared(4711)).toBe('Q4_K')
  })

  it('steps over a large tokenizer and reads only the header of a large file', () => {
    const tokens = Array.from({ length: 150_000 }, (_, index) => `token ${index}`)
    const bytes = buildGguf({
      metadata: [
        ['tokenizer.ggml.tokens', gguf.array, [gguf.string, ...tokens]],
        ['general.name', gguf.string, 'after'],
      ],
      tensors,
      weights: 0,
    })
    const source = makeSource(bytes, { name: 'model.gguf', size: bytes.length + 304 })
    const facts = describeModel(source, parts)
    expect(facts).toMatchObject({
      health: 'whole',
      tensors: 2,
      metadata: { 'general.name': 'after', 'tokenizer.ggml.tokens': '150000 texts' },
    })
    expect(source.bytesRead).toBeLessThan(bytes.length + 128 * 1024)
  })

  it('does not read numbers that it steps over', () => {
    const start = buildGguf({
      metadata: [
        [
          'numbers',
          gguf.array,
          new Uint8Array([gguf.f64, 0, 0, 0, ...new Uint8Array(new BigUint64Array([10_000_000n]).buffer)]),
        ],
      ],
    })
    const source = makeSource(start, { name: 'model.gguf', size: start.length + 80_000_000 })
    expect(describeModel(source, parts)).toMatchObject({ health: 'whole', metadata: { numbers: '10000000 numbers' } })
    expect(source.bytesRead).toBeLessThan(400_000)
  })

  it('gives up on metadata beyond 64 MiB without calling the file broken', () => {
    const long = new Uint8Array(70 * 1024 * 1024)
    const start = buildGguf({
      metadata: [
        [
          'tokens',
          gguf.array,
          new Uint8Array([gguf.string, 0, 0, 0, ...new Uint8Array(new BigUint64Array([9_000_000n]).buffer)]),
        ],
      ],
    })
    long.set(start)
    expect(describeBytes(long)).toMatchObject({
      health: 'unknown',
      tensors: null,
      faults: [{ code: 'metadata_too_large', severity: 'warns' }],
    })
  })
})
