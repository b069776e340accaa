import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { catalogueOf } from '../../core/catalogue/catalogue-of.js'
import { createFolderSource } from './folder-source.js'
import { createRegistrySource } from './registry-source.js'
import { createMemoryStore } from './testing/memory-store.js'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'greenlight registry ü-'))
})
afterEach(() => rm(root, { recursive: true }))

const packs = [
  { id: 'foo-pack', title: 'Foo', repository: 'https://github.com/Me/ComfyUI-Foo', latest: '1.10.0', stars: 5, licence: 'MIT', status: 'flagged' },
  { id: 'bare', title: 'Bare', status: 'active', deprecated: true },
  { id: 'banned', title: 'Banned', repository: 'https://github.com/x/banned', status: 'banned', preempted: ['Contested'] },
]
const image = { name: 'image', type: 'IMAGE' }
const versions = [
  { id: 'foo-pack', version: '1.9.0', types: [{ name: 'FooNode', inputs: [image], outputs: ['IMAGE'] }, { name: 'OldNode', inputs: [], outputs: [] }] },
  { id: 'foo-pack', version: '1.10.0', types: [{ name: 'FooNode', inputs: [image, { name: 'mask', type: 'MASK' }], outputs: ['IMAGE'] }, { name: 'Contested' }] },
  { id: 'banned', version: '0.1.0', types: [{ name: 'Contested', inputs: [], outputs: [], deprecated: true }] },
  { id: 'only-types', version: '1.0.0', types: [{ name: 'Lone', inputs: [], outputs: ['INT'] }] },
]

async function put(lines: { packs?: readonly unknown[]; versions?: readonly unknown[]; end?: string } = {}): Promise<void> {
  const text = (values: readonly unknown[]) => values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)) + (lines.end ?? '\n')).join('')
  await writeFile(join(root, 'packs.jsonl'), text(lines.packs ?? packs))
  await writeFile(join(root, 'node-types.jsonl'), text(lines.versions ?? versions))
  await writeFile(join(root, 'state.json'), JSON.stringify({ at: '2026-03-01T10:00:00.000Z', page: 3, done: true }))
}

const types = ['FooNode', 'OldNode', 'Contested', 'Lone', 'constructor']

it('answers claims with what a type looks like in each version, newest first; the same from a block', async () => {
  await put()
  const store = createMemoryStore()
  const text = catalogueOf([createRegistrySource(root, store)])
  const known = await text.lookUp(types, ['bare', 'foo-pack'])
  expect(known.claims.get('FooNode')).toMatchObject([
    {
      id: 'foo-pack', repository: 'https://github.com/Me/ComfyUI-Foo', title: 'Foo', from: 'Comfy Registry',
      about: { latest: '1.10.0', stars: 5, licence: 'MIT' }, risks: [{ kind: 'flagged' }],
      signatures: [
        { version: '1.10.0', inputs: [image, { name: 'mask', type: 'MASK' }], outputs: ['IMAGE'] },
        { version: '1.9.0', inputs: [image], outputs: ['IMAGE'] },
      ],
    },
  ])
  expect(known.claims.get('OldNode')?.[0]?.signatures).toEqual([{ version: '1.9.0', inputs: [], outputs: [] }])
  expect(known.claims.get('Contested')?.map(({ id, wins, signatures }) => [id, wins, signatures?.length])).toEqual([['foo-pack', undefined, undefined], ['banned', true, 1]])
  expect(known.claims.get('Lone')).toMatchObject([{ id: 'only-types', repository: null, title: 'only-types' }])
  expect(known.packs.get('bare')).toMatchObject({ id: 'bare', repository: null, risks: [{ kind: 'deprecated' }] })
  expect(await text.status()).toMatchObject([{ from: 'comfy-registry', at: '2026-03-01T10:00:00.000Z', packs: 4, nodeTypes: 4, where: root }])
  await text.lookUp([], [])
  await store.saved('.json')
  const block = await catalogueOf([createRegistrySource(root, store)]).lookUp(types, ['bare', 'foo-pack'])
  expect({ ...block, shares: new Map(block.shares) }).toEqual({ ...known, shares: new Map(known.shares) })
})

it('reads Windows line ends and a last line without an end; a bad line hides no other', async () => {
  await put({ end: '\r\n', versions: [...versions, 'half {', '', '[]', '{"id": 5, "types": []}'] })
  await truncate(join(root, 'packs.jsonl'), JSON.stringify(packs[0]).length)
  const known = await catalogueOf([createRegistrySource(root, null)]).lookUp(types, ['foo-pack'])
  expect([...known.claims.keys()]).toEqual(['FooNode', 'OldNode', 'Contested', 'Lone'])
  expect(known.claims.get('FooNode')?.[0]?.signatures).toHaveLength(2)
  expect(known.problems.map(({ code, message }) => [code, message.includes('1 line is no JSON')])).toEqual([['CATALOGUE_UNREADABLE', true]])
})

it('reads anew when the files change, and knows nothing when there are none', async () => {
  const catalogue = catalogueOf([createRegistrySource(root, null)])
  expect(await catalogue.status()).toEqual([])
  await put()
  expect((await catalogue.lookUp(['Lone'], [])).claims.has('Lone')).toBe(true)
  await put({ versions: versions.slice(0, 3) })
  await utimes(join(root, 'node-types.jsonl'), 5, 5)
  expect((await catalogue.lookUp(['Lone'], [])).claims.has('Lone')).toBe(false)
})

it('joins what it tells of a pack with what the lists tell, each said by whom', async () => {
  await put()
  const lists = join(root, 'extension-node-map.json')
  await writeFile(lists, JSON.stringify({ 'https://github.com/me/comfyui-foo': [['FooNode', 'FromList'], { title_aux: 'Foo of the list' }], 'https://github.com/other/copy': [['FooNode'], {}] }))
  const { claims, shares } = await catalogueOf([createFolderSource([root], null), createRegistrySource(root, null)]).lookUp(['FooNode', 'FromList'], [])
  expect(claims.get('FooNode')?.map(({ id, title, from }) => [id, title, from])).toEqual([
    ['foo-pack', 'Foo of the list', `${root}, Comfy Registry`],
    [null, 'copy', root],
  ])
  expect(claims.get('FromList')).toMatchObject([{ id: 'foo-pack', from: root, about: { latest: '1.10.0' } }])
  expect(shares.get('github.com/me/comfyui-foo')).toMatchObject({ types: 4, names: ['Contested', 'FooNode', 'FromList', 'OldNode'], exclusive: 2 })
})
