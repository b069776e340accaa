import { createHash } from 'node:crypto'
import { appendFile, truncate } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { tempTree } from '../files/testing/temp-tree.js'
import { followFile } from './follow-file.js'
import { createNativeHasher } from './native.js'

const mebibyte = 1024 * 1024
const bytes = Buffer.alloc(3 * mebibyte + 12_345)
for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + (at >>> 8)) & 255
const sha256 = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const blake3Of = async (part: Uint8Array) => (await createNativeHasher()).hash(part)

describe.each(['native', 'wasm'] as const)('a file that is hashed while it grows (%s)', (backend) => {
  it('has the hashes of the whole, and one for each whole block', async () => {
    await using tree = await tempTree({ 'model.part': bytes.subarray(0, mebibyte + 5) })
    const followed = followFile({ path: tree.at('model.part'), block: mebibyte, backend })
    try {
      expect(await followed.to(1000)).toEqual([])
      expect(await followed.to(mebibyte + 5)).toHaveLength(1)
      await appendFile(tree.at('model.part'), bytes.subarray(mebibyte + 5))
      const [blocks] = await Promise.all([followed.to(bytes.length), followed.to(bytes.length)])
      const wanted = await Promise.all([0, 1, 2].map(async (at) => (await blake3Of(bytes.subarray(at * mebibyte, (at + 1) * mebibyte))).slice(7)))
      expect(blocks).toEqual(wanted)
      expect(await followed.finish()).toEqual({ sha256, blake3: await blake3Of(bytes) })
    } finally {
      await followed.close()
    }
  })

  it('says that it was cut, or is not there, and ends when it is closed', async () => {
    await using tree = await tempTree({ 'model.part': bytes.subarray(0, mebibyte) })
    const cut = followFile({ path: tree.at('model.part'), block: mebibyte, backend })
    await cut.to(1000)
    await truncate(tree.at('model.part'), 2000)
    await expect(cut.to(mebibyte)).rejects.toMatchObject({ code: 'ENODATA' })
    const none = followFile({ path: tree.at('nothing'), block: mebibyte, backend })
    await expect(none.to(1)).rejects.toMatchObject({ code: 'ENOENT' })
    await Promise.all([cut.close(), none.close()])
    await expect(none.to(1)).rejects.toThrow('the hashing thread ended')
  })
})
