import { appendFile, chmod, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ShelfFacts } from '../../core/pack-ports.js'
import { treeOf } from '../archive/testing/unpack.js'
import { writeAtomically } from '../files/atomic-write.js'
import { type Tree, tempTree } from '../files/testing/temp-tree.js'
import { createShelf } from './shelf.js'

const signal = new AbortController().signal
const facts: ShelfFacts = {
  from: 'registry',
  id: 'pack',
  repository: 'https://github.com/o/pack',
  version: '1.0.0',
  commit: null,
  archive: `sha256:${'a'.repeat(64)}`,
  published: null,
  folder: 'pack',
  title: 'Pack',
  licence: 'MIT',
  hosts: ['cdn.example'],
}
const cloned: ShelfFacts = { ...facts, from: 'git', version: null, archive: null, commit: 'c'.repeat(40) }
const pack: Tree = {
  '__init__.py': 'x = 1\r\n',
  'web/größe 模型.js': 'ü',
  'bin/tool': '#!',
  'model.bin': new Uint8Array([0, 1, 2, 255]),
  'empty.txt': '',
}

async function world(now = () => 1000) {
  const files = await tempTree({ 'state/': '' })
  const removeOwn = (path: string) => rm(path, { recursive: true, force: true })
  const root = files.at('state', 'shelf')
  const shelf = createShelf({ root, removeOwn, writeWhole: writeAtomically, now })
  let made = 0
  const keep = async (tree: Tree = pack, about = facts, ref: string | null = null) => {
    const from = files.at(`from${(made += 1)}`)
    await files.add(Object.fromEntries(Object.entries(tree).map(([path, holds]) => [`from${made}/${path}`, holds])))
    if ('bin/tool' in tree) await chmod(join(from, 'bin/tool'), 0o755)
    return shelf.keep(from, about, ref)
  }
  return { files, root, shelf, keep, [Symbol.asyncDispose]: () => files[Symbol.asyncDispose]() }
}

it('keeps a pack under the name of its contents and gives it back byte for byte', async () => {
  await using here = await world()
  await here.files.add({ ...Object.fromEntries(Object.entries(pack).map(([path, holds]) => [`same/${path}`, holds])) })
  await chmod(here.files.at('same/bin/tool'), 0o755)
  const kept = await here.keep()
  expect(kept).toEqual({
    ...facts,
    shelf: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    path: expect.any(String),
    bytes: 15,
    files: 5,
  })
  expect(kept.path).toBe(join(here.root, kept.shelf.slice(7), 'content'))
  expect(await here.shelf.find(kept.shelf)).toEqual(kept)
  await here.shelf.unpack(kept.shelf, here.files.at('out'), signal)
  const modes = (tree: ReadonlyMap<string, string>) =>
    [...tree].map(([path, holds]) => [path, holds.replace(/^7\d\d /, 'x ').replace(/^6\d\d /, '- ')])
  expect(modes(await treeOf(here.files.at('out')))).toEqual(modes(await treeOf(here.files.at('same'))))
  expect((await readdir(here.files.root)).sort()).toEqual(['out', 'same', 'state'])
})

it('gives the same name to the same, and another to all that differs', async () => {
  await using here = await world()
  const first = await here.keep()
  expect((await here.keep()).shelf).toBe(first.shelf)
  const others = [
    await here.keep({ ...pack, 'empty.txt': '\n' }),
    await here.keep({ ...pack, 'other.txt': '' }),
    await here.keep(
      Object.fromEntries(
        Object.entries(pack).map(([path, holds]) => [path === 'bin/tool' ? 'bin/tools' : path, holds]),
      ),
    ),
    await here.keep(pack, { ...facts, version: '1.0.1' }),
    await here.keep(pack, { ...facts, id: 'fork' }),
    await here.keep(pack, cloned),
    await here.keep(pack, { ...cloned, commit: 'd'.repeat(40) }),
  ]
  expect(new Set([first, ...others].map(({ shelf }) => shelf)).size).toBe(8)
})

it.each<[string, (content: string, place: string) => Promise<unknown>]>([
  ['a changed byte', (content) => writeFile(join(content, '__init__.py'), 'x = 2\r\n')],
  ['a longer file', (content) => appendFile(join(content, 'empty.txt'), 'x')],
  ['a missing file', (content) => rm(join(content, 'empty.txt'))],
  ['a further file', (content) => writeFile(join(content, 'new.py'), '')],
  ['a lost mode', (content) => chmod(join(content, 'bin/tool'), 0o644)],
  [
    'a link',
    (content) => rm(join(content, 'empty.txt')).then(() => symlink('/etc/passwd', join(content, 'empty.txt'))),
  ],
  ['no contents', (content) => rm(content, { recursive: true })],
  [
    'changed facts',
    (_, place) =>
      readFile(join(place, 'metadata.json'), 'utf8').then((text) =>
        writeFile(join(place, 'metadata.json'), text.replace('"Pack"', '"Evil"')),
      ),
  ],
  ['cut facts', (_, place) => writeFile(join(place, 'metadata.json'), '{')],
  ['no facts', (_, place) => rm(join(place, 'metadata.json'))],
])('takes a pack with %s away', async (_, damage) => {
  for (const use of ['find', 'unpack', 'texts'] as const) {
    await using here = await world()
    const { shelf, path } = await here.keep()
    await damage(path, join(path, '..'))
    if (use === 'find') expect(await here.shelf.find(shelf)).toBeNull()
    else {
      const used = use === 'unpack' ? here.shelf.unpack(shelf, here.files.at('out'), signal) : here.shelf.texts(shelf)
      await expect(used).rejects.toThrow()
    }
    expect([use, (await readdir(here.files.root)).includes('out')]).toEqual([use, false])
    expect(await here.shelf.find(shelf)).toBeNull()
    expect((await readdir(here.root)).filter((name) => name.length === 64)).toEqual([])
    expect((await here.keep()).shelf).toBe(shelf)
  }
})

