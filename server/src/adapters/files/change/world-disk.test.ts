import { existsSync, statSync } from 'node:fs'
import { chmod, link, lstat, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Effect } from '@greenlight/shared/plan-effects'
import { treeOf } from '../../../use-cases/change/testing/tree-of.js'
import { type TempTree, tempTree } from '../testing/temp-tree.js'
import { createWorldDisk } from './world-disk.js'

let tree: TempTree
const options = { signal: new AbortController().signal }
const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  await tree[Symbol.asyncDispose]()
  for (const clean of cleanups.splice(0)) await clean()
})

async function world(contents: Parameters<typeof tempTree>[0] = {}) {
  tree = await tempTree({ 'state/': '', 'roots/': '', ...contents })
  return createWorldDisk({ roots: () => [tree.at('roots')], stateFolder: tree.at('state') })
}

const at = (...parts: string[]) => tree.at('roots', ...parts)
const coded = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

/** A folder on another volume than the temporary one, where this machine has such. */
const elsewhere = process.platform === 'linux' && existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync('/tmp').dev ? '/dev/shm' : null

it.each([['a file that was staged', '.a.pt.01J0000000.part'], ['a file', 'a.pt']])('%s that is gone with its place: there is nothing to take back', async (_, name) => {
  const disk = await world({ 'roots/kept.pt': 'weights' })
  const before = treeOf(at())
  const effect: Effect = { do: 'move', from: at(name), to: at('b.pt'), as: 'place' }
  expect(await disk.look(effect)).toBe('before')
  await disk.takeBack(effect, options)
  expect(treeOf(at())).toEqual(before)
  await expect(disk.carryOut(effect, options)).rejects.toEqual(coded('WRITE_REFUSED'))
})

describe('each effect goes forth, shows it, and goes back to the byte', () => {
  const effects: [string, () => Effect][] = [
    ['make-folder', () => ({ do: 'make-folder', path: at('new folder') })],
    ['drop-folder', () => ({ do: 'drop-folder', path: at('empty') })],
    ['move of a file', () => ({ do: 'move', from: at('a.pt'), to: at('sub', 'ä 模.pt'), as: 'move' })],
    ['move of a folder', () => ({ do: 'move', from: at('pack'), to: at('sub', 'pack.disabled'), as: 'move' })],
    ['move of a link', () => ({ do: 'move', from: at('link'), to: at('sub', 'link'), as: 'move' })],
    ['trash', () => ({ do: 'move', from: at('pack'), to: tree.at('state', 'trash', '01X', 'pack'), as: 'trash' })],
    ['hard link', () => ({ do: 'link', path: at('sub', 'same.pt'), target: at('a.pt'), how: 'hard' })],
    ['symbolic link', () => ({ do: 'link', path: at('sub', 'same.pt'), target: at('a.pt'), how: 'symbolic' })],
    ['link to a folder', () => ({ do: 'link', path: at('sub', 'same'), target: at('pack'), how: 'symbolic' })],
    ['unlink of a hard link', () => ({ do: 'unlink', path: at('hard.pt'), target: at('a.pt'), how: 'hard' })],
    ['unlink of a symbolic link', () => ({ do: 'unlink', path: at('link'), target: at('a.pt'), how: 'symbolic' })],
  ]
  const full = async () => {
    const disk = await world({ 'roots/a.pt': 'weights', 'roots/pack/__init__.py': 'x = 1\r\n', 'roots/pack/sub/y.py': '', 'roots/sub/': '', 'roots/empty/': '', 'state/trash/': '' })
    await symlink(at('a.pt'), at('link'))
    await link(at('a.pt'), at('hard.pt'))
    await chmod(at('pack', '__init__.py'), 0o755)
    await utimes(at('pack', '__init__.py'), 1_000_000_000, 1_000_000_000.123)
    return disk
  }

  it.each(effects)('%s', async (_, make) => {
    const disk = await full()
    const effect = make()
    const before = treeOf(at())
    expect(await disk.look(effect)).toBe('before')
    await disk.takeBack(effect, options)
    expect(treeOf(at())).toEqual(before)
    await disk.carryOut(effect, options)
    const after = treeOf(at())
    expect(after).not.toEqual(before)
    expect(await disk.look(effect)).toBe('after')
    await disk.carryOut(effect, options)
    expect(treeOf(at())).toEqual(after)
    await disk.takeBack(effect, options)
    expect(await disk.look(effect)).toBe('before')
    await disk.takeBack(effect, options)
    expect(treeOf(at())).toEqual(before)
  })
})

