import { execFileSync } from 'node:child_process'
import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { chmod, link, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { ModelRoot, WalkedModel } from '../../../core/model-index.js'
import type { WalkOutcome } from '../../../core/ports.js'
import { tempTree } from '../testing/temp-tree.js'
import type { TreeCalls } from '../tree-walk.js'
import { createModelDisk } from './model-disk.js'
import { walkModels } from './walk-models.js'

const weights = new Set(['.safetensors', '.ckpt'])
const comfy = (path: string, accepts: ModelRoot['folders'][number]['accepts'] = weights): ModelRoot => ({ path, from: 'comfyui', folders: [{ name: 'x', accepts }] })
const own = (path: string): ModelRoot => ({ path, from: 'user', folders: [] })

async function walk(root: ModelRoot, calls?: TreeCalls): Promise<WalkOutcome & { models: WalkedModel[]; names: string[] }> {
  const models: WalkedModel[] = []
  const take = (found: readonly WalkedModel[]) => Promise.resolve(void models.push(...found))
  const outcome = await walkModels(root, { take }, calls)
  models.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { ...outcome, models, names: models.map(({ name }) => name) }
}

const told = ({ problems }: WalkOutcome) => problems.map(({ code, message }) => `${code} ${/([^/\\]*)( |$)/.exec(message.split('/root/')[1] ?? '')?.[1] ?? ''}`).sort()
const posix = it.skipIf(process.platform === 'win32')

it('meets what its folders list, in any case, with the stamp of the file', async () => {
  await using tree = await tempTree({ 'a b/ü.SafeTensors': '123', '模型.ckpt': '', 'x.txt': '', '.safetensors': '', 'c.gguf': '', '.git/y.ckpt': '' })
  const { models, names, problems, unseen } = await walk(comfy(tree.root))
  expect(names).toEqual(['a b/ü.SafeTensors', '模型.ckpt'])
  const { size, mtimeMs, dev, ino } = await stat(tree.at('a b', 'ü.SafeTensors'))
  expect(models[0]).toEqual({ name: 'a b/ü.SafeTensors', size, modified: mtimeMs, inode: `${dev}:${ino}`, link: null })
  expect({ problems, unseen }).toEqual({ problems: [], unseen: [] })
  expect(await createModelDisk().stamp(tree.at('a b', 'ü.SafeTensors'))).toEqual({ size, modified: mtimeMs, inode: `${dev}:${ino}` })
})

it('a folder of the user holds every kind of model, and other programs', async () => {
  const files = ['a.safetensors', 'b.sft', 'c.ckpt', 'd.pt', 'd.pt2', 'e.pth', 'f.bin', 'g.gguf', 'h.onnx', 'i.pkl', 'pipe/model_index.json']
  const others = ['j.json', 'k.zip', 'node_modules/l.bin', 'venv/lib/site-packages/m.pt', 'sub/__pycache__/n.pkl']
  await using tree = await tempTree(Object.fromEntries([...files, ...others].map((name) => [name, 'x'])))
  expect((await walk(own(tree.root))).names).toEqual(files)
})

it('a diffusers folder is known by its index, a folder of unknown use takes everything', async () => {
  await using tree = await tempTree({ 'pipe/model_index.json': '{}', 'pipe/unet/x.safetensors': '', 'pipe/config.json': '' })
  expect((await walk(comfy(tree.root, 'diffusers'))).names).toEqual(['pipe/model_index.json'])
  expect((await walk(comfy(tree.root, 'any'))).names).toEqual(['pipe/config.json', 'pipe/model_index.json', 'pipe/unet/x.safetensors'])
})

posix('follows links and says where they lead', async () => {
  await using tree = await tempTree({ 'store/x.ckpt': '1', 'store/deep/y.ckpt': '2', 'root/a': { link: '../store' }, 'root/z.ckpt': { link: '../store/x.ckpt' }, 'root/real.ckpt': '' })
  const { models } = await walk(comfy(tree.at('root')))
  expect(models.map(({ name, link: to }) => [name, to])).toEqual([
    ['a/deep/y.ckpt', tree.at('store', 'deep', 'y.ckpt')],
    ['a/x.ckpt', tree.at('store', 'x.ckpt')],
    ['real.ckpt', null],
    ['z.ckpt', tree.at('store', 'x.ckpt')],
  ])
  expect(models[1]?.inode).toBe(models[3]?.inode)
})

posix('loops, dead links and pipes are findings and hide nothing', async () => {
  await using tree = await tempTree({
    'root/good.ckpt': '',
    'root/sub/up': { link: '..' },
    'root/self.ckpt': { link: 'self.ckpt' },
    'root/dead.ckpt': { link: 'nowhere' },
    'root/zero.ckpt': { link: '/dev/zero' },
    'root/readme.txt': { link: 'nowhere' },
  })
  execFileSync('mkfifo', [tree.at('root', 'pipe.ckpt')])
  const found = await walk(comfy(tree.at('root')))
  expect(found.names).toEqual(['good.ckpt'])
  expect(found.problems.map(({ code }) => code).sort()).toEqual(['FILE_UNREADABLE', 'FILE_UNREADABLE', 'FOLDER_LOOP', 'FOLDER_LOOP', 'LINK_BROKEN'])
  expect(found.unseen).toEqual([])
})

/** The system's calls, but for paths that end so. */
function failing(ends: Readonly<Record<string, string>>): TreeCalls {
  const guard = <T>(act: (path: string) => T) => (path: string) => {
    const code = Object.entries(ends).find(([end]) => path.endsWith(end))?.[1]
    if (code !== undefined) throw Object.assign(new Error(code), { code })
    return act(path)
  }
  return {
    readFolder: guard((path): Dirent[] => readdirSync(path, { withFileTypes: true })),
    stat: guard((path): Stats => statSync(path)),
    realPath: (path) => realpathSync.native(path),
  }
}

it('what cannot be read is told and unseen, what vanished meanwhile is only gone', async () => {
  await using tree = await tempTree({ 'root/ok.ckpt': '', 'root/shut/a.ckpt': '', 'root/bad.ckpt': '', 'root/went.ckpt': '', 'root/left/b.ckpt': '' })
  const calls = failing({ shut: 'EACCES', 'bad.ckpt': 'EIO', 'went.ckpt': 'ENOENT', left: 'ENOENT' })
  const found = await walk(comfy(tree.at('root')), calls)
  expect(found.names).toEqual(['ok.ckpt'])
  expect(found.unseen).toEqual(['bad.ckpt', 'shut'])
  expect(told(found).map((line) => line.split(' ')[0])).toEqual(['FILE_UNREADABLE', 'FILE_UNREADABLE', 'FOLDER_UNREADABLE', 'FOLDER_UNREADABLE'])
})

it('a root that cannot be read is unseen as a whole', async () => {
  await using tree = await tempTree({ 'root/a.ckpt': '' })
  const found = await walk(comfy(tree.at('root')), failing({ root: 'EIO' }))
  expect(found).toMatchObject({ names: [], unseen: [''], problems: [{ code: 'FOLDER_UNREADABLE' }] })
})

it('an absent folder of ComfyUI is empty; one of the user is told; a drive that is away hides what it holds', async () => {
  await using tree = await tempTree({})
  expect(await walk(comfy(tree.at('absent')))).toMatchObject({ problems: [], unseen: [] })
  expect(await walk(own(tree.at('absent')))).toMatchObject({ problems: [{ code: 'FOLDER_UNREADABLE' }], unseen: [] })
  expect(await walk(comfy(tree.at('drive', 'models')))).toMatchObject({ problems: [{ code: 'FOLDER_UNREADABLE' }], unseen: [''] })
})

posix('a root whose link leads to a drive that is away hides what it holds', async () => {
  await using tree = await tempTree({ root: { link: '/nowhere/at all' } })
  expect(await walk(comfy(tree.at('root')))).toMatchObject({ problems: [{ code: 'FOLDER_UNREADABLE' }], unseen: [''] })
})

it('names that differ only in how accents are written, and paths longer than 260 characters', async () => {
  const long = `${'a long folder name/'.repeat(20)}x.ckpt`
  await using tree = await tempTree({ [long]: '1', [`${'é'.normalize('NFC')}.ckpt`]: '1', [`${'é'.normalize('NFD')}.ckpt`]: '22' })
  const { models } = await walk(comfy(tree.root))
  expect(models.map(({ name }) => name)).toEqual(expect.arrayContaining([long]))
  if (process.platform === 'linux') expect(models.map(({ name, size }) => [name.normalize('NFC'), size])).toEqual(expect.arrayContaining([['é.ckpt', 1], ['é.ckpt', 2]]))
  const opened = createModelDisk().open(tree.at(...long.split('/')))
  opened.close()
  expect(opened.source.name).toBe('x.ckpt')
})

it('reads any part of a file, no more than it has', async () => {
  await using tree = await tempTree({ 'ü b.ckpt': '0123456789' })
  const { source, stamp, close } = createModelDisk().open(tree.at('ü b.ckpt'))
  const read = (offset: number, length: number) => new TextDecoder().decode(source.read(offset, length))
  expect({ name: source.name, size: source.size }).toEqual({ name: 'ü b.ckpt', size: 10 })
  expect([read(0, 4), read(8, 100), read(10, 1), read(99, 1), read(3, 0)]).toEqual(['0123', '89', '', '', ''])
  expect(stamp).toEqual(await createModelDisk().stamp(tree.at('ü b.ckpt')))
  await writeFile(tree.at('ü b.ckpt'), '0')
  expect(read(0, 4)).toBe('0')
  close()
})

posix('opens regular files only, and does not hang on a pipe', async () => {
  await using tree = await tempTree({ 'folder/': '', 'zero.ckpt': { link: '/dev/zero' }, 'dead.ckpt': { link: 'nowhere' } })
  execFileSync('mkfifo', [tree.at('pipe.ckpt')])
  const disk = createModelDisk()
  for (const name of ['pipe.ckpt', 'folder', 'zero.ckpt', 'dead.ckpt', 'absent']) {
    expect(() => disk.open(tree.at(name))).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'FILE_UNREADABLE' }) }))
    expect(await disk.stamp(tree.at(name))).toBeNull()
  }
})

