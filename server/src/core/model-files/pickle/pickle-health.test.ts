import { describe, expect, test } from 'vitest'
import { describePickle } from './describe-pickle.js'
import { countingSource, describeBytes, legacyCheckpoint, parts, zipCheckpoint } from './testing/checkpoints.js'
import { join, op } from './testing/opcodes.js'
import { dict, tensor, writePickle } from './testing/write-pickle.js'
import { concat, writeZip } from './testing/write-zip.js'

const value = dict({ a: tensor('Float', [64, 64], '0'), b: tensor('Half', [8], '1') })
const codes = (bytes: Uint8Array): readonly string[] => describeBytes(bytes)!.faults.map(({ code }) => code)

describe('cut files', () => {
  const zip = zipCheckpoint(value)
  const legacy = legacyCheckpoint(value)

  test.each([zip.length - 1, zip.length - 22, zip.length - 60, 9000, 400, 60, 4])(
    'a zip after %i bytes is corrupt',
    (length) => {
      const reading = describeBytes(zip.slice(0, length))
      expect(reading).toMatchObject({ health: 'corrupt', word: 'unreadable', tensors: [] })
      expect(reading?.faults[0]).toMatchObject({ code: 'truncated', severity: 'blocks' })
    },
  )

  test('an old checkpoint that ends in its tensors keeps what its pickle says', () => {
    const reading = describeBytes(legacy.slice(0, -100))
    expect(reading).toMatchObject({ health: 'corrupt', word: 'plain weights' })
    expect(reading?.tensors).toHaveLength(2)
    expect(reading?.faults[0]?.says).toBe('It ends 100 bytes before its tensors do: it was cut off.')
  })

  test('an old checkpoint that ends in its pickle', () => {
    expect(describeBytes(legacy.slice(0, 200))).toMatchObject({
      health: 'corrupt',
      word: 'unreadable',
      faults: [{ code: 'truncated' }],
    })
  })

  test('every cut of a small checkpoint is corrupt, none is plain weights and whole', () => {
    const small = zipCheckpoint(dict({ a: tensor('Half', [1], '0') }))
    for (let length = 4; length < small.length; length++) {
      expect(describeBytes(small.slice(0, length))?.health).toBe('corrupt')
    }
  })

  test('a zip whose front was lost', () => {
    expect(describeBytes(concat([Uint8Array.from([0x50, 0x4b, 3, 4]), zip.slice(2000)]))?.health).toBe('corrupt')
  })
})

