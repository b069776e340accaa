import { existsSync } from 'node:fs'
import { chmod, readFile, stat, symlink, utimes } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { type TempTree, tempTree } from '../testing/temp-tree.js'
import { createFilePreparer } from './prepare-files.js'
import { createFileShower } from './show-file.js'
import { clearStaging, discardStaging, isStaging } from './staging.js'
import { sweepTemporaries } from './sweep-temporaries.js'
import { hashFile } from './tree.js'
import { isWithin } from './within-roots.js'
import path from 'node:path'

let tree: TempTree
afterEach(() => tree[Symbol.asyncDispose]())
const options = { signal: new AbortController().signal }
const coded = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const shaOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const plan = '01ARYZ6S41TSV4RRFFQ69G5FAV'

it.each([
  ['.style.safetensors.01ARYZ6S41.part', true],
  ['style.safetensors.01ARYZ6S41.part', false],
  ['.style.safetensors.part', false],
  [`.greenlight-${plan}.disabled/pack`, true],
  [`.greenlight-${plan}.disabled`, false],
  ['.greenlight.disabled/pack', false],
  ['precious', false],
])('%s is a staging name: %s', async (name, is) => {
  tree = await tempTree({ [`roots/${name}`]: 'x' })
  expect(isStaging(tree.at('roots', ...name.split('/')))).toBe(is)
  await discardStaging(tree.at('roots', ...name.split('/')), [tree.at('roots')])
  expect(existsSync(tree.at('roots', name))).toBe(!is)
  expect(existsSync(tree.at('roots', `.greenlight-${plan}.disabled`))).toBe(name === `.greenlight-${plan}.disabled`)
})

describe('makes under a staging name', () => {
  const preparer = () => createFilePreparer({ roots: () => [tree.at('roots')], stateFolder: tree.at('state') })

  it('a copy with its times, over what an earlier try left', async () => {
    tree = await tempTree({ 'stray.pt': 'weights', 'roots/.x.pt.01ARYZ6S41.part': 'half' })
    await utimes(tree.at('stray.pt'), 1_000_000_000, 1_000_000_000.25)
    const to = tree.at('roots', '.x.pt.01ARYZ6S41.part')
    expect(await preparer().copy({ prepare: 'copy', from: tree.at('stray.pt'), to }, options)).toEqual({ size: 7, sha256: shaOf('weights'), blake3: null })
    expect(Math.floor((await stat(to)).mtimeMs)).toBe(1_000_000_000_250)
    await expect(preparer().copy({ prepare: 'copy', from: tree.at('no.pt'), to }, options)).rejects.toEqual(coded('WRITE_REFUSED'))
  })

  it('a text with other words in a few places, every other byte as it was', async () => {
    const text = '\uFEFF{"a": 18446744073709551615,\r\n "名": "x 😀 y"}'
    tree = await tempTree({ 'roots/p.json': text })
    const [of, to] = [tree.at('roots/p.json'), tree.at('roots', '.p.v2.json.01ARYZ6S41.part')]
    const from = text.indexOf('y')
    const made = text.replace('y"', 'z z"')
    const write = { prepare: 'write', of, spans: [{ from, to: from + 1, text: 'z z' }], sha256: shaOf(made), to } as const
    await preparer().write({ ...write, spans: [...write.spans] }, { plan })
    expect(await readFile(to, 'utf8')).toBe(made)
    await expect(preparer().write({ ...write, spans: [], sha256: shaOf('other') }, { plan })).rejects.toEqual(coded('PLAN_STALE'))
    await expect(preparer().write({ ...write, spans: [], of: tree.at('no.json') }, { plan })).rejects.toEqual(coded('PLAN_STALE'))
  })

  it('several things of one plan at once, in the folder that none of them has made yet', async () => {
    tree = await tempTree({ 'stray.pt': 'weights', 'roots/': '' })
    const copies = Array.from({ length: 8 }, (_, at) => ({ prepare: 'copy', from: tree.at('stray.pt'), to: tree.at('roots', `.greenlight-${plan}.disabled`, `pack ${at}`) }) as const)
    const made = await Promise.all(copies.map((copy) => preparer().copy(copy, options)))
    expect(made.map((one) => one?.size)).toEqual(copies.map(() => 7))
    for (const { to } of copies) await discardStaging(to, [tree.at('roots')])
    expect(existsSync(tree.at('roots', `.greenlight-${plan}.disabled`))).toBe(false)
  })

  it('nothing under another name, and nothing outside', async () => {
    tree = await tempTree({ 'stray.pt': 'weights', 'roots/mine.pt': 'mine', 'outside/': '' })
    await symlink(tree.at('outside'), tree.at('roots/link'))
    const copy = (to: string) => preparer().copy({ prepare: 'copy', from: tree.at('stray.pt'), to }, options)
    await expect(copy(tree.at('roots/mine.pt'))).rejects.toEqual(coded('TARGET_TAKEN'))
    await expect(copy(tree.at('outside/.x.01ARYZ6S41.part'))).rejects.toEqual(coded('OUTSIDE_ROOTS'))
    await expect(copy(tree.at('roots/link/.x.01ARYZ6S41.part'))).rejects.toEqual(coded('OUTSIDE_ROOTS'))
    expect(await readFile(tree.at('roots/mine.pt'), 'utf8')).toBe('mine')
  })
})

