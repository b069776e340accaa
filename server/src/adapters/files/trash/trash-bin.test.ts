import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readdir, readFile, readlink, rename, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import path, { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TempTree, tempTree } from '../testing/temp-tree.js'
import { moveToTrash } from '../trash.js'
import { nameInEntry } from './entry.js'
import { measure } from './measure.js'
import { createTrashBin } from './trash-bin.js'

const plan = '01ARYZ6S415555555555555555'
const day = 86_400_000

let tree: TempTree
let at = Date.UTC(2026, 0, 31, 12)
const open = () => createTrashBin(tree.at('state'), { now: () => at, randomBytes })
beforeEach(async () => {
  at = Date.UTC(2026, 0, 31, 12)
  tree = await tempTree()
})
afterEach(() => tree[Symbol.asyncDispose]())

/** As the effects do: a place, then one rename. */
async function take(from: string, of: string | null = plan): Promise<string> {
  const place = open().place({ from, plan: of })
  await rename(from, place)
  return path.basename(dirname(place))
}

describe('a thing', () => {
  it('lies under its own name beside its record, and comes back as it was', async () => {
    await tree.add({ 'models/Größe 模型 и.safetensors': 'weights', 'pack/a b/x.py': 'x', 'pack/.git/HEAD': 'ref' })
    const file = tree.at('models', 'Größe 模型 и.safetensors')
    await utimes(file, 1, 1_600_000_000.5)
    const before = await stat(file, { bigint: true })
    const id = await take(file)
    expect((await readdir(tree.at('state', 'trash', id))).sort()).toEqual(['Größe 模型 и.safetensors', 'entry.json'])
    expect(JSON.parse(await readFile(tree.at('state', 'trash', id, 'entry.json'), 'utf8'))).toEqual({ from: file, plan, at: '2026-01-31T12:00:00.000Z' })
    const pack = await take(tree.at('pack'), null)
    expect(await open().list()).toEqual({
      schema: 'greenlight/trash@1',
      entries: [
        { id, path: tree.at('state', 'trash', id, 'Größe 模型 и.safetensors'), from: file, plan, at: '2026-01-31T12:00:00.000Z', bytes: 7, files: 1 },
        { id: pack, path: tree.at('state', 'trash', pack, 'pack'), from: tree.at('pack'), plan: null, at: '2026-01-31T12:00:00.000Z', bytes: 4, files: 2 },
      ].sort((a, b) => (a.id < b.id ? -1 : 1)),
      bytes: 11,
    })
    const found = await open().find(id)
    expect(found?.from).toBe(file)
    await rename(found?.path ?? '', file)
    const after = await stat(file, { bigint: true })
    expect([after.mtimeNs, after.ino, after.size]).toEqual([before.mtimeNs, before.ino, before.size])
    expect(await open().find(id)).toBeNull()
    expect((await open().list()).entries).toHaveLength(1)
  })

  it.each(['entry.json', 'ENTRY.JSON', 'x'.repeat(250), '-rf', 'a\nb', '.hidden', 'CON', 'e\u0301'])('may be called %j', async (name) => {
    if (process.platform === 'win32') return
    await tree.add({ [`from/${name}`]: 'contents' })
    const id = await take(tree.at('from', name))
    const found = await open().find(id)
    expect(found?.from).toBe(tree.at('from', name))
    expect(await readFile(found?.path ?? '', 'utf8')).toBe('contents')
    expect((await open().list()).entries).toMatchObject([{ id, bytes: 8, files: 1 }])
  })

  it('that is a link goes as a link', async () => {
    await tree.add({ 'outside/big.bin': 'x'.repeat(1000) })
    await symlink(tree.at('outside'), tree.at('link'))
    const id = await take(tree.at('link'))
    const found = await open().find(id)
    expect(await readlink(found?.path ?? '')).toBe(tree.at('outside'))
    expect((await open().list()).entries).toMatchObject([{ id, bytes: 0, files: 1 }])
  })

  it('has a name on every platform, or no place', () => {
    expect(nameInEntry('C:\\models\\a b.safetensors', path.win32)).toBe('a b.safetensors')
    expect(nameInEntry('\\\\server\\share\\loras\\x', path.win32)).toBe('x')
    expect(nameInEntry('D:\\x\\Entry.json', path.win32)).toBe('Entry.json.taken')
    expect(nameInEntry('/models/a\\b', path.posix)).toBe('a\\b')
    for (const root of ['C:\\', '\\\\server\\share\\']) expect(nameInEntry(root, path.win32) ?? '').toBe(root === 'C:\\' ? '' : 'share')
    for (const root of ['/', '', '..', '/a/..']) expect(nameInEntry(root, path.posix)).toBeNull()
    expect(() => open().place({ from: '/', plan })).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'WRITE_REFUSED' }) }))
  })

  it('that panel and catalogue move away lies there like any other', async () => {
    await tree.add({ 'panel/web/x.js': '12345' })
    const place = await moveToTrash(tree.at('panel'), tree.at('state'))
    expect(await readFile(path.join(place, 'web', 'x.js'), 'utf8')).toBe('12345')
    expect((await open().list()).entries).toMatchObject([{ path: place, from: tree.at('panel'), plan: null, bytes: 5, files: 1 }])
    await expect(moveToTrash(tree.at('absent'), tree.at('state'))).rejects.toThrow('ENOENT')
    expect((await readdir(tree.at('state', 'trash'))).length).toBe(1)
  })
})

