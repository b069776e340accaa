import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeModel } from './describe-model.js'
import { buildGguf, gguf } from './testing/build-gguf.js'
import { buildOnnx, bytesField, tensorProto, textField } from './testing/build-onnx.js'
import { buildSafetensors, headerOf, withHeader } from './testing/build-safetensors.js'
import { readRightEnding } from './sniff/promised-format.js'
import { makeSource } from './testing/byte-sources.js'
import { parts } from './testing/parts.js'

const f16 = (...shape: number[]) => ({ dtype: 'F16', shape })
const describeBytes = (bytes: Uint8Array, name = 'model.safetensors') =>
  describeModel(makeSource(bytes, { name }), parts)

const safetensors = buildSafetensors(
  { 'b.weight': f16(2, 3), 'a.weight': { dtype: 'F8_E4M3', shape: [5] }, scale: { dtype: 'F32', shape: [] } },
  { format: 'pt' },
)
const ggufFile = buildGguf({
  metadata: [['general.name', gguf.string, 'x']],
  tensors: [{ name: 'a', shape: [32], type: 2, offset: 0 }],
  weights: 32,
})
const onnx = buildOnnx([...textField(2, 'g'), ...bytesField(5, tensorProto({ name: 'w', dims: [2], type: 1 }))])
const pointer = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n')

describe('describing a model file', () => {
  it('sums what a safetensors header says', () => {
    expect(describeBytes(safetensors)).toMatchObject({
      format: 'safetensors',
      health: 'whole',
      faults: [],
      tensors: 3,
      parameters: 12,
      bytesByType: { F16: 12, F32: 4, F8_E4M3: 5 },
      metadata: { format: 'pt' },
      tensorsFrom: safetensors.length - 21,
      quantisation: 'fp16',
      pickle: null,
    })
  })

  it('goes by content and not by name', () => {
    for (const name of ['weights', 'model.bin', 'MODEL.SAFETENSORS', 'x.sft'])
      expect(describeBytes(safetensors, name)).toMatchObject({ format: 'safetensors', health: 'whole', faults: [] })
    for (const [bytes, name, format] of [
      [safetensors, 'model.ckpt', 'safetensors'],
      [safetensors, 'model.gguf', 'safetensors'],
      [ggufFile, 'model.safetensors', 'gguf'],
      [onnx, 'model.safetensors', 'onnx'],
    ] as const) {
      const facts = describeBytes(bytes, name)
      expect(facts).toMatchObject({ format, health: 'corrupt', faults: [{ code: 'wrong_ending', severity: 'blocks' }] })
      expect(facts.faults[0]?.says).toContain('Rename it')
    }
  })

  it('says of a wrong ending which is right, after what else blocks and before what does not', () => {
    const codes = (bytes: Uint8Array) => describeBytes(bytes, 'model.ckpt').faults.map(({ code }) => code)
    expect(readRightEnding(describeBytes(safetensors, 'model.ckpt').faults[0]?.says ?? '')).toBe('.safetensors')
    expect(readRightEnding(describeBytes(ggufFile, 'model.onnx').faults[0]?.says ?? '')).toBe('.gguf')
    expect(readRightEnding('Rename it so that it ends in .exe.')).toBeNull()
    expect(codes(safetensors.subarray(0, -1))).toEqual(['truncated', 'wrong_ending'])
    expect(codes(withHeader('{"a":{"dtype":"F3","shape":[1],"data_offsets":[0,1]}}', 1))).toEqual(['wrong_ending', 'unknown_type'])
  })

  it('does not take a safetensors header for a pickle because its length spells opcodes', () => {
    // 0x28 opens a tuple, 0x63 imports the name up to the end of the line.
    const header = headerOf({ a: f16(4) }).padEnd(0x6328, ' ')
    const file = withHeader(header, 8)
    file.set([10, 98, 10, 46], file.length - 8)
    expect(describeBytes(file, 'model.bin')).toMatchObject({ format: 'safetensors', health: 'whole', pickle: null })
  })

  it('asks the rules of kind and family', () => {
    const facts = describeBytes(
      buildSafetensors({
        'cond_stage_model.x': f16(1),
        'first_stage_model.x': f16(1),
        'model.diffusion_model.input_blocks.0.0.weight': f16(256, 7, 3, 3),
        'model.diffusion_model.time_embed.0.bias': f16(1024),
      }),
    )
    expect(facts).toMatchObject({ kind: 'checkpoint', family: 'sd-x4-upscaler' })
    expect(facts.evidence.length).toBeGreaterThan(1)
  })

  it('lets through what the disk throws', () => {
    const source = makeSource(safetensors)
    const broken = new Error('EIO')
    expect(() =>
      describeModel(
        {
          ...source,
          read: () => {
            throw broken
          },
        },
        parts,
      ),
    ).toThrow(broken)
  })

  it('stays calm when the file shrinks while it is read', () => {
    const bytes = withHeader(
      headerOf(Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`layer.${index}.weight`, f16(1)]))),
      4000,
    )
    for (const left of [0, 5, 100, 65_536, 65_600]) {
      const source = makeSource(bytes.subarray(0, left), { size: left })
      expect(describeModel({ ...source, size: bytes.length }, parts).health).toBe('corrupt')
    }
  })
})

