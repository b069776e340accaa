import { readdir, readFile, stat } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { writeAtomically } from './atomic-write.js'
import { tempTree } from './testing/temp-tree.js'

it('replaces a file and leaves nothing else', async () => {
  await using tree = await tempTree({ 'a.json': 'old' })
  await writeAtomically(tree.at('a.json'), 'new ü')
  await writeAtomically(tree.at('b.bin'), new Uint8Array([0, 255]))
  expect(await readFile(tree.at('a.json'), 'utf8')).toBe('new ü')
  expect([...(await readFile(tree.at('b.bin')))]).toEqual([0, 255])
  expect((await readdir(tree.root)).sort()).toEqual(['a.json', 'b.bin'])
})

it.skipIf(process.platform === 'win32')('a secret is never wider than 0600, not even over a wider file', async () => {
  await using tree = await tempTree({ token: 'old' })
  await writeAtomically(tree.at('token'), 'secret', { mode: 0o600 })
  expect((await stat(tree.at('token'))).mode & 0o777).toBe(0o600)
})

it('a failure keeps the old bytes and cleans up', async () => {
  await using tree = await tempTree({ 'taken/file': 'x' })
  await expect(writeAtomically(tree.at('taken'), 'new')).rejects.toThrow()
  await expect(writeAtomically(tree.at('absent', 'x'), 'new')).rejects.toThrow()
  expect(await readdir(tree.root)).toEqual(['taken'])
  expect(await readdir(tree.at('taken'))).toEqual(['file'])
})

it('readers see whole contents while many writers work', async () => {
  await using tree = await tempTree({ f: 'a'.repeat(50_000) })
  const writers = Promise.all(['b', 'c', 'd'].map((letter) => writeAtomically(tree.at('f'), letter.repeat(50_000))))
  for (let reads = 0; reads < 20; reads += 1)
    expect(await readFile(tree.at('f'), 'utf8')).toMatch(/^(a{50000}|b{50000}|c{50000}|d{50000})$/)
  await writers
  expect(await readdir(tree.root)).toEqual(['f'])
})
