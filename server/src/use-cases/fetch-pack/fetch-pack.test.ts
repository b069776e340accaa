import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeZip } from '../../adapters/archive/testing/make-zip.js'
import { git as plainGit } from '../../adapters/git/testing/serve-git.js'
import { type PackWorld, packWorld } from './testing/pack-world.js'

const registry = (version: string | null = null) => ({ by: 'registry', id: 'pack', version }) as const
const code = (code: string, says = '') => ({ problem: { code, message: expect.stringContaining(says) } })
const arriving = async ({ git }: PackWorld) =>
  (await readdir(git.files.at('state shelf', '.arriving')).catch(() => [])).sort()

it('brings the newest version of a pack from the registry', async () => {
  await using world = await packWorld()
  const pack = await world.fetch(registry())
  expect(pack).toMatchObject({
    from: 'registry',
    id: 'pack',
    version: '2.0.0',
    commit: null,
    folder: 'Pack',
    title: 'The Pack',
    licence: 'MIT',
    published: '2026-01-02T03:04:05Z',
    archive: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    files: 2,
    hosts: ['api.example', 'cdn.example', 'store.example'],
  })
  expect(await readFile(join(pack.path, '__init__.py'), 'utf8')).toBe("version = '2.0.0'\n")
  expect(world.asked).toEqual(['registry pack', 'registry versions', 'https://cdn.example/pack/2.0.0/node.zip'])
  expect(await arriving(world)).toEqual([])
})

it('brings the version that is named, by another spelling too', async () => {
  await using world = await packWorld()
  expect((await world.fetch(registry('1.9.0'))).version).toBe('1.9.0')
  expect((await world.fetch(registry('v1.10.0'))).version).toBe('1.10.0')
  await expect(world.fetch(registry('7.0.0'))).rejects.toMatchObject(code('PACK_NOT_FOUND', 'pack 7.0.0'))
})

it('brings a pack once for all who ask at the same time', async () => {
  await using world = await packWorld()
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => world.fetch(registry())))
  expect(others).toEqual([first, first])
  expect(world.asked.filter((what) => what.includes('node.zip'))).toHaveLength(1)
  const stop = new AbortController()
  const failing = world.fetch(registry('7.0.0'))
  const waiting = world.packs.fetch(registry(), { ask: [], signal: stop.signal })
  stop.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  await expect(failing).rejects.toMatchObject(code('PACK_NOT_FOUND'))
  expect(await world.fetch(registry())).toEqual(first)
})

it('stands by settled versions first', async () => {
  await using world = await packWorld()
  const [newest, ...others] = world.registry.versions
  world.registry.versions = [{ ...newest!, status: 'pending' }, ...others]
  expect((await world.fetch(registry())).version).toBe('1.10.0')
  world.registry.versions = [{ ...newest!, status: 'pending' }]
  expect((await world.fetch(registry())).version).toBe('2.0.0')
})

it('asks nobody for a version that is on the shelf', async () => {
  await using world = await packWorld()
  const first = await world.fetch(registry('1.9.0'))
  world.asked.length = 0
  expect(await world.fetch(registry('1.9.0'))).toEqual(first)
  expect(world.asked).toEqual([])
  world.uses.set('comfy-registry', 'off')
  expect(await world.fetch(registry('1.9.0'))).toEqual(first)
  expect(await world.fetch(registry())).toEqual(first)
  await expect(world.fetch(registry('2.0.0'))).rejects.toMatchObject(code('SOURCE_OFF', 'comfy-registry'))
  expect(world.asked).toEqual([])
})

it('asks sources that are on, or set to ask and meant now', async () => {
  await using world = await packWorld()
  for (const source of ['comfy-registry', 'github'] as const) world.uses.set(source, 'ask')
  const byGit = { by: 'repository', url: world.git.url, ref: null } as const
  await expect(world.fetch(registry())).rejects.toMatchObject(code('SOURCE_OFF', 'comfy-registry'))
  await expect(world.fetch(registry(), ['github'])).rejects.toMatchObject(code('SOURCE_OFF', 'comfy-registry'))
  await expect(world.fetch(byGit)).rejects.toMatchObject(code('SOURCE_OFF', 'github'))
  expect(world.asked).toEqual([])
  expect((await world.fetch(registry(), ['comfy-registry'])).version).toBe('2.0.0')
  expect((await world.fetch(byGit, ['github'])).from).toBe('git')
  for (const source of ['comfy-registry', 'github'] as const) world.uses.set(source, 'off')
  await expect(world.fetch(registry('1.9.0'), ['comfy-registry', 'github'])).rejects.toMatchObject(code('SOURCE_OFF'))
})

it('uses the shelf where the registry does not answer', async () => {
  await using world = await packWorld()
  world.registry.down = true
  await expect(world.fetch(registry())).rejects.toMatchObject(code('REGISTRY_BUSY'))
  world.registry.down = false
  for (const version of ['1.9.0', '1.10.0']) await world.fetch(registry(version))
  world.registry.down = true
  expect((await world.fetch(registry())).version).toBe('1.10.0')
  world.registry.down = false
  world.registry.unknown = true
  await expect(world.fetch(registry('9.9.9'))).rejects.toMatchObject(code('PACK_NOT_FOUND', 'pack'))
})

