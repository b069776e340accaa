import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PackOnDisk } from '../../core/pack-facts.js'
import { linuxRoot, packOnDisk, windowsRoot } from '../../core/packs/testing/pack-on-disk.js'
import type { PackWant } from '../plans/gather/gather-ports.js'
import { createPackGatherer } from './gather-pack-facts.js'
import { fakePacks, type FakePacksOptions } from './testing/fake-packs.js'

const install = (more: Partial<Extract<PackWant, { want: 'install-node-pack' }>> = {}): PackWant => ({ want: 'install-node-pack', pack: 'nice-pack', types: ['NiceNode'], ...more })
const gather = async (want: PackWant, options: FakePacksOptions = {}) => {
  const fake = fakePacks(options)
  const fact = await createPackGatherer(fake.parts)(want, { ask: [], signal: new AbortController().signal, plan: '01J' })
  return { fact, fetched: fake.fetched }
}
const git = { source: 'git', commit: 'b'.repeat(40), repository: 'https://github.com/Nice/Pack' } as const

describe.each([
  ['posix', path.posix, linuxRoot],
  ['win32', path.win32, windowsRoot],
] as const)('on %s', (_, flavour, root) => {
  const at = (...names: readonly string[]) => flavour.join(root, ...names)
  const on = (folder: string, more: Partial<PackOnDisk> = {}) => packOnDisk(folder, { root, ...more })

  it('tells all of a pack that nothing stands in the way of', async () => {
    const texts = { '__init__.py': 'import os\r\nos.system("x")\r\n', 'requirements.txt': 'numpy\r\n--index-url http://127.0.0.1:9\r\n', 'nodes/größe 模型.py': '' }
    const { fact, fetched } = await gather(install({ pack: 'nice-pack@1.2.0' }), { root, texts })
    expect(fetched).toEqual([{ by: 'registry', id: 'nice-pack', version: '1.2.0' }])
    expect(fact).toMatchObject({
      of: 'pack',
      root,
      target: { path: at('nice-pack'), stamp: { is: 'absent' } },
      standing: null,
      aside: [],
      types: ['NiceNode'],
      code: [{ kind: 'starts-programs', file: '__init__.py', line: 2 }],
      requirements: { lines: [{ line: 'numpy', at: 1 }], refused: [{ kind: 'risky-requirement', line: 2 }] },
      marks: [{ name: '.tracking', text: '__init__.py\nnodes/größe 模型.py\nrequirements.txt\nweb/größe.png' }],
    })
  })

  it('calls it what the report calls it, in what stands in the way too', async () => {
    expect((await gather(install({ title: 'Größe & More' }), { root })).fact).toMatchObject({ of: 'pack', pack: { title: 'Größe & More', folder: 'nice-pack' } })
    const { fact } = await gather(install({ title: 'Größe & More' }), { root, there: [on('Nice-Pack')] })
    expect(fact).toMatchObject({ problem: { code: 'PACK_FOLDER_CONFLICT', message: expect.stringContaining('Größe & More') }, open: { title: 'Größe & More' } })
  })

  it('asks before it touches what stands there, and says what can be done', async () => {
    const { fact } = await gather(install(), { root, there: [on('Nice-Pack')] })
    expect(fact).toMatchObject({ of: 'problem', problem: { code: 'PACK_FOLDER_CONFLICT', message: expect.stringContaining('Nice-Pack'), hint: expect.stringContaining('Keep both: Nice Pack goes into nice-pack-2.') } })
  })

  it('replaces into the same folder, the old one in the trash', async () => {
    const there = on('Other Größe', git)
    const { fact } = await gather(install({ conflict: 'replace' }), { root, there: [there] })
    expect(fact).toMatchObject({ of: 'pack', target: { path: at('Other Größe') }, standing: { pack: there, conflict: 'same-repository' }, aside: [{ as: 'trash', thing: { path: there.path, bytes: 5000 } }] })
  })

  it('what somebody works on makes room under a disabled name', async () => {
    const there = on('nice-pack', { ...git, source: 'development' })
    const { fact } = await gather(install({ conflict: 'replace' }), { root, there: [there, on('Nice-Pack.disabled')] })
    expect(fact).toMatchObject({ aside: [{ as: 'move', thing: { path: there.path }, to: { path: at('nice-pack.1700000000.disabled') } }] })
  })

  it('keeps both beside each other', async () => {
    const { fact } = await gather(install({ conflict: 'keep-both' }), { root, there: [on('nice-pack', { ...git, repository: 'https://github.com/Other/Pack' })] })
    expect(fact).toMatchObject({ of: 'pack', target: { path: at('nice-pack-2') }, aside: [] })
  })

  it('disables, enables, removes', async () => {
    const there = [on('Pack'), on('.disabled/Pack@1_0_0'), on('mine', { source: 'development' }), on('x.py', { source: 'file' })]
    const of = async (want: PackWant['want'], folder: string) => (await gather({ want, folder } as PackWant & { want: 'disable-node-pack' }, { root, there })).fact
    expect(await of('disable-node-pack', 'Pack')).toMatchObject({ of: 'switch', to: { path: at('Pack.disabled'), stamp: { is: 'absent' } }, types: ['NiceNode'] })
    expect(await of('disable-node-pack', 'x.py')).toMatchObject({ to: { path: at('x.py.disabled') } })
    expect(await of('enable-node-pack', '.disabled/Pack@1_0_0')).toMatchObject({ of: 'switch', there: { path: at('.disabled', 'Pack@1_0_0') }, to: { path: at('Pack'), stamp: { is: 'folder' } } })
    expect(await of('remove-node-pack', 'pack')).toMatchObject({ of: 'remove', aside: { as: 'trash', thing: { path: at('Pack') } } })
    expect(await of('remove-node-pack', 'mine')).toMatchObject({ of: 'switch', to: { path: at('mine.disabled') } })
    expect(await of('remove-node-pack', '../etc')).toMatchObject({ of: 'problem', problem: { code: 'PATH_NOT_FOUND' } })
  })

  it('updates in place, by where it came from', async () => {
    const there = [on('a', { source: 'registry', id: 'nice-pack', version: '1.0.0' }), on('b', git), on('c'), on('d', { ...git, source: 'development' }), on('e.disabled', git)]
    const of = (folder: string, to?: string) => gather({ want: 'update-node-pack', folder, ...(to === undefined ? {} : { to }) }, { root, there })
    const a = await of('a', '1.2.0')
    expect(a.fetched).toEqual([{ by: 'registry', id: 'nice-pack', version: '1.2.0' }])
    expect(a.fact).toMatchObject({ of: 'pack', root, target: { path: at('a') }, aside: [{ as: 'trash' }], standing: { conflict: 'already-tracked' } })
    expect((await of('b', 'main')).fetched).toEqual([{ by: 'repository', url: 'https://github.com/Nice/Pack', ref: 'main' }])
    for (const [folder, to] of [['c'], ['d'], ['e.disabled'], ['b', '--upload-pack=x']] as const) {
      const { fact, fetched } = await of(folder, to)
      expect(fact).toMatchObject({ of: 'problem', problem: { code: 'PACK_FOLDER_CONFLICT' } })
      expect(fetched).toEqual([])
    }
  })
})