it('a stamp tells a touch, and a file put in its place with the same size and time', async () => {
  await using tree = await tempTree({ 'a.ckpt': 'one', 'b.ckpt': 'two' })
  const disk = createModelDisk()
  const before = await disk.stamp(tree.at('a.ckpt'))
  const { atime, mtime } = await stat(tree.at('a.ckpt'))
  await utimes(tree.at('b.ckpt'), atime, mtime)
  await rename(tree.at('b.ckpt'), tree.at('a.ckpt'))
  const after = await disk.stamp(tree.at('a.ckpt'))
  expect(after?.size).toBe(before?.size)
  if (process.platform !== 'win32') expect(after?.inode).not.toBe(before?.inode)
  await link(tree.at('a.ckpt'), tree.at('hard.ckpt'))
  expect(await disk.stamp(tree.at('hard.ckpt'))).toEqual(after)
})

posix('walks and reads a store in which nothing may be written', async () => {
  await using tree = await tempTree({ 'root/sub/a.ckpt': '1' })
  for (const [path, mode] of [['root/sub/a.ckpt', 0o444], ['root/sub', 0o555], ['root', 0o555]] as const) await chmod(tree.at(path), mode)
  try {
    expect((await walk(comfy(tree.at('root')))).names).toEqual(['sub/a.ckpt'])
    createModelDisk().open(tree.at('root', 'sub', 'a.ckpt')).close()
  } finally {
    for (const path of ['root', 'root/sub']) await chmod(tree.at(path), 0o755)
  }
})

it('ends with the reason of its signal, between slices too', async () => {
  await using tree = await tempTree(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}/a.ckpt`, ''])))
  const control = new AbortController()
  const reason = new Error('enough')
  const take = () => Promise.resolve(control.abort(reason))
  await expect(walkModels(comfy(tree.root), { take, signal: control.signal })).rejects.toBe(reason)
  await expect(walkModels(comfy(tree.root), { take, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

it('lets others work while it walks a slow disk, and gives that disk rests', async () => {
  await using tree = await tempTree(Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`${at}.ckpt`, ''])))
  const still = new Int32Array(new SharedArrayBuffer(4))
  const slow: TreeCalls = {
    readFolder: (path) => readdirSync(path, { withFileTypes: true }),
    realPath: (path) => realpathSync.native(path),
    stat(path) {
      Atomics.wait(still, 0, 0, 1)
      return statSync(path)
    },
  }
  let slices = 0
  const take = () => Promise.resolve(void (slices += 1))
  const started = performance.now()
  await walkModels(comfy(tree.root), { take }, slow)
  expect(slices).toBeGreaterThan(2)
  expect(performance.now() - started).toBeGreaterThan(220)
})
