import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FaultList } from '../faults.js'
import { headerOf } from '../testing/build-safetensors.js'
import { BadHeader } from './header-text.js'
import { scanHeader, type HeaderScan } from './scan-header.js'

function scan(text: string): HeaderScan | null {
  try {
    return scanHeader(text, new FaultList())
  } catch (error) {
    if (!(error instanceof BadHeader)) throw error
    return null
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
const tensor = (shape: string, span = '[0,8]') => `{"a":{"dtype":"F32","shape":${shape},"data_offsets":${span}}}`

describe('scanning a safetensors header', () => {
  it('reads entries in any order, spelling and spacing, and passes by what it does not know', () => {
    const odd =
      ' {\n"\\u0061\\n" :\t{ "extra" : [ {"x":[1,"]}"]} , null ] , "data_offsets" : [ 0 , 8 ] ,\r\n"shape":[ 2 ],"dtype":"F\\u00332" } }'
    expect(scan(odd)?.tensors).toEqual([{ name: 'a\n', type: 'F32', shape: [2], bytes: 8, begin: 0 }])
  })

  it('keeps both of two tensors with one name', () => {
    expect(scan(`${tensor('[2]').slice(0, -1)},${tensor('[2]').slice(1)}`)?.tensors).toHaveLength(2)
  })

  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['two objects', '{}{}'],
    ['a comma at the end', '{"__metadata__":{},}'],
    ['a comma in a list', tensor('[2,]')],
    ['a leading zero', tensor('[02]')],
    ['a line break in a name', '{"a\n":{}}'],
    ['an escape that does not exist', '{"\\x":{}}'],
    ['half a surrogate pair', '{"\\ud800":{}}'],
    ['a quotation mark that does not come', '{"a'],
    ['a backslash at the end', '{"a\\'],
    ['an object without its end', '{"a":{"dtype":"F32"'],
    ['NUL behind the object', '{}\0'],
    ['more than 127 levels', `{"a":{"x":${'['.repeat(128)}${']'.repeat(128)}}}`],
  ])('refuses %s', (_, text) => {
    expect(scan(text)).toBeNull()
  })

  it('accepts and refuses what JSON.parse does', () => {
    const whole = headerOf(
      { 'a.weight': { dtype: 'F32', shape: [2, 3] }, 'ä"\\': { dtype: 'U8', shape: [] } },
      { k: 'v\n', n: 1 },
    )
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '0',
      '1',
      '-',
      '.',
      'e',
      'null',
      ' ',
      '\t',
      '\u0001',
      'x',
      '""',
      '{}',
    )
    const mutated = fc
      .array(fc.record({ at: fc.nat(250), drop: fc.nat(3), put: piece }), { maxLength: 4 })
      .map((edits) => edits.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), whole))
    const values = fc
      .jsonValue()
      .map((value) =>
        JSON.stringify({ a: value, b: { dtype: value, shape: value, data_offsets: [value], more: value } }),
      )
    fc.assert(
      fc.property(fc.oneof(mutated, mutated, values, fc.json()), (text) => {
        const wellFormed = text.isWellFormed() && (JSON.stringify(parse(text)) ?? '').isWellFormed()
        if (wellFormed && !/\\ud[89a-f]/i.test(text)) expect(scan(text) !== null).toBe(isObject(parse(text)))
      }),
      { numRuns: 3000 },
    )
  })

  it('finds in a proper header what JSON.parse finds', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => text !== '__metadata__' && text !== '__proto__')
    const entry = fc.record({
      dtype: fc.constantFrom('F16', 'BF16', 'U8'),
      shape: fc.array(fc.nat(50), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.dictionary(name, entry), (tensors) => {
        const text = headerOf(tensors)
        const parsed = JSON.parse(text) as Record<
          string,
          { dtype: string; shape: number[]; data_offsets: [number, number] }
        >
        const expected = Object.entries(parsed).map(
          ([
            key,
            {
              dtype,
              shape,
              data_offsets: [begin, end],
            },
          ]) => ({ name: key, type: dtype, shape, bytes: end - begin, begin }),
        )
        expect(scan(text)?.tensors).toEqual(expected)
      }),
    )
  })
})
