import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeBytes, legacyCheckpoint, zipCheckpoint } from './testing/checkpoints.js'
import { join, op } from './testing/opcodes.js'
import { dict, tensor, writePickle } from './testing/write-pickle.js'

const value = dict({ 'a.w': tensor('Float', [2, 2], '0'), b: [tensor('Half', [3], '1')], c: dict({ n: 1, t: 'x' }) })
const files = [
  zipCheckpoint(value),
  zipCheckpoint(value, [], 4),
  legacyCheckpoint(value),
  legacyCheckpoint(value, 5),
  writePickle(dict({ a: 1 }), 4),
]
const words = ['plain weights', 'unknown imports', 'unreadable']

/** Whatever the bytes: an answer of the right shape, or none. */
function expectSane(bytes: Uint8Array): void {
  const reading = describeBytes(bytes)
  if (reading === null) return
  expect(words).toContain(reading.word)
  expect(reading.word === 'unknown imports').toBe(reading.imports.length > 0)
  expect(reading.health === 'corrupt').toBe(reading.faults.some(({ severity }) => severity === 'blocks'))
  for (const { name, shape, bytes: size } of reading.tensors) {
    expect(typeof name).toBe('string')
    expect(shape.every((length) => length >= 0)).toBe(true)
    expect(size).toBeGreaterThanOrEqual(0)
  }
}

const pieces = Object.values(op).filter((part): part is number[] => Array.isArray(part))
const opcodes = fc.array(
  fc.oneof(
    fc.constantFrom(...pieces),
    fc.constantFrom('os', 'system', 'state_dict', '__proto__').map((text) => op.shortBinUnicode(text)),
    fc.nat(3).map((index) => op.binGet(index)),
    fc.nat(3).map((index) => op.binPut(index)),
    fc.constantFrom(
      op.global('os', 'system'),
      op.global('collections', 'OrderedDict'),
      op.global('torch._utils', '_rebuild_tensor_v2'),
    ),
  ),
  { maxLength: 40 },
)

describe('properties', () => {
  test('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), expectSane), { numRuns: 500 })
  })

  test('random opcodes never name os.system without its being told', () => {
    const check = (parts: readonly (readonly number[])[]): void => {
      const bytes = join(op.proto(4), ...parts, op.stop)
      expectSane(bytes)
      const named = parts.some((part) => part[0] === 0x63 && part[1] === 0x6f)
      if (named && describeBytes(bytes) !== null) expect(describeBytes(bytes)?.word).not.toBe('plain weights')
    }
    fc.assert(fc.property(opcodes, check), { numRuns: 1000 })
  })

  test('mutations of checkpoints: bytes changed, taken out, put in, cut', () => {
    const change = fc.record({
      at: fc.nat(),
      byte: fc.nat(255),
      how: fc.constantFrom('set', 'insert', 'remove', 'cut'),
    })
    const check = (index: number, changes: readonly { at: number; byte: number; how: string }[]): void => {
      let bytes = [...(files[index % files.length] ?? [])]
      for (const { at, byte, how } of changes) {
        const place = at % Math.max(1, bytes.length)
        if (how === 'set') bytes[place] = byte
        else if (how === 'insert') bytes.splice(place, 0, byte)
        else if (how === 'remove') bytes.splice(place, 1)
        else if (at % 5 === 0) bytes = bytes.slice(0, place)
      }
      expectSane(Uint8Array.from(bytes))
    }
    fc.assert(fc.property(fc.nat(10), fc.array(change, { minLength: 1, maxLength: 6 }), check), { numRuns: 1500 })
  })
})

describe('bounds', () => {
  const repeat = (start: readonly number[], unit: readonly number[], bytes: number): Uint8Array => {
    const whole = new Uint8Array(bytes)
    whole.set(start)
    for (let at = start.length; at + unit.length <= bytes; at += unit.length) whole.set(unit, at)
    return whole
  }
  const streams: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['dictionaries', op.proto(2), op.emptyDict],
    ['marks', op.proto(2), op.mark],
    ['memo entries', [...op.proto(4), ...op.none], op.memoize],
    ['a list in itself', [...op.proto(2), ...op.emptyList], [...op.dup, ...op.append]],
    ['tuples of twice the same', [...op.proto(2), ...op.emptyTuple], [...op.dup, ...op.tuple2]],
    ['an endless line', [...op.proto(2), 0x53], [0x61]],
  ]

  test.each(streams)('16 MiB of %s end', (_, start, unit) => {
    const began = performance.now()
    expect(describeBytes(repeat(start, unit, 16 * 1024 * 1024))).toMatchObject({
      word: 'unreadable',
      faults: [{ code: 'pickle_too_large' }],
    })
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('shared containers are named once, however often they are reached', () => {
    const layers = Array.from({ length: 60 }, () => [...op.dup, ...op.tuple2])
    const bytes = join(op.proto(2), op.emptyTuple, ...layers, op.stop)
    expect(describeBytes(bytes)).toMatchObject({ word: 'plain weights', tensors: [] })
  })

  test('a list that holds itself, and keys of every object', () => {
    const selfish = join(
      op.proto(2),
      op.emptyDict,
      op.shortBinUnicode('__proto__'),
      op.emptyList,
      op.dup,
      op.append,
      op.setItem,
      op.stop,
    )
    expect(describeBytes(selfish)).toMatchObject({ word: 'plain weights', tensors: [] })
    const keys = dict({})
    const odd = new Map([
      ...keys,
      ['__proto__', tensor('Half', [1], '0')],
      ['constructor', tensor('Half', [1], '1')],
    ] as const)
    expect(describeBytes(zipCheckpoint(odd))?.tensors.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
  })

  test('a deflated pickle that unpacks to more than 64 MiB is not read', () => {
    const zip = zipCheckpoint(value, [
      { name: 'model/extra.pkl', bytes: new Uint8Array(65 * 1024 * 1024), deflate: true },
    ])
    expect(describeBytes(zip)).toMatchObject({ word: 'unreadable', faults: [{ code: 'member_unreadable' }] })
  })
})