describe('shows a file', () => {
  it('by reading it, unless it was measured and is the same since', async () => {
    tree = await tempTree({ 'a.pt': 'weights' })
    const read: string[] = []
    const show = createFileShower(async (file) => {
      read.push(file)
      return { sha256: await hashFile(file), blake3: 'blake3:x' }
    })
    const check = { check: 'file', path: tree.at('a.pt'), size: 7, sha256: shaOf('weights'), blake3: null } as const
    const modifiedMs = Math.floor((await stat(tree.at('a.pt'))).mtimeMs)
    const seen = { size: 7, sha256: shaOf('weights'), blake3: null, modifiedMs }
    expect(await show(check, { ...options, seen })).toMatchObject({ state: 'true' })
    expect(read).toEqual([])
    expect(await show(check, { ...options, seen: { ...seen, modifiedMs: 1 } })).toMatchObject({ state: 'true' })
    expect(await show({ ...check, blake3: 'blake3:y' }, { ...options, seen })).toMatchObject({ state: 'false', says: expect.stringContaining('blake3:x') })
    expect(read).toHaveLength(2)
    expect(await show({ ...check, size: 8 }, options)).toMatchObject({ state: 'false' })
    expect(await show({ ...check, sha256: shaOf('other') }, options)).toMatchObject({ state: 'false' })
    expect(await show({ ...check, path: tree.at('no.pt') }, options)).toMatchObject({ state: 'false', says: expect.stringContaining('not there') })
  })
})

it('removes what killed writers left in the state folder, and nothing else', async () => {
  const temporary = '.plan.json.0123456789ab.tmp'
  tree = await tempTree({ [`state/plans/01X/${temporary}`]: '', [`state/trash/01Y/${temporary}`]: '', [`state/trash/01Y/pack/${temporary}`]: 'theirs', [`state/journal/${temporary}`]: '', 'state/plans/01X/plan.json': '', [`other/${temporary}`]: '' })
  await utimes(tree.at('state/journal', temporary), 1, 1)
  await sweepTemporaries(tree.at('state'), 2000)
  expect(existsSync(tree.at('state/journal', temporary))).toBe(false)
  expect(existsSync(tree.at('state/plans/01X', temporary))).toBe(true)
  await sweepTemporaries(tree.at('state'), Infinity)
  for (const gone of [`state/plans/01X/${temporary}`, `state/trash/01Y/${temporary}`]) expect(existsSync(tree.at(gone))).toBe(false)
  for (const kept of ['state/plans/01X/plan.json', `state/trash/01Y/pack/${temporary}`, `other/${temporary}`]) expect(existsSync(tree.at(kept))).toBe(true)
  await sweepTemporaries(tree.at('no such folder'), Infinity)
})

it('knows what lies below a root on either system', () => {
  expect([isWithin('/a/b', '/a', path.posix), isWithin('/a', '/a', path.posix), isWithin('/ab', '/a', path.posix), isWithin('/', '/a', path.posix), isWithin('/..a', '/', path.posix)]).toEqual([true, true, false, false, true])
  expect([isWithin('C:\\Models\\x', 'c:\\models', path.win32), isWithin('D:\\x', 'C:\\', path.win32), isWithin('C:\\a-b', 'C:\\a', path.win32), isWithin('\\\\srv\\s\\x', '\\\\srv\\s', path.win32)]).toEqual([true, false, false, true])
})

it('says which folder cannot be written, where node packs are staged', async () => {
  tree = await tempTree({ [`roots/.greenlight-${plan}.disabled/`]: '' })
  const folder = tree.at('roots', `.greenlight-${plan}.disabled`)
  const refused = { problem: { code: 'WRITE_REFUSED', message: expect.stringContaining(`${tree.at('roots')} `) as unknown } }
  await expect(clearStaging(path.join(folder, 'p'.repeat(300)), [tree.at('roots')])).rejects.toMatchObject(refused)
  // Nothing is read-only for root, and Windows knows it of files alone.
  if (process.platform === 'win32' || process.getuid?.() === 0) return
  await chmod(tree.at('roots'), 0o555)
  await expect(clearStaging(tree.at('roots', `.greenlight-${'0'.repeat(26)}.disabled`, 'pack'), [tree.at('roots')])).rejects.toMatchObject(refused)
  await chmod(tree.at('roots'), 0o755)
})