it('keeps the .git of a clone apart, brings it back, and notices its damage', async () => {
  await using here = await world()
  const clone = { ...pack, '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/pack/p.pack': 'PACK' }
  const kept = await here.keep(clone, cloned)
  expect(kept.shelf).toBe((await here.keep({ ...pack, '.git/HEAD': 'other' }, cloned)).shelf)
  expect([kept.files, await readdir(kept.path)]).toEqual([5, expect.not.arrayContaining(['.git'])])
  await here.shelf.unpack(kept.shelf, here.files.at('out'), signal)
  expect(await readFile(here.files.at('out/.git/objects/pack/p.pack'), 'utf8')).toBe('PACK')
  expect((await here.shelf.texts(kept.shelf)).texts.get('.git/HEAD')).toBe('ref: refs/heads/main\n')
  await writeFile(join(kept.path, '../git/HEAD'), 'evil')
  await expect(here.shelf.unpack(kept.shelf, here.files.at('out2'), signal)).rejects.toMatchObject({
    problem: { code: 'PACK_NOT_SHELVED' },
  })
  expect([await here.shelf.find(kept.shelf), (await readdir(here.files.root)).includes('out2')]).toEqual([null, false])
})

it('tells the texts of a pack, and the heads of the rest', async () => {
  await using here = await world()
  const big = 'x'.repeat(1024 * 1024 + 1)
  const { shelf } = await here.keep({
    ...pack,
    'big.txt': big,
    'bom.txt': '\ufeffa',
    'latin.txt': new Uint8Array([0x61, 0xe9]),
  })
  const { texts, others } = await here.shelf.texts(shelf)
  expect(Object.fromEntries(texts)).toEqual({
    '__init__.py': 'x = 1\r\n',
    'web/größe 模型.js': 'ü',
    'bin/tool': '#!',
    'empty.txt': '',
    'bom.txt': 'a',
  })
  expect(others.map(({ path, size, head }) => [path, size, head.length])).toEqual([
    ['big.txt', big.length, 4096],
    ['latin.txt', 2, 2],
    ['model.bin', 4, 4],
  ])
})

it('lists newest first, also without its index', async () => {
  let now = 1000
  await using here = await world(() => (now += 1))
  const [first, second] = [await here.keep(), await here.keep({ 'a.py': '' }, { ...facts, version: '2.0.0' }, 'v2')]
  const lines = await here.shelf.list()
  expect(lines.map(({ shelf, version, ref }) => [shelf, version, ref])).toEqual([
    [second.shelf, '2.0.0', 'v2'],
    [first.shelf, '1.0.0', null],
  ])
  for (const text of ['{', '[]', null]) {
    if (text === null) await rm(join(here.root, 'index.json'))
    else await writeFile(join(here.root, 'index.json'), text)
    expect(await here.shelf.list()).toEqual(lines)
  }
  await rm(join(first.path, '..'), { recursive: true })
  expect((await here.shelf.list()).map(({ shelf }) => shelf)).toEqual([second.shelf])
})

it('unpacks into nothing that is there, and leaves nothing when it stops', async () => {
  await using here = await world()
  const { shelf } = await here.keep()
  await here.files.add({ 'taken/x': 'x' })
  await expect(here.shelf.unpack(shelf, here.files.at('taken'), signal)).rejects.toMatchObject({
    problem: { code: 'TARGET_TAKEN' },
  })
  await expect(here.shelf.unpack(`sha256:${'0'.repeat(64)}`, here.files.at('out'), signal)).rejects.toMatchObject({
    problem: { code: 'PACK_NOT_SHELVED' },
  })
  await expect(here.shelf.unpack('sha256:../../x', here.files.at('out'), signal)).rejects.toMatchObject({
    problem: { code: 'PACK_NOT_SHELVED' },
  })
  const stop = new AbortController()
  const stopped = here.shelf.unpack(shelf, here.files.at('out'), stop.signal)
  queueMicrotask(() => stop.abort(new Error('enough')))
  await expect(stopped).rejects.toThrow('enough')
  expect((await readdir(here.files.root)).sort()).toEqual(['state', 'taken'])
})

it('refuses links, and takes away what a crash left on the way', async () => {
  await using here = await world(Date.now)
  await mkdir(here.files.at('odd'))
  await symlink('/etc/passwd', here.files.at('odd/link'))
  await expect(here.shelf.keep(here.files.at('odd'), facts, null)).rejects.toThrow('neither a file nor a folder')
  const [old, fresh] = [await here.shelf.arriving('https://h/old.zip'), await here.shelf.arriving('https://h/new.zip')]
  expect([old, await here.shelf.arriving('https://h/old.zip')]).toEqual([
    expect.stringMatching(/[\\/][0-9a-f]{24}\.zip$/),
    old,
  ])
  for (const path of [old, fresh]) await writeFile(path, 'part')
  await utimes(old, 1, 1)
  await here.keep()
  expect(await readdir(join(here.root, '.arriving'))).toEqual([fresh.split(/[\\/]/).at(-1)])
})
