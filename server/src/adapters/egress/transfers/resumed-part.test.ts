import { link, lstat, mkdir, readFile, rename, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TransferAsk } from '../../../core/change-ports.js'
import { followFile } from '../../hashing/follow-file.js'
import { refusalOf } from '../testing/open-host.js'
import { nextRecordOf, recordOf } from './part-record.js'
import { askFor, modelBytes, openTestTransfers, sha256Of } from './testing/open-test-transfers.js'
import { proper, type Script, serveScripts } from './testing/serve-file.js'

const mebibyte = 1024 * 1024
const bytes = modelBytes(6 * mebibyte + 12_345)
const cutAt = 4 * mebibyte + 500_000
const soon = () => AbortSignal.timeout(15_000)

/** A transfer that was given up after so much of it, and everything to go on with. */
async function openBegun(more: Partial<TransferAsk> = {}, then: readonly Script[] = [proper(bytes)]) {
  const holds: Script = (_, answer) => {
    answer.writeHead(200, { 'content-length': bytes.length, etag: '"one"' })
    answer.write(bytes.subarray(0, cutAt))
  }
  const origin = await serveScripts([holds, ...then])
  const test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}`, token: 'hf_canary0123456789' }, speed: 1, parts: { follow: (path, block) => followFile({ path, block, backend: 'native' }) } })
  const ask = askFor(test.part, `${origin.file}?token=canary-in-the-address`, bytes, more)
  const stop = new AbortController()
  const work = test.transfers.fetch(ask, { signal: stop.signal }).catch(() => undefined)
  await expect.poll(() => test.received(), { timeout: 10_000 }).toBe(cutAt)
  stop.abort()
  await work
  expect((await stat(test.part)).size).toBe(cutAt)
  return { origin, test, ask, [Symbol.asyncDispose]: async () => void (await Promise.all([origin[Symbol.asyncDispose](), test[Symbol.asyncDispose]()])) }
}

async function change(path: string, at: number): Promise<void> {
  const all = await readFile(path)
  all[at] = (all[at] ?? 0) ^ 1
  await writeFile(path, all)
}

describe('after a new start', () => {
  it('goes on behind the last byte; address and token stand nowhere', async () => {
    await using begun = await openBegun()
    const record = await readFile(recordOf(begun.test.part), 'utf8')
    expect(record).not.toContain('canary')
    expect(JSON.parse(record)).toMatchObject({ schema: 'greenlight/part@1', validator: { etag: '"one"' }, size: bytes.length, block: mebibyte, blocks: { length: 4 } })
    expect(await begun.test.again().fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: bytes.length - cutAt, sha256: sha256Of(bytes) })
    expect(sha256Of(await readFile(begun.test.part))).toBe(sha256Of(bytes))
    expect(begun.origin.heads[1]).toMatch(/\nif-range\n"one"/i)
  })

  it('keeps good blocks and fetches from the first bad one', async () => {
    await using begun = await openBegun()
    await change(begun.test.part, 2 * mebibyte + 7)
    expect(await begun.test.again().fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: bytes.length - 2 * mebibyte, sha256: sha256Of(bytes) })
    expect(begun.origin.asked[1]).toBe(`GET bytes=${2 * mebibyte}-`)
  })

  it('of the machine too, believes only in blocks that were on the disk for good', async () => {
    await using begun = await openBegun()
    expect(await begun.test.again({ boot: () => 'the next one' }).fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: bytes.length - 4 * mebibyte })
  })

  it('believes only in those as well where no hash will show whether the rest is right', async () => {
    await using begun = await openBegun({ sha256: null })
    expect(await begun.test.again().fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: bytes.length - 4 * mebibyte, sha256: sha256Of(bytes) })
  })

  it('a wrong byte behind the blocks is found by the hash of the whole, and nothing of it is kept', async () => {
    await using begun = await openBegun()
    await change(begun.test.part, cutAt - 5)
    expect(await refusalOf(begun.test.again().fetch(begun.ask, { signal: soon() }))).toMatch(/^TRANSFER_MISMATCH: .*its SHA-256 is another one/)
    expect(await begun.test.names()).toEqual([])
  })

  it('a file that is longer than it may be is cut', async () => {
    await using begun = await openBegun()
    await writeFile(begun.test.part, Buffer.concat([await readFile(begun.test.part), bytes]))
    const refusal = await refusalOf(begun.test.again().fetch(begun.ask, { signal: soon() }))
    // What lies behind is not the file: the hash says so, and the next try begins anew.
    expect(refusal).toMatch(/^TRANSFER_MISMATCH/)
    expect(await begun.test.again().fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: bytes.length, sha256: sha256Of(bytes) })
  })

  it.each([
    ['no record', async (part: string) => writeFile(recordOf(part), '')],
    ['a record cut off', async (part: string) => truncate(recordOf(part), 100)],
    ['a record of another address', async (part: string) => writeFile(recordOf(part), (await readFile(recordOf(part), 'utf8')).replace(/"key":"[0-9a-f]{4}/, '"key":"0000'))],
    ['a record that is a link', async (part: string) => (await rename(recordOf(part), `${part}.elsewhere`), await symlink(`${part}.elsewhere`, recordOf(part)))],
    ['blocks of a size that is none', async (part: string) => writeFile(recordOf(part), (await readFile(recordOf(part), 'utf8')).replace(/"block":\d+/, '"block":0'))],
  ])('%s: begins anew', async (_, damage) => {
    await using begun = await openBegun()
    await damage(begun.test.part)
    expect(await begun.test.again().fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: bytes.length, sha256: sha256Of(bytes) })
  })

  it('another size in the plan begins anew', async () => {
    await using begun = await openBegun({}, [proper(modelBytes(5_000_000))])
    const other = modelBytes(5_000_000)
    const ask = { ...begun.ask, size: other.length, sha256: sha256Of(other) }
    expect(await begun.test.again().fetch(ask, { signal: soon() })).toMatchObject({ fetched: other.length })
  })

  it('asks nobody for what is whole, and reads it all again', async () => {
    await using begun = await openBegun()
    await begun.test.again().fetch(begun.ask, { signal: soon() })
    const asked = begun.origin.asked.length
    expect(await begun.test.again().fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: 0, sha256: sha256Of(bytes), from: `mirror.test:${begun.origin.port}` })
    expect(begun.origin.asked.length).toBe(asked)
    await change(begun.test.part, 3)
    expect(await begun.test.again().fetch(begun.ask, { signal: soon() })).toMatchObject({ fetched: bytes.length })
  })

  it('leaves nothing when it is let go of', async () => {
    await using begun = await openBegun()
    await writeFile(nextRecordOf(begun.test.part), 'a crash left this')
    await begun.test.again().discard(begun.test.part)
    expect(await begun.test.names()).toEqual([])
  })
})

describe('where it writes', () => {
  it('a part without a record is nothing to go on with', async () => {
    await using origin = await serveScripts([proper(bytes)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` } })
    await writeFile(test.part, 'of somebody')
    expect(await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() })).toMatchObject({ fetched: bytes.length })
  })

  it.each(['a link', 'a link to nothing', 'a folder', 'a second name of a file'])('%s in its place is not written through', async (what) => {
    await using origin = await serveScripts([proper(bytes)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` } })
    const precious = join(test.folder, 'precious')
    await writeFile(precious, 'precious')
    if (what === 'a folder') await mkdir(test.part)
    else if (what === 'a second name of a file') await link(precious, test.part)
    else await symlink(what === 'a link' ? precious : join(test.folder, 'nowhere'), test.part)
    const before = await lstat(test.part)
    expect(await refusalOf(test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() }))).toMatch(/^WRITE_REFUSED/)
    expect(await readFile(precious, 'utf8')).toBe('precious')
    expect((await lstat(test.part)).ino).toBe(before.ino)
    expect((await test.names()).includes('nowhere')).toBe(false)
  })

  it('makes no folder', async () => {
    await using origin = await serveScripts([proper(bytes)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` } })
    const refused = test.transfers.fetch(askFor(join(test.folder, 'new', '.x.part'), origin.file, bytes), { signal: soon() })
    expect(await refusalOf(refused)).toMatch(/^WRITE_REFUSED: .* its folder is not there/)
    expect(await test.names()).toEqual([])
  })

  it('says before the first byte that there is no room', async () => {
    const huge = 2 ** 50
    const script: Script = (_, answer) => {
      answer.writeHead(200, { 'content-length': huge })
      answer.write(bytes)
    }
    await using origin = await serveScripts([script])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` } })
    const refused = test.transfers.fetch(askFor(test.part, origin.file, bytes, { size: huge, maxBytes: huge }), { signal: soon() })
    expect(await refusalOf(refused)).toMatch(new RegExp(`^DISK_FULL: .*${huge} bytes are needed, \\d+ are free`))
    expect(await test.names()).toEqual([])
  })
})