it('refuses what is no archive of a pack, and keeps nothing of it', async () => {
  await using world = await packWorld()
  const at = 'https://cdn.example/pack/2.0.0/node.zip'
  for (const bytes of [
    Buffer.from('<html>log in'),
    makeZip([{ name: '../x', data: 'x' }]),
    makeZip([{ name: 'x', data: '/etc', mode: 0o120777 }]),
  ]) {
    world.archives.set(at, bytes)
    await expect(world.fetch(registry())).rejects.toMatchObject(code('PACK_ARCHIVE_REFUSED', 'pack 2.0.0'))
    expect(await arriving(world)).toEqual([])
  }
  world.registry.versions = [{ version: '2.0.0' }]
  await expect(world.fetch(registry())).rejects.toMatchObject(code('PACK_ARCHIVE_REFUSED', 'names none'))
})

it('brings a repository, pinned to its commit, ready to be a clone', async () => {
  await using world = await packWorld()
  const commit = await world.git.there('rev-parse', 'HEAD')
  const url = world.git.url
  const pack = await world.fetch({ by: 'repository', url, ref: null })
  expect(pack).toMatchObject({
    from: 'git',
    id: null,
    version: null,
    commit,
    repository: url,
    folder: 'pack',
    archive: null,
    hosts: [new URL(url).host],
  })
  const to = world.git.files.at('custom_nodes', 'pack')
  await world.git.files.add({ 'custom_nodes/': '' })
  await world.packs.unpack(pack.shelf, to, new AbortController().signal)
  expect([
    await plainGit(to, 'rev-parse', 'HEAD'),
    await plainGit(to, 'status', '--porcelain'),
    await plainGit(to, 'remote', 'get-url', 'origin'),
  ]).toEqual([commit, '', url])
  world.asked.length = 0
  expect(await world.fetch({ by: 'repository', url, ref: null })).toEqual(pack)
  expect(world.asked).toEqual(['git pin'])
  expect(await world.fetch({ by: 'repository', url, ref: commit })).toEqual(pack)
  world.uses.set('github', 'off')
  expect(await world.fetch({ by: 'repository', url, ref: null })).toEqual(pack)
  expect(await world.fetch({ by: 'repository', url, ref: commit })).toEqual(pack)
  expect(world.asked).toEqual(['git pin'])
  await expect(world.fetch({ by: 'repository', url, ref: 'dev' })).rejects.toMatchObject(code('SOURCE_OFF', 'github'))
})

it('brings another commit when the branch has moved', async () => {
  await using world = await packWorld()
  const first = await world.fetch({ by: 'repository', url: world.git.url, ref: 'main' })
  await writeFile(world.git.files.at('served/pack/b.py'), 'b')
  const commit = await world.git.commit('second')
  const second = await world.fetch({ by: 'repository', url: world.git.url, ref: 'main' })
  expect([second.commit, second.shelf === first.shelf]).toEqual([commit, false])
  expect((await world.fetch({ by: 'repository', url: world.git.url, ref: first.commit })).shelf).toBe(first.shelf)
})

it('brings a pack that the registry lists by its repository where the version says so', async () => {
  await using world = await packWorld()
  const commit = await world.git.there('rev-parse', 'HEAD')
  const known = { from: 'git', id: 'pack', folder: 'Pack', title: 'The Pack', licence: 'MIT', commit }
  const nightly = await world.fetch(registry('nightly'))
  expect(nightly).toMatchObject({
    ...known,
    hosts: ['127.0.0.1', 'api.example'].map((host) => expect.stringContaining(host)),
  })
  expect(await world.fetch(registry(commit))).toMatchObject(known)
  world.registry.versions = []
  expect(await world.fetch(registry())).toMatchObject(known)
  world.uses.set('comfy-registry', 'off')
  expect((await world.fetch(registry('nightly'))).commit).toBe(commit)
  expect((await world.fetch(registry(commit))).commit).toBe(commit)
  world.uses.set('comfy-registry', 'on')
  world.registry.repository = undefined
  await expect(world.fetch(registry('nightly'))).rejects.toMatchObject(code('PACK_NOT_FOUND'))
})

it('refuses odd addresses and folders before anybody is asked', async () => {
  await using world = await packWorld()
  for (const url of [
    '--upload-pack=x',
    'file:///etc',
    'https://me:canary@github.com/o/n',
    'https://10.0.0.1/o/n',
    'ext::sh',
  ])
    await expect(world.fetch({ by: 'repository', url, ref: null })).rejects.toMatchObject(code('GIT_REFUSED'))
  await expect(world.fetch({ by: 'folder', path: '/x' })).rejects.toMatchObject(code('PACK_NAME_UNREADABLE'))
  expect(world.asked).toEqual([])
})

it('takes no name that cannot be a folder of a pack', async () => {
  await using world = await packWorld()
  const repository = (name: string) => ({ by: 'repository', url: `https://git.example/o/${name}`, ref: null }) as const
  for (const name of ['con', 'aux.git', 'x.disabled', '.hidden', '%2e%2e', '__pycache__', '.git', 'a:b'])
    await expect(world.fetch(repository(name))).rejects.toMatchObject(code('GIT_REFUSED', 'name'))
  world.registry.spelling = '../../x'
  await expect(world.fetch(registry())).rejects.toMatchObject(code('PACK_ARCHIVE_REFUSED', 'name'))
  await expect(world.fetch(registry('nightly'))).rejects.toMatchObject(code('PACK_ARCHIVE_REFUSED', 'name'))
  expect(world.asked.filter((what) => !what.startsWith('registry'))).toEqual([])
})

it('tells no password of an address that it refuses', async () => {
  await using world = await packWorld()
  const error: unknown = await world
    .fetch({ by: 'repository', url: 'https://me:canary@github.com/o/n', ref: null })
    .catch((caught: unknown) => caught)
  expect(JSON.stringify(error) + String(error)).not.toContain('canary')
})
