import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueOf } from '../../core/catalogue/catalogue-of.js'
import { createFolderSource } from './folder-source.js'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'greenlight 目錄 ü-'))
})
afterEach(() => rm(root, { recursive: true }))

async function put(path: string, content: unknown): Promise<string> {
  const whole = join(root, path)
  await mkdir(dirname(whole), { recursive: true })
  await writeFile(whole, typeof content === 'string' ? content : JSON.stringify(content))
  return whole
}

const open = (...folders: string[]) => catalogueOf([createFolderSource(folders.map((folder) => join(root, folder)), null)])
const one = (title: string) => ({ [`https://github.com/a/${title}`]: [['T'], {}] })

describe('reading lists', () => {
  it('takes each from the first folder that has a readable one, and tells the bad', async () => {
    await put('fresh/1742899825_extension-node-map.json', '{"cut": ')
    await put('fresh/1514988643_custom-node-list.json', '')
    await put('old/extension-node-map.json', one('old'))
    await put('old/custom-node-list.json', { custom_nodes: 5 })
    await put('oldest/custom-node-list.json', { custom_nodes: [{ id: 'old', files: ['https://github.com/A/Old'] }] })
    await put('oldest/extension-node-map.json', { 'https://github.com/a/stale': [['T', 'Stale'], {}] })
    const known = await open('absent', 'fresh', 'old', 'oldest').lookUp(['T', 'Stale'], [])
    expect(known.claims.get('T')).toMatchObject([{ id: 'old', repository: 'https://github.com/A/Old' }])
    expect(known.claims.has('Stale')).toBe(false)
    expect(known.source).toBe(join(root, 'old'))
    expect(known.problems.map(({ code, message }) => [code, /fresh|old/.test(message)])).toEqual(Array(3).fill(['CATALOGUE_UNREADABLE', true]))
    expect(known.problems.filter(({ message }) => message.includes('it is empty'))).toHaveLength(1)
  })

  it('reads a byte order mark, Windows line ends and NaN', async () => {
    const text = JSON.stringify(one('marked'), null, 2).replace('{}', '{"x": NaN}').replaceAll('\n', '\r\n')
    await put('m/extension-node-map.json', `\ufeff${text}`)
    const known = await open('m').lookUp(['T'], [])
    expect(known.claims.get('T')?.[0]?.title).toBe('marked')
    expect(known.problems).toEqual([])
  })

  it('lets broken entries hide no other, whatever they are called', async () => {
    await put('m/extension-node-map.json', `{
      "__proto__": [["T"], {"title_aux": "proto"}], "constructor": "x", "https://github.com/a/1": null, "https://github.com/a/2": [],
      "https://github.com/a/3": [[7, null, {}, "T", "T"], "about"], "https://github.com/a/4": ["T"], "": [["T"], {"title": 5}], "https://github.com/a/5": [["T"], {"title": 5, "nodename_pattern": ["x"]}]}`)
    await put('m/custom-node-list.json', { custom_nodes: ['rubbish', null, { files: 5 }, { files: [5, 'https://github.com/A/3'], title: 8, id: [] }, {}] })
    await put('m/github-stats.json', { 'https://github.com/a/3': 'many', constructor: 4, 'https://github.com/b/c': { stars: 1 } })
    const { claims, packs, problems } = await open('m').lookUp(['T', 'constructor'], ['A/3'])
    expect(claims.get('T')?.map(({ title }) => title)).toEqual(['3', '5'])
    expect(packs.get('A/3')).toMatchObject({ repository: 'https://github.com/A/3', title: '3' })
    expect(packs.get('A/3')?.about).toBeUndefined()
    expect([claims.has('constructor'), problems]).toEqual([false, []])
  })

  it('of two cached copies takes the newer; reads a changed file anew', async () => {
    const first = await put('m/1_extension-node-map.json', one('one'))
    await put('m/2_extension-node-map.json', one('two'))
    await utimes(first, 1, 1)
    const catalogue = open('m')
    const titles = async () => (await catalogue.lookUp(['T'], [])).claims.get('T')?.map((claim) => claim.title)
    expect(await titles()).toEqual(['two'])
    await put('m/2_extension-node-map.json', one('three'))
    expect(await titles()).toEqual(['three'])
  })

  it('knows scripts, gists and parts of repositories by their repository', async () => {
    await put('m/extension-node-map.json', {
      'https://raw.githubusercontent.com/Solo/File/main/node.py': [['Solo'], {}],
      'https://github.com/Mono/Repo/tree/main/packs/a': [['A'], {}],
      'https://github.com/mono/repo': [['B'], { title_aux: 'Mono' }],
      'https://gist.githubusercontent.com/me/7361b8eb/raw/f9605/x.py': [['Gist'], {}],
    })
    const { claims, packs } = await open('m').lookUp(['Solo', 'A', 'B', 'Gist'], ['mono/repo'])
    const keys = ['Solo', 'A', 'B', 'Gist'].map((type) => claims.get(type)?.map(({ repository }) => repository))
    expect(keys).toEqual([['https://github.com/Solo/File'], ['https://github.com/Mono/Repo'], ['https://github.com/Mono/Repo'], ['https://gist.github.com/me/7361b8eb']])
    expect(packs.get('mono/repo')?.title).toBe('Mono')
  })

  it('takes a renamed repository for the same pack, but not one that is listed on its own', async () => {
    await put('m/extension-node-map.json', {
      'https://github.com/now/Pack': [['T'], { title_aux: 'Now' }],
      'https://github.com/before/Pack': [['T', 'Old'], { title_aux: 'Before' }],
      'https://github.com/own/Other': [['T'], { title_aux: 'Other' }],
    })
    await put('m/custom-node-list.json', {
      custom_nodes: [
        { title: 'Now', files: ['https://github.com/now/Pack'], reference: 'https://github.com/now/Pack', reference2: 'https://github.com/before/Pack' },
        { title: 'Other', files: ['https://github.com/own/Other'], reference: 'https://github.com/now/Pack' },
      ],
    })
    const { claims } = await open('m').lookUp(['T', 'Old'], [])
    expect(claims.get('T')?.map(({ title }) => title)).toEqual(['Now', 'Other'])
    expect(claims.get('Old')?.map(({ repository }) => repository)).toEqual(['https://github.com/now/Pack'])
  })

  it("reads the registry's list that a cache keeps as a part of its own", async () => {
    await put('cache/extension-node-map.json', { 'https://github.com/Kijai/ComfyUI-KJNodes': [['T'], { title_aux: 'KJ' }] })
    await put('cache/custom-node-list.json', { custom_nodes: [{ id: 'kjnodes', files: ['https://github.com/kijai/ComfyUI-KJNodes'] }] })
    await put('cache/881334633_nodes.json', {
      nodes: [
        { id: 'ComfyUI-KJNodes', name: 'Kay', repository: 'https://github.com/kijai/comfyui-kjnodes.git', github_stars: 0, license: '{"text": "GPL-3.0"}', publisher: { name: 'kijai' }, latest_version: { version: '1.2.10', createdAt: '2026-05-01T00:00:00Z', status: 'NodeVersionStatusFlagged', deprecated: false } },
        { id: 'gone', name: 'Gone', repository: '', status: 'NodeStatusDeleted', latest_version: null },
        { id: 5 },
        null,
      ],
    })
    const catalogue = open('cache')
    const { claims, packs } = await catalogue.lookUp(['T'], ['gone', 'kjnodes'])
    expect(claims.get('T')).toMatchObject([{ id: 'comfyui-kjnodes', title: 'KJ', about: { latest: '1.2.10', updated: '2026-05-01T00:00:00Z', licence: 'GPL-3.0', author: 'kijai' }, risks: [{ kind: 'flagged' }] }])
    expect(claims.get('T')?.[0]?.about?.stars).toBeUndefined()
    expect(packs.get('gone')).toMatchObject({ id: 'gone', repository: null, title: 'Gone', risks: [{ kind: 'deprecated' }] })
    expect(packs.get('kjnodes')?.title).toBe('KJ')
    expect((await catalogue.status()).map(({ from, packs: count }) => [from, count])).toEqual([['manager', 1], ['manager', 2]])
  })

  it('is nothing where there is nothing', async () => {
    const known = await open('absent').lookUp(['X'], ['y'])
    expect([known.claims.size, known.packs.size, known.source, known.problems]).toEqual([0, 0, null, []])
    await put('empty/extension-node-map.json', {})
    expect((await open('empty').lookUp(['X'], [])).problems).toEqual([])
  })
})