describe('zip directories', () => {
  const pickle = { name: 'm/data.pkl', bytes: writePickle(value) }
  const first = { name: 'm/data/0', bytes: new Uint8Array(64 * 64 * 4) }
  const second = { name: 'm/data/1', bytes: new Uint8Array(16) }

  test('64-bit and 32-bit ends, with and without a comment', () => {
    for (const wide of [true, false]) {
      for (const comment of [new Uint8Array(0), new Uint8Array(500)]) {
        const reading = describeBytes(writeZip([pickle, first, second], { wide, comment }))
        expect(reading).toMatchObject({ health: 'whole', word: 'plain weights', faults: [] })
        expect(reading?.tensors).toHaveLength(2)
      }
    }
  })

  test('tensors that lie packed', () => {
    const reading = describeBytes(
      writeZip([pickle, { ...first, deflate: true }, second].map((part) => ({ ...part, deflate: true }))),
    )
    expect(reading).toMatchObject({ health: 'whole', word: 'plain weights' })
  })

  test('a tensor whose numbers are missing', () => {
    expect(codes(writeZip([pickle, second]))).toEqual(['storage_missing'])
  })

  test('a tensor with too few numbers', () => {
    expect(codes(writeZip([pickle, { ...first, bytes: new Uint8Array(100) }, second]))).toEqual(['storage_size'])
  })

  test('a tensor that reaches beyond its storage', () => {
    const wrong = dict({ a: tensor('Float', [100], '0', { holds: 80 }) })
    expect(codes(zipCheckpoint(wrong))).toEqual(['tensor_outside_storage'])
  })

  test('more elements than numbers can count are no shape', () => {
    const huge = dict({
      a: tensor('Half', [2 ** 40, 2 ** 40], '0', { holds: 80 }),
      b: tensor('Half', [2 ** 40, 2 ** 40, 0], '1', { holds: 2 }),
    })
    expect(describeBytes(zipCheckpoint(huge))?.tensors).toEqual([
      { name: 'b', type: 'F16', shape: [2 ** 40, 2 ** 40, 0], bytes: 0 },
    ])
  })

  test('a directory that breaks off', () => {
    const bytes = writeZip([pickle, first, second], { wide: false })
    const entry = bytes.lastIndexOf(0x31) - 46 - 'm/data/'.length
    expect(bytes[entry]).toBe(0x50)
    bytes[entry] = 0
    expect(describeBytes(bytes)).toMatchObject({ health: 'corrupt', word: 'unreadable' })
    expect(codes(bytes)).toContain('broken_directory')
  })

  test('a member twice', () => {
    const reading = describeBytes(writeZip([pickle, first, second, pickle]))
    expect(reading).toMatchObject({ word: 'unreadable', faults: [{ code: 'duplicate_member', severity: 'warns' }] })
  })

  test('no pickle, and nothing at all', () => {
    expect(describeBytes(writeZip([first]))).toMatchObject({
      word: 'unreadable',
      health: 'unknown',
      faults: [{ code: 'no_pickle' }],
    })
    expect(describeBytes(writeZip([], { wide: false }))).toMatchObject({
      word: 'unreadable',
      health: 'unknown',
      faults: [{ code: 'no_pickle' }],
    })
  })

  test('a name in another alphabet, with spaces', () => {
    const name = '模型 één/data'
    const reading = describeBytes(
      writeZip([
        { ...pickle, name: `${name}.pkl` },
        { ...first, name: `${name}/0` },
        { ...second, name: `${name}/1` },
      ]),
    )
    expect(reading).toMatchObject({ health: 'whole', word: 'plain weights', faults: [] })
  })
})

describe('what is read', () => {
  test('of a zip the directory and the pickle, not the tensors', () => {
    const source = countingSource(zipCheckpoint(dict({ a: tensor('Float', [1024, 1024, 2], '0') })))
    expect(describePickle(source, parts)?.health).toBe('whole')
    expect(source.size).toBeGreaterThan(8_000_000)
    expect(source.readBytes()).toBeLessThan(70_000)
  })

  test('of an old checkpoint the pickles, not the tensors', () => {
    const source = countingSource(legacyCheckpoint(dict({ a: tensor('Float', [1024, 1024, 2], '0') })))
    expect(describePickle(source, parts)?.health).toBe('whole')
    expect(source.readBytes()).toBeLessThan(6 * 65_536)
  })

  test('long bytes in a pickle are passed by', () => {
    const source = countingSource(
      concat([join(op.proto(3), [0x42, 0, 0, 0x80, 0]), new Uint8Array(0x800000), join(op.stop)]),
    )
    expect(describePickle(source, parts)).toMatchObject({ word: 'plain weights', health: 'whole' })
    expect(source.readBytes()).toBeLessThan(200_000)
  })

  test('files that are neither are left after 64 KiB', () => {
    const text = new TextEncoder()
    const others = [
      '',
      'hello world\n',
      '<!DOCTYPE html>',
      '{"a":1}',
      'import os\n',
      'class Foo:\n  pass\n',
      'cat\ndog\n\n',
      'GGUF\x03\0\0\0',
      '(c) 2024\n',
      'N.B. this',
      'I am\n',
    ]
    for (const other of others) expect(describeBytes(text.encode(other))).toBeNull()
    const safetensors = join([0x80, 2, 0, 0, 0, 0, 0, 0, 0x7b], new Array<number>(1000).fill(0x20))
    expect(describeBytes(safetensors)).toBeNull()
    const zeros = countingSource(new Uint8Array(1_000_000))
    expect(describePickle(zeros, parts)).toBeNull()
    expect(zeros.readBytes()).toBeLessThan(70_000)
  })
})
