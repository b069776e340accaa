import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSource } from '../testing/byte-sources.js'
import { squeezeHeader } from './squeeze-header.js'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** The header as it would be read: `head` bytes at first, the rest in windows. */
function squeeze(text: string, headBytes: number): string {
  const bytes = encoder.encode(text)
  const source = makeSource(bytes)
  return decoder.decode(squeezeHeader(source, bytes.subarray(0, headBytes), 0, bytes.length))
}

const long = 'x'.repeat(70_000)

describe('squeezing a large header', () => {
  it('leaves out long strings and nothing else', () => {
    const text = JSON.stringify({ a: long, [long]: 1, 'äöü\\"\\\\': ['\\', '"', '', long, 'ende'] })
    expect(JSON.parse(squeeze(text, 10))).toEqual({
      a: '(left out)',
      '(left out)': 1,
      'äöü\\"\\\\': ['\\', '"', '', '(left out)', 'ende'],
    })
  })

  it('finds the end of a string behind any number of backslashes, wherever windows part', () => {
    const text = JSON.stringify({
      a: `${'\\'.repeat(40_000)}"`,
      b: '\\"'.repeat(20),
      c: `${'"\\'.repeat(30_000)}`,
      d: 1,
    })
    for (let head = 0; head < 140; head++) {
      expect(JSON.parse(squeeze(text, head))).toEqual({ a: '(left out)', b: '\\"'.repeat(20), c: '(left out)', d: 1 })
    }
  })

  it('keeps every text without long strings as it is, for every first part', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(200), (text, head) => {
        expect(squeeze(text, head)).toBe(text)
      }),
    )
  })

  it('takes back a string that turns out long in a later window', () => {
    const text = `{"before":1,"key":"${'y'.repeat(9 * 1024 * 1024)}","after":2}`
    expect(squeeze(text, 30)).toBe('{"before":1,"key":"(left out)","after":2}')
  })
})