const real = fileURLToPath(new URL('../../../../../shared/data/registry/comfyui-manager', import.meta.url))
it.skipIf(!existsSync(real))('reads the whole catalogue', async () => {
  const catalogue = catalogueOf([createFolderSource([real], null)])
  const types = ['PreViewVideo', 'KSampler', 'Anything (mtb)', 'HunyuanOfNobody', 'UnetLoaderGGUF']
  const known = await catalogue.lookUp(types, ['comfyui-kjnodes', 'comfyui_essentials', 'rgthree-comfy'], ['ae.safetensors'])
  expect(known.problems).toEqual([])
  expect(known.claims.get('PreViewVideo')).toHaveLength(16)
  expect(known.claims.get('KSampler')?.some((claim) => claim.title === 'ComfyUI')).toBe(true)
  expect(known.claims.get('Anything (mtb)')?.map((claim) => claim.via)).toContain('pattern')
  expect(known.claims.has('HunyuanOfNobody')).toBe(false)
  expect(known.claims.get('UnetLoaderGGUF')?.filter(({ wins }) => wins)).toMatchObject([{ repository: 'https://github.com/city96/ComfyUI-GGUF' }])
  expect(known.packs.get('comfyui_essentials')).toMatchObject({ id: 'comfyui_essentials', repository: 'https://github.com/cubiq/ComfyUI_essentials' })
  expect(known.models.get('ae.safetensors')).toMatchObject([{ directory: expect.any(String), size: 335_000_000 }])
  expect((await catalogue.status())[0]).toMatchObject({ nodeTypes: 40_160, models: 562 })
})
