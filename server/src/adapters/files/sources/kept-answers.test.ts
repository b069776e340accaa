import { readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { KeptAnswer } from '../../../core/outside.js'
import { tempTree } from '../testing/temp-tree.js'
import { createKeptAnswers } from './kept-answers.js'

const answer = (bytes: Uint8Array | string, more: Partial<KeptAnswer> = {}): KeptAnswer => ({
  status: 200,
  headers: new Map([['etag', '"ü"'], ['content-type', 'application/json']]),
  bytes: Buffer.from(bytes as string),
  at: 1_900_000_000_000,
  direct: true,
  ...more,
})

it('gives back what it was given, to another process too', async () => {
  await using files = await tempTree()
  const all = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
  await createKeptAnswers(files.root).save('key', answer(all, { status: 404, direct: false }))
  const kept = await createKeptAnswers(files.root).load('key')
  expect(kept).toEqual({ ...answer(all, { status: 404, direct: false }), bytes: expect.anything() })
  expect(Buffer.from(kept?.bytes ?? []).equals(all)).toBe(true)
  expect(await createKeptAnswers(files.root).load('other')).toBeNull()
})

it('keeps them for the user alone, under names that tell nothing', async () => {
  await using files = await tempTree()
  await createKeptAnswers(files.root).save('https://civitai.com/secret', answer('x'))
  const [name = ''] = await readdir(files.at('cache', 'outside'))
  expect(name).toMatch(/^[0-9a-f]{64}$/)
  if (process.platform !== 'win32') expect((await stat(files.at('cache', 'outside', name))).mode & 0o777).toBe(0o600)
})

it.each(['', 'nonsense', '{}\nx', '{"schema":"greenlight/kept-answer@1","status":200,"headers":[],"at":1,"direct":true,"size":5}\nfour', '{"schema":"greenlight/kept-answer@2"}\n'])('takes %j for nothing', async (text) => {
  await using files = await tempTree()
  const kept = createKeptAnswers(files.root)
  await kept.save('key', answer('whole'))
  const [name = ''] = await readdir(files.at('cache', 'outside'))
  await writeFile(files.at('cache', 'outside', name), text)
  expect(await kept.load('key')).toBeNull()
})

it('lets the oldest go first when it is full', async () => {
  await using files = await tempTree()
  const kept = createKeptAnswers(files.root, { bytes: 10_000 })
  for (let at = 0; at < 8; at += 1) {
    await kept.save(String(at), answer('x'.repeat(1000)))
    for (const name of await readdir(files.at('cache', 'outside'))) {
      const path = files.at('cache', 'outside', name)
      const { mtimeMs } = await stat(path)
      if (mtimeMs > 1_000_000_000_000) await utimes(path, at + 1, at + 1)
    }
  }
  await kept.save('large', answer('x'.repeat(4000)))
  const left = await Promise.all(['0', '1', '2', '6', '7', 'large'].map(async (key) => (await kept.load(key)) !== null))
  expect(left).toEqual([false, false, false, true, true, true])
  expect(await bytesIn(files.at('cache', 'outside'))).toBeLessThanOrEqual(10_000)
})

it('counts what stood there before, and keeps the number of files in bounds', async () => {
  await using files = await tempTree()
  for (let at = 0; at < 12; at += 1) await createKeptAnswers(files.root, { files: 10 }).save(String(at), answer('x'))
  expect((await readdir(files.at('cache', 'outside'))).length).toBeLessThanOrEqual(10)
})

it('does not keep one that is too large, and rejects nothing where it cannot write', async () => {
  await using files = await tempTree({ state: 'a file' })
  const kept = createKeptAnswers(files.root, { oneBytes: 10 })
  await kept.save('key', answer('x'.repeat(11)))
  expect(await kept.load('key')).toBeNull()
  await createKeptAnswers(files.at('state')).save('key', answer('x'))
  expect(await createKeptAnswers(files.at('state')).load('key')).toBeNull()
})

async function bytesIn(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