describe('reading little', () => {
  const many = Object.fromEntries(
    Array.from({ length: 1500 }, (_, index) => [`model.diffusion_model.blocks.${index}.weight`, f16(1024, 2048)]),
  )
  const header = headerOf(many, { format: 'pt' })

  it('reads the first 16 KiB and exactly the rest of a safetensors header', () => {
    const start = withHeader(header)
    const source = makeSource(start, { size: start.length + 1500 * 4_194_304 })
    expect(describeModel(source, parts)).toMatchObject({ health: 'whole', tensors: 1500, tensorsFrom: start.length })
    expect(source.reads).toEqual([
      { offset: 0, length: 16_384 },
      { offset: 16_384, length: start.length - 16_384 },
    ])
  })

  it('reads once where the header is small', () => {
    const source = makeSource(safetensors, { size: safetensors.length })
    describeModel(source, parts)
    expect(source.reads).toHaveLength(1)
  })

  it('reads a header of many MiB once', () => {
    const start = withHeader(headerOf({ a: f16(1) }, { note: 'x'.repeat(20_000_000) }))
    const source = makeSource(start, { size: start.length + 2 })
    expect(describeModel(source, parts).faults.map(({ code }) => code)).toEqual(['header_large', 'metadata_hidden'])
    expect(source.bytesRead).toBe(start.length)
  })

  it('does not believe a length that the file cannot hold', () => {
    const source = makeSource(withHeader('{}', 0, 90_000_000n))
    expect(describeModel(source, parts).faults[0]?.code).toBe('truncated')
    expect(source.bytesRead).toBe(10)
  })
})

