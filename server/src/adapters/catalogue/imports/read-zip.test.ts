import { expect, it } from 'vitest'
import { writeZip } from '../testing/write-zip.js'
import { readZip } from './read-zip.js'

const text = Buffer.from('{"a": 1}\r\n'.repeat(1000))
const contents = (zip: Buffer) => readZip(zip)?.map(({ name, read }) => [name, read()?.equals(text) ?? null])

it('reads packed and stored files, a comment behind the directory, names of any script', () => {
  const zip = writeZip([{ name: 'a.json', bytes: text }, { name: '目錄/ü b.json', bytes: text, stored: true }, { name: 'folder/', bytes: Buffer.alloc(0) }], 'PK\u0005\u0006 a comment')
  expect(contents(zip)).toEqual([['a.json', true], ['目錄/ü b.json', true]])
  expect(new Date(readZip(zip)?.[0]?.modified ?? 0).toString()).toContain('Jan 02 2026 03:04:06')
})

it.each([
  ['a wrong checksum', { crc: 5 }],
  ['a size that is too small', { size: 100 }],
  ['a size that is too large', { size: text.length + 1 }],
  ['a size beyond every budget', { size: 0xfffffff0 }],
  ['encryption', { flags: 1 }],
  ['a method nobody knows', { method: 99 }],
])('gives nothing of a file with %s', (_, says) => {
  expect(contents(writeZip([{ name: 'a.json', bytes: text, says }]))).toEqual([['a.json', null]])
})

it('unfolds no bomb', () => {
  const zip = writeZip([{ name: 'a.json', bytes: Buffer.alloc(64 * 1024 * 1024), says: { size: 10 } }])
  expect(readZip(zip)?.[0]?.read()).toBeNull()
})

it('is nothing when it is cut anywhere', () => {
  const zip = writeZip([{ name: 'a.json', bytes: text }, { name: 'b.json', bytes: text }])
  for (let length = 0; length < zip.length; length += 7) expect(readZip(zip.subarray(0, length))).toBeNull()
})

it('never throws, whatever byte is wrong', () => {
  const zip = writeZip([{ name: 'a.json', bytes: text }])
  for (let at = 0; at < zip.length; at += 1) {
    const spoiled = Buffer.from(zip)
    spoiled[at] = 0xff - (spoiled[at] ?? 0)
    for (const entry of readZip(spoiled) ?? []) {
      const bytes = entry.read()
      expect(bytes === null || bytes.equals(text)).toBe(true)
    }
  }
})