describe('a file between two names', () => {
  it('is finished or taken back, as asked', async () => {
    const disk = await world({ 'roots/a.pt': 'weights' })
    const effect: Effect = { do: 'move', from: at('a.pt'), to: at('b.pt'), as: 'place' }
    for (const act of ['carryOut', 'takeBack'] as const) {
      const before = treeOf(at())
      await link(at('a.pt'), at('b.pt'))
      expect(await disk.look(effect)).toBe('between')
      await disk[act](effect, options)
      expect(existsSync(at('b.pt'))).toBe(act === 'carryOut')
      if (act === 'carryOut') await disk.takeBack(effect, options)
      expect(treeOf(at())).toEqual(before)
    }
  })

  it('a stranger of that name is never written over, nor removed', async () => {
    const disk = await world({ 'roots/a.pt': 'weights', 'roots/b.pt': 'of somebody else', 'roots/p/x': '', 'roots/q/y': '' })
    for (const [from, to] of [['a.pt', 'b.pt'], ['p', 'q'], ['p', 'b.pt']] as const) {
      const effect: Effect = { do: 'move', from: at(from), to: at(to), as: 'move' }
      const before = treeOf(at())
      expect(await disk.look(effect)).toBe('before')
      await expect(disk.carryOut(effect, options)).rejects.toEqual(coded('TARGET_TAKEN'))
      await disk.takeBack(effect, options)
      expect(treeOf(at())).toEqual(before)
    }
    await expect(disk.carryOut({ do: 'link', path: at('b.pt'), target: at('a.pt'), how: 'hard' }, options)).rejects.toEqual(coded('TARGET_TAKEN'))
    await expect(disk.carryOut({ do: 'make-folder', path: at('b.pt') }, options)).rejects.toEqual(coded('TARGET_TAKEN'))
  })
})

describe('refuses', () => {
  it('what is not there, what is not empty, and what is no link any more', async () => {
    const disk = await world({ 'roots/a.pt': 'weights', 'roots/full/x': '' })
    await expect(disk.carryOut({ do: 'move', from: at('no.pt'), to: at('b.pt'), as: 'move' }, options)).rejects.toEqual(coded('WRITE_REFUSED'))
    await expect(disk.carryOut({ do: 'move', from: at('a.pt'), to: at('no folder', 'b.pt'), as: 'move' }, options)).rejects.toEqual(coded('WRITE_REFUSED'))
    await expect(disk.carryOut({ do: 'drop-folder', path: at('full') }, options)).rejects.toMatchObject({ problem: { message: expect.stringContaining('not empty') } })
    await expect(disk.carryOut({ do: 'unlink', path: at('a.pt'), target: at('full', 'x'), how: 'hard' }, options)).rejects.toMatchObject({ problem: { message: expect.stringContaining('no link') } })
    expect(await readFile(at('a.pt'), 'utf8')).toBe('weights')
  })

  it('every way out of the roots', async () => {
    const disk = await world({ 'roots/a.pt': 'weights', 'outside/x.pt': 'theirs', 'roots/real/': '' })
    await symlink(tree.at('outside'), at('link out'))
    await symlink(at('real'), at('link in'))
    for (const to of [tree.at('outside', 'b.pt'), join(at('link out'), 'b.pt'), join(at('link out'), 'new', 'b.pt'), `${at()}/../outside/b.pt`, 'b.pt', `${tree.at('roots')}-too/b.pt`]) {
      await expect(disk.carryOut({ do: 'move', from: at('a.pt'), to, as: 'move' }, options), to).rejects.toEqual(coded('OUTSIDE_ROOTS'))
    }
    await expect(disk.carryOut({ do: 'move', from: tree.at('outside', 'x.pt'), to: at('x.pt'), as: 'move' }, options)).rejects.toEqual(coded('OUTSIDE_ROOTS'))
    await expect(disk.carryOut({ do: 'make-folder', path: join(at('link out'), 'new') }, options)).rejects.toEqual(coded('OUTSIDE_ROOTS'))
    await disk.carryOut({ do: 'move', from: at('a.pt'), to: join(at('link in'), 'a.pt'), as: 'move' }, options)
    expect(existsSync(at('real', 'a.pt'))).toBe(true)
    expect(treeOf(tree.at('outside'))).toHaveLength(1)
  })
})