describe('an entry that nothing came into', () => {
  it('is not listed, and swept when nothing can come any more', async () => {
    const early = path.dirname(open().place({ from: '/models/x', plan }))
    const kept = path.dirname(open().place({ from: '/models/x', plan: '01ARYZ6S416666666666666666' }))
    await tree.add({ 'state/plans/01ARYZ6S416666666666666666/plan.json': '{}' })
    expect(await open().list()).toEqual({ schema: 'greenlight/trash@1', entries: [], bytes: 0 })
    expect((await readdir(tree.at('state', 'trash'))).sort()).toEqual([early, kept].map((folder) => path.basename(folder)).sort())
    at += day + 1
    const late = path.dirname(open().place({ from: '/models/x', plan: null }))
    await open().list()
    expect((await readdir(tree.at('state', 'trash'))).sort()).toEqual([kept, late].map((folder) => path.basename(folder)).sort())
  })

  it('also where a crash left it without a record; one with a thing stays and is told', async () => {
    const empty = path.dirname(open().place({ from: '/models/x', plan: null }))
    await writeFile(path.join(empty, 'entry.json'), '{"from":')
    await tree.add({ 'a/x.bin': '123' })
    const id = await take(tree.at('a', 'x.bin'))
    await writeFile(tree.at('state', 'trash', id, 'entry.json'), 'no json')
    at += day + 1
    expect((await open().list()).entries).toMatchObject([{ id, from: '', bytes: 3, at: '2026-01-31T12:00:00.000Z' }])
    expect(await readdir(tree.at('state', 'trash'))).toEqual([id])
    expect(await open().find(id)).toBeNull()
    await open().purge([id])
    expect(await readdir(tree.at('state', 'trash'))).toEqual([])
  })

  it('is never swept with a thing in it whose name is another', async () => {
    const folder = path.dirname(open().place({ from: '/models/x', plan: null }))
    await writeFile(path.join(folder, '.x.half'), 'half copied')
    at += 10 * day
    expect((await open().list()).entries).toEqual([])
    expect((await readdir(folder)).sort()).toEqual(['.x.half', 'entry.json'])
  })
})

