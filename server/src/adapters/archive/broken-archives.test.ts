import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { longName, makeTar, pax } from './testing/make-tar.js'
import { descriptor, makeZip } from './testing/make-zip.js'
import { unpack } from './testing/unpack.js'

const files = [
  { name: 'top/a.py', data: 'print(1)\n'.repeat(20) },
  { name: 'top/b.txt', data: 'b', method: 0, mode: 0o100755 },
  { name: 'top/sub/', mode: 0o040755 },
]
const later = { name: 'top/later.txt', data: 'later', flags: 0x808, local: { size: 0, crc: 0, packed: 0 } }
const zip = makeZip([...files, { ...later, after: descriptor('later') }], { comment: Buffer.from('a comment') })
const tar = makeTar([
  pax({ comment: 'x' }, 'g'),
  { name: 'top/', type: '5' },
  pax({ path: 'top/long name é' }),
  { name: 'l', data: 'x' },
  longName('top/other'),
  { name: 'o', data: 'y'.repeat(700) },
])
const whole = [zip, tar, gzipSync(tar)]

it('takes them as they are', async () => {
  expect(await Promise.all(whole.map(async (archive) => (await unpack(archive)).answer))).toEqual([
    { ok: true, files: 3, bytes: 186, top: 'top' },
    { ok: true, files: 2, bytes: 701, top: 'top' },
    { ok: true, files: 2, bytes: 701, top: 'top' },
  ])
  const unmarked = await unpack(makeZip([{ ...later, after: descriptor('later', {}, false) }]))
  expect(unmarked.answer).toMatchObject({ ok: true, files: 1 })
})

it.each([0, 1, 2])('answers every cut of archive %i, and leaves nothing', async (which) => {
  const archive = whole[which] ?? zip
  const step = Math.ceil(archive.length / 60)
  for (let at = 0; at < archive.length - 1; at += step) {
    const { answer, tree, beside } = await unpack(archive.subarray(0, at))
    // Zeros are padding: a tar that lost some of them is whole.
    if (which === 1 && answer.ok) expect(archive.subarray(at).every((byte) => byte === 0)).toBe(true)
    else expect([at, answer.ok, tree.size, beside]).toEqual([at, false, 0, []])
  }
})

it('survives any change of bytes: all or nothing, and never outside', async () => {
  const change = fc.record({ at: fc.nat(), to: fc.nat(255) })
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.array(change, { minLength: 1, maxLength: 6 }), async (which, changes) => {
      const archive = Buffer.from(whole[which] ?? zip)
      for (const { at, to } of changes) archive[at % archive.length] = to
      const { answer, tree, beside } = await unpack(archive)
      expect(beside).toEqual([])
      expect(answer.ok).toBe(tree.size > 0)
      expect([...tree.values()]).not.toContain('odd')
    }),
    { numRuns: 300, seed: 6 },
  )
})