describe.skipIf(elsewhere === null)('between two volumes', () => {
  async function two() {
    const disk = await world({ 'roots/pack/__init__.py': 'x = 1', 'roots/pack/sub/y.py': 'y', 'roots/a.pt': 'weights' })
    const other = await mkdtemp(join(elsewhere!, 'greenlight 模-'))
    cleanups.push(() => rm(other, { recursive: true }))
    await symlink('__init__.py', at('pack', 'link'))
    await chmod(at('pack', 'sub', 'y.py'), 0o444)
    await chmod(at('pack', 'sub'), 0o555)
    await utimes(at('a.pt'), 1_000_000_000, 1_000_000_000.5)
    await utimes(at('pack', 'sub', 'y.py'), 1_000_000_000, 1_111_111_111)
    const wide = createWorldDisk({ roots: () => [at(), other], stateFolder: tree.at('state') })
    return { disk, wide, other }
  }

  it.each(['pack', 'a.pt'])('moves %s there and back with times, permissions and links', async (name) => {
    const { wide, other } = await two()
    const before = treeOf(at())
    const effect: Effect = { do: 'move', from: at(name), to: join(other, name), as: 'trash' }
    await wide.carryOut(effect, options)
    expect(await wide.look(effect)).toBe('after')
    expect(existsSync(at(name))).toBe(false)
    if (name === 'pack') {
      expect(await readlink(join(other, 'pack', 'link'))).toBe('__init__.py')
      expect((await stat(join(other, 'pack', 'sub'))).mode & 0o777).toBe(0o555)
    }
    await wide.takeBack(effect, options)
    expect(treeOf(at())).toEqual(before)
    expect(treeOf(other)).toEqual([])
  })

  it('names that are ours are seen, and every middle is finished or taken back', async () => {
    const { wide, other } = await two()
    const effect: Effect = { do: 'move', from: at('pack'), to: join(other, 'pack'), as: 'trash' }
    const before = treeOf(at())
    const controller = new AbortController()
    const stopped = wide.carryOut(effect, { signal: controller.signal, progress: () => controller.abort(new Error('enough')) })
    await expect(stopped).rejects.toThrow('enough')
    expect(treeOf(at())).toEqual(before)
    expect(treeOf(other)).toEqual([])
  })

  it('does not write through where it may not, and knows volumes apart', async () => {
    const { disk, wide, other } = await two()
    await expect(disk.carryOut({ do: 'move', from: at('pack'), to: join(other, 'pack'), as: 'move' }, options)).rejects.toEqual(coded('OUTSIDE_ROOTS'))
    await expect(wide.carryOut({ do: 'link', path: join(other, 'a.pt'), target: at('a.pt'), how: 'hard' }, options)).rejects.toEqual(coded('WRITE_REFUSED'))
    const [here, there] = [await wide.free(at('no', 'such', 'folder')), await wide.free(other)]
    expect(here.volume).not.toBe(there.volume)
    expect(there.volume).toBe(elsewhere)
    expect(here.free).toBeGreaterThan(0)
  })
})

describe('stamps', () => {
  it('tell what a path is, and a folder by what is in it but for what looking changes', async () => {
    const disk = await world({ 'roots/pack/__init__.py': 'x', 'roots/pack/.git/HEAD': 'ref: refs/heads/main', 'roots/pack/.git/index': '1', 'roots/a.pt': 'weights' })
    expect(await disk.stamp(at('no'))).toEqual({ is: 'absent' })
    expect(await disk.stamp(at('a.pt'))).toEqual({ is: 'file', size: 7, modifiedMs: Math.floor((await lstat(at('a.pt'))).mtimeMs) })
    await symlink('a.pt', at('l'))
    expect(await disk.stamp(at('l'))).toEqual({ is: 'link', target: 'a.pt' })
    const first = await disk.stamp(at('pack'))
    await mkdir(at('pack', '__pycache__'))
    await writeFile(at('pack', '__pycache__', 'x.pyc'), '')
    await writeFile(at('pack', '.git', 'index'), '2')
    expect(await disk.stamp(at('pack'))).toEqual(first)
    expect((await disk.files(at('pack')))?.map(({ path }) => path)).toEqual([at('pack', '.git', 'HEAD'), at('pack', '__init__.py')])
    for (const change of ['__init__.py', 'new.py', '.git/HEAD']) {
      const before = await disk.stamp(at('pack'))
      await writeFile(at('pack', change), `changed ${change}`)
      expect(await disk.stamp(at('pack')), change).not.toEqual(before)
    }
  })
})
