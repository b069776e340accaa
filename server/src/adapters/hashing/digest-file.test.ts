import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { HashBackend } from './backend.js'
import { digestFile } from './digest-file.js'
import { createNativeHasher } from './native.js'
import type { DigestTask } from './protocol.js'
import { mebibyte, rampOf, withOtherByte } from './testing/patterns.js'
import { tempFiles } from './testing/temp-files.js'

let backend: HashBackend
beforeAll(async () => {
  backend = await createNativeHasher()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** `between` runs before each piece is read. */
function digest(path: string, more: Partial<DigestTask> = {}, between = () => {}) {
  const task: DigestTask = { kind: 'digest', path, sha256: false, tensorsFrom: null, ...more }
  const stopped = () => {
    between()
    return false
  }
  return digestFile(backend, Buffer.alloc(mebibyte), task, { stopped, progress: () => {} })
}

it.each([0, 1, 8, 4096, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte + 5, 2 * mebibyte + 6])('hashes what follows a header of %i bytes', async (tensorsFrom) => {
  await using temp = await tempFiles()
  const bytes = rampOf(2 * mebibyte + 6)
  const found = await digest(await temp.write(bytes), { tensorsFrom, sha256: true })
  expect(found).toMatchObject({ sha256: sha256(bytes), tensorsSha256: sha256(bytes.subarray(tensorsFrom)) })
})

it('has no tensor hash of a file that ends within its header', async () => {
  await using temp = await tempFiles()
  expect(Object.keys(await digest(await temp.write(rampOf(100)), { tensorsFrom: 101 })).sort()).toEqual(['blake3', 'stamp'])
})

it('two files of 12 MiB with one other byte in the middle are different', async () => {
  await using temp = await tempFiles()
  const bytes = rampOf(12 * mebibyte)
  const [one, other] = [await temp.write(bytes), await temp.write(withOtherByte(bytes, 9 * mebibyte))]
  expect((await digest(other)).blake3).not.toBe((await digest(one)).blake3)
})

describe('a file that moves while it is read', () => {
  const ways: [string, (path: string) => void][] = [
    ['grows', (path) => appendFileSync(path, 'x')],
    ['shrinks', (path) => truncateSync(path, 1000)],
    ['is written anew with the same size', (path) => writeFileSync(path, new Uint8Array(3 * mebibyte).fill(7))],
    ['is replaced by another of the same size', (path) => renameSync(`${path} next`, path)],
    ['is taken away', (path) => renameSync(path, `${path} gone`)],
  ]
  it.each(ways)('%s', async (_words, move) => {
    await using temp = await tempFiles()
    const path = await temp.write(rampOf(3 * mebibyte), 'a model.safetensors')
    await temp.write(rampOf(3 * mebibyte), 'a model.safetensors next')
    let pieces = 0
    const between = () => {
      pieces += 1
      if (pieces === 2) move(path)
    }
    await expect(digest(path, {}, between)).rejects.toMatchObject({ fault: { code: 'FILE_CHANGED', facts: { path } } })
  })
})

describe('what is no regular file', () => {
  it('a folder, and nothing at all', async () => {
    await using temp = await tempFiles()
    await expect(digest(temp.folder)).rejects.toMatchObject({ fault: { code: 'FILE_UNREADABLE', facts: { because: 'it is a folder' } } })
    const absent = temp.at('absent')
    await expect(digest(absent)).rejects.toMatchObject({ fault: { code: 'FILE_UNREADABLE', facts: { path: absent, because: 'it is not there' } } })
  })

  it.skipIf(process.platform === 'win32')('a pipe without a writer does not hold it up, a dead link neither', async () => {
    await using temp = await tempFiles()
    execFileSync('mkfifo', [temp.at('pipe')])
    await expect(digest(temp.at('pipe'))).rejects.toMatchObject({ fault: { code: 'FILE_UNREADABLE', facts: { because: 'it is a device or a pipe' } } })
    await symlink(temp.at('nowhere'), temp.at('dead'))
    await expect(digest(temp.at('dead'))).rejects.toMatchObject({ fault: { code: 'FILE_UNREADABLE' } })
  })
})

it.skipIf(process.platform === 'win32')('follows a link to a file', async () => {
  await using temp = await tempFiles()
  const path = await temp.write(rampOf(5000))
  await symlink(path, temp.at('link'))
  expect(await digest(temp.at('link'))).toEqual(await digest(path))
})