it('uses what is there without fetching anything', async () => {
  const copy = packOnDisk('nice-pack.disabled', { ...git, id: 'nice-pack' })
  for (const pack of ['nice-pack', 'https://github.com/nice/pack.git@main']) {
    const { fact, fetched } = await gather(install({ pack, conflict: 'use-existing' }), { there: [copy] })
    expect(fact).toMatchObject({ of: 'switch', pack: copy, to: { path: path.posix.join(linuxRoot, 'nice-pack') } })
    expect(fetched).toEqual([])
  }
})

it('a disabled copy is asked about, then trashed or kept as the person says', async () => {
  const there = [packOnDisk('nice-pack.disabled', git)]
  expect((await gather(install(), { there })).fact).toMatchObject({ of: 'problem', problem: { hint: expect.stringContaining('Enable that copy') } })
  expect((await gather(install({ conflict: 'replace' }), { there })).fact).toMatchObject({ target: { path: path.posix.join(linuxRoot, 'nice-pack') }, aside: [{ as: 'trash' }] })
  expect((await gather(install({ conflict: 'keep-both' }), { there })).fact).toMatchObject({ target: { path: path.posix.join(linuxRoot, 'nice-pack') }, aside: [] })
})

it('two enabled copies of one pack are no answer', async () => {
  expect((await gather(install({ conflict: 'keep-both' }), { there: [packOnDisk('x', git)] })).fact).toMatchObject({ of: 'problem' })
})

it('the same version, untouched, needs no answer', async () => {
  const there = [packOnDisk('nice-pack', { source: 'registry', id: 'nice-pack', version: '1.2.0', changed: false })]
  expect((await gather(install(), { there })).fact).toMatchObject({ of: 'pack', standing: { conflict: 'already-tracked' } })
})

it.each(['--upload-pack=x', '/etc', 'https://me:ghp_x@github.com/a/b', '../x', 'a b'])('%j is fetched from nowhere', async (pack) => {
  const { fact, fetched } = await gather(install({ pack }))
  expect(fact).toMatchObject({ of: 'problem', problem: { code: 'PACK_NAME_UNREADABLE' } })
  expect(JSON.stringify(fact)).not.toContain('ghp_')
  expect(fetched).toEqual([])
})

it('a folder name that leads elsewhere, a pack of the known list, a pack that nobody has', async () => {
  await expect(gather(install(), { shelved: { folder: '../x' } })).rejects.toMatchObject({ problem: { code: 'PACK_ARCHIVE_REFUSED' } })
  await expect(gather(install({ pack: 'absent' }))).rejects.toMatchObject({ problem: { code: 'PACK_NOT_FOUND' } })
  const { fact } = await gather(install(), { shelved: { repository: 'https://github.com/AppleBotzz/ComfyUI_LLMVISION.git' } })
  expect(fact).toMatchObject({ code: [{ kind: 'known-bad' }] })
})