describe('purging', () => {
  it('removes for good, read-only things too, and nothing that a link points to', async () => {
    await tree.add({ 'outside/keep.txt': 'keep', 'outside/deep/keep.txt': 'keep', 'pack/.git/objects/ab': 'object', 'pack/sub/x': 'x' })
    await symlink(tree.at('outside'), tree.at('pack', 'link to folder'))
    await symlink(tree.at('outside', 'keep.txt'), tree.at('pack', 'link to file'))
    await symlink('..', tree.at('pack', 'sub', 'up'))
    await link(tree.at('outside', 'keep.txt'), tree.at('pack', 'hard'))
    await chmod(tree.at('pack', '.git', 'objects', 'ab'), 0o444)
    await chmod(tree.at('pack', 'sub'), 0o555)
    await chmod(tree.at('outside', 'deep'), 0o555)
    const id = await take(tree.at('pack'))
    await open().purge([id, id])
    expect(await readdir(tree.at('state', 'trash'))).toEqual([])
    expect(await readFile(tree.at('outside', 'keep.txt'), 'utf8')).toBe('keep')
    expect(await readFile(tree.at('outside', 'deep', 'keep.txt'), 'utf8')).toBe('keep')
    if (process.platform !== 'win32') expect((await stat(tree.at('outside', 'deep'))).mode & 0o777).toBe(0o555)
  })

  it('refuses what is no entry, before anything is removed', async () => {
    await tree.add({ 'state/token': 'x', 'a/x': 'x', 'elsewhere/x': 'x' })
    const id = await take(tree.at('a', 'x'))
    await mkdir(tree.at('state', 'trash', 'other'))
    await symlink(tree.at('elsewhere'), tree.at('state', 'trash', plan))
    for (const wrong of ['', '.', '..', '../token', 'other', plan, id.toLowerCase(), `${id}/x`, `../trash/${id}`, '01ARYZ6S417777777777777777', 'x'.repeat(10_000)])
      await expect(open().purge([id, wrong])).rejects.toMatchObject({ problem: { code: 'TRASH_ENTRY_NOT_FOUND' } })
    expect((await open().list()).entries).toHaveLength(1)
    expect(await readdir(tree.at('elsewhere'))).toEqual(['x'])
  })

  it('and restoring the same thing at once: one of them has it whole', async () => {
    for (let round = 0; round < 20; round += 1) {
      await tree.add({ [`thing ${round}/a/b`]: '1', [`thing ${round}/c`]: '2' })
      const from = tree.at(`thing ${round}`)
      const id = await take(from)
      const found = await open().find(id)
      const both = [() => open().purge([id]), () => rename(found?.path ?? '', from)]
      await Promise.allSettled((round % 2 === 0 ? both : both.toReversed()).map((one) => one()))
      const back = await readdir(from, { recursive: true }).catch(() => [])
      expect([[], ['a', path.join('a', 'b'), 'c']]).toContainEqual(back.sort())
      expect((await open().list()).entries).toEqual([])
    }
  })

  it('that a crash cut short goes on with the next look', async () => {
    await tree.add({ 'pack/a/b': '1', 'pack/c': '2' })
    const id = await take(tree.at('pack'))
    await rename(tree.at('state', 'trash', id), tree.at('state', 'trash', `${id}.leaving`))
    expect((await open().list()).entries).toEqual([])
    expect(await readdir(tree.at('state', 'trash'))).toEqual([])
  })
})

it('measures within a bound', async () => {
  await tree.add(Object.fromEntries(Array.from({ length: 300 }, (_, number) => [`many/${number % 3}/${number}`, 'xx'])))
  expect(await measure(tree.at('many'), { left: 1000 })).toEqual({ bytes: 600, files: 300 })
  const budget = { left: 100 }
  expect((await measure(tree.at('many'), budget)).files).toBeLessThanOrEqual(100)
  expect(budget.left).toBeLessThanOrEqual(0)
  expect(await measure(tree.at('absent'), { left: 10 })).toEqual({ bytes: 0, files: 0 })
})