describe('the fingerprint', () => {
  const print = (bytes: Uint8Array) => describeBytes(bytes).fingerprint
  const base = { b: f16(2, 3), a: f16(4) }

  it('is the same for other metadata, other order and other padding', () => {
    const first = print(buildSafetensors(base))
    expect(first).toMatch(/^blake3:[0-9a-f]{64}$/)
    expect(print(buildSafetensors({ a: f16(4), b: f16(2, 3) }, { format: 'pt', note: 'x' }))).toBe(first)
    expect(print(withHeader(`${headerOf(base)}   `, 20))).toBe(first)
  })

  it('is another for another name, type or shape', () => {
    const prints = [
      base,
      { ...base, a: f16(2, 2) },
      { ...base, a: { dtype: 'BF16', shape: [4] } },
      { b: f16(2, 3), c: f16(4) },
      { b: f16(2, 3) },
    ].map((tensors) => print(buildSafetensors(tensors)))
    expect(new Set(prints).size).toBe(prints.length)
  })

  it('cannot be forged by names and types that hold spaces and line breaks', () => {
    const odd = [
      { 'a F16 1\n1 b': f16(1) },
      { a: f16(1), b: f16(1) },
      { a: { dtype: 'F16 1\n1 b F16', shape: [1] } },
    ].map((tensors) => print(buildSafetensors(tensors)))
    expect(new Set(odd).size).toBe(3)
  })

  it('is none for a cut file or one without tensors', () => {
    expect(print(buildSafetensors(base).subarray(0, -1))).toBeNull()
    expect(print(withHeader('{}'))).toBeNull()
  })

  it('keeps its first version', () => {
    const seen: string[] = []
    describeModel(makeSource(buildSafetensors({ größe: f16(2, 3), a: { dtype: 'F8 x', shape: [] } })), {
      ...parts,
      hash: (bytes) => seen.push(new TextDecoder().decode(bytes)).toString(),
    })
    expect(seen).toEqual(['greenlight tensors 1\n1 a "F8 x" \n5 größe F16 2,3\n'])
  })
})

describe('metadata', () => {
  const declared = (metadata: Record<string, string>) =>
    describeBytes(buildSafetensors({ a: f16(1) }, metadata)).metadata

  it('is cut to 64 entries of 2 KiB, what names the model first', () => {
    const junk = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`a${index}`, 'x']))
    const kept = declared({
      ...junk,
      ss_tag_frequency: '{}',
      'modelspec.title': '模'.repeat(5000),
      workflow: '{}',
      ss_base_model_version: 'sdxl',
    })
    expect(Object.keys(kept)).toHaveLength(64)
    expect(Object.keys(kept)).toEqual(Object.keys(kept).toSorted())
    expect(kept).toMatchObject({ ss_base_model_version: 'sdxl', 'modelspec.title': '模'.repeat(682) })
    expect(kept).not.toHaveProperty('workflow')
    expect(kept).not.toHaveProperty('ss_tag_frequency')
  })

  it('keeps a key __proto__ as a key and makes controls visible', () => {
    const kept = declared(
      JSON.parse('{"__proto__":"evil","note":"a\\u001b[31mb\\nc\\u202ed"}') as Record<string, string>,
    )
    expect(Object.entries(kept)).toEqual([
      ['__proto__', 'evil'],
      ['note', 'a\ufffd[31mb\nc\ufffdd'],
    ])
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype)
  })
})

describe('any bytes at all', () => {
  const names = fc.constantFrom('m.safetensors', 'm.gguf', 'm.onnx', 'm.ckpt', 'm.bin', 'm.json', 'm')

  /** A valid file with some bytes replaced, put in or cut away. */
  const mutated = fc
    .record({
      file: fc.constantFrom(safetensors, ggufFile, onnx, pointer),
      edits: fc.array(fc.record({ at: fc.nat(400), drop: fc.nat(4), put: fc.uint8Array({ maxLength: 4 }) }), {
        maxLength: 5,
      }),
      length: fc.option(fc.nat(400)),
    })
    .map(({ file, edits, length }) => {
      const bytes = [...file]
      for (const { at, drop, put } of edits) bytes.splice(at % bytes.length, drop, ...put)
      return new Uint8Array(length === null ? bytes : bytes.slice(0, length))
    })

  it('never throw, never make more reads than the header allows, and get the same answer twice', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, mutated, fc.uint8Array({ maxLength: 300 })), names, (bytes, name) => {
        const source = makeSource(bytes, { name })
        const facts = describeModel(source, parts)
        expect(facts.health === 'corrupt').toBe(
          facts.faults.some(({ severity, code }) => severity === 'blocks' && code !== 'old_version'),
        )
        expect(source.bytesRead).toBeLessThanOrEqual(bytes.length * 8 + 4096)
        expect(describeModel(makeSource(bytes, { name }), parts)).toEqual(facts)
        expect(() => structuredClone(facts)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })
})
