import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCatalogue } from './catalogue.js'
import { findManagerFolders } from './find-list-folders.js'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'greenlight Verzeichnis ü-'))
})
afterEach(() => rm(root, { recursive: true }))

async function put(path: string, content: unknown): Promise<string> {
  const whole = join(root, path)
  await mkdir(dirname(whole), { recursive: true })
  await writeFile(whole, typeof content === 'string' ? content : JSON.stringify(content))
  return whole
}

const map = {
  'https://github.com/Owner/Nice-Pack': [['Nice', 'Shared'], { title_aux: 'Nice Pack ✨' }],
  'https://github.com/other/vendor.git': [['Shared'], { title: 'Vendor', nodename_pattern: ' \\(vendor\\)$' }],
  'https://raw.githubusercontent.com/solo/file/main/node.py': [['Solo', 7], {}],
  'https://github.com/comfyanonymous/ComfyUI': [['KSampler', 'Shared'], { title_aux: 'ComfyUI' }],
  'https://github.com/bad/shape': 'x',
  'https://github.com/bad/pattern': [[], { nodename_pattern: '((' }],
  'https://github.com/slow/pattern': [[], { nodename_pattern: '(a+)+$' }],
}
const list = {
  custom_nodes: [
    {
      id: 'Nice-Pack',
      title: 'Nice',
      reference: 'https://github.com/owner/nice-pack/',
      files: ['https://github.com/Owner/Nice-Pack'],
    },
    { title: 'Vendor from the list', reference: 'https://github.com/Other/Vendor', files: [] },
    {
      id: 'unmapped',
      title: 'Unmapped Pack',
      reference: 'https://github.com/Un/Mapped',
      files: ['https://github.com/Un/Mapped'],
    },
    'rubbish',
    { files: 5 },
  ],
}

describe('createCatalogue', () => {
  it('answers the claims of the types asked, with ids from the list', async () => {
    await put('m/extension-node-map.json', map)
    await put('m/custom-node-list.json', list)
    const known = await createCatalogue([join(root, 'm')]).lookUp(
      ['Nice', 'Shared', 'Solo', 'Nobody', '__proto__', 'constructor'],
      [],
    )
    expect(Object.fromEntries(known.claims)).toEqual({
      Nice: [
        { id: 'nice-pack', repository: 'https://github.com/Owner/Nice-Pack', title: 'Nice Pack ✨', via: 'exact-type' },
      ],
      Shared: [
        { id: null, repository: 'https://github.com/comfyanonymous/ComfyUI', title: 'ComfyUI', via: 'exact-type' },
        { id: null, repository: 'https://github.com/other/vendor', title: 'Vendor', via: 'exact-type' },
        { id: 'nice-pack', repository: 'https://github.com/Owner/Nice-Pack', title: 'Nice Pack ✨', via: 'exact-type' },
      ],
      Solo: [{ id: null, repository: 'https://github.com/solo/file', title: 'file', via: 'exact-type' }],
    })
    expect([...known.packs.keys()].sort()).toEqual([
      'github.com/other/vendor',
      'github.com/owner/nice-pack',
      'github.com/solo/file',
      'nice-pack',
    ])
    expect(known.source).toBe(join(root, 'm'))
    expect(known.problems).toEqual([])
  })

  it('a pattern counts only where nobody claims the name, and a bad one not at all', async () => {
    await put('m/extension-node-map.json', { ...map, 'https://github.com/a/b': [['Claimed (vendor)'], {}] })
    const slow = `${'a'.repeat(60)}!`
    const { claims } = await createCatalogue([join(root, 'm')]).lookUp(['X (vendor)', 'Claimed (vendor)', slow], [])
    expect(claims.get('X (vendor)')).toEqual([
      { id: null, repository: 'https://github.com/other/vendor', title: 'Vendor', via: 'pattern' },
    ])
    expect(claims.get('Claimed (vendor)')?.map((claim) => claim.via)).toEqual(['exact-type'])
    expect(claims.has(slow)).toBe(false)
  })

  it('knows packs by registry id, by owner/name and by address, but not ComfyUI', async () => {
    await put('m/extension-node-map.json', map)
    await put('m/custom-node-list.json', list)
    const ids = [
      'UNMAPPED',
      'owner/nice-pack',
      'git@github.com:Other/Vendor.git',
      'comfyanonymous/ComfyUI',
      'nobody',
      '../x',
    ]
    const { packs } = await createCatalogue([join(root, 'm')]).lookUp([], ids)
    expect(packs.get('UNMAPPED')).toEqual({
      id: 'unmapped',
      repository: 'https://github.com/Un/Mapped',
      title: 'Unmapped Pack',
      via: 'exact-type',
    })
    expect(packs.get('unmapped')).toBe(packs.get('UNMAPPED'))
    expect(packs.get('github.com/un/mapped')?.id).toBe('unmapped')
    expect(packs.get('owner/nice-pack')?.id).toBe('nice-pack')
    expect(packs.get('github.com/other/vendor')).toMatchObject({ title: 'Vendor' })
    expect(packs.has('github.com/comfyanonymous/comfyui')).toBe(false)
    expect(packs.has('nobody')).toBe(false)
  })

  it('takes each list from the first folder that has a readable one, and tells the bad', async () => {
    await put('fresh/1742899825_extension-node-map.json', '{"cut": ')
    await put('fresh/1514988643_custom-node-list.json', '')
    await put('old/extension-node-map.json', map)
    await put('old/custom-node-list.json', { custom_nodes: 5 })
    await put('oldest/custom-node-list.json', list)
    const known = await createCatalogue([
      join(root, 'absent'),
      join(root, 'fresh'),
      join(root, 'old'),
      join(root, 'oldest'),
    ]).lookUp(['Nice'], [])
    expect(known.claims.get('Nice')?.[0]?.id).toBe('nice-pack')
    expect(
      known.problems.map((told) => [told.code, told.message.includes('old') || told.message.includes('fresh')]),
    ).toEqual(Array(3).fill(['CATALOGUE_UNREADABLE', true]))
  })

  it('of two cached copies the newer one counts; a changed file is read anew', async () => {
    const first = await put('m/1_extension-node-map.json', { 'https://github.com/a/one': [['T'], {}] })
    await put('m/2_extension-node-map.json', { 'https://github.com/a/two': [['T'], {}] })
    await utimes(first, 1, 1)
    const catalogue = createCatalogue([join(root, 'm')])
    const titles = async () => (await catalogue.lookUp(['T'], [])).claims.get('T')?.map((claim) => claim.title)
    expect(await titles()).toEqual(['two'])
    await put('m/2_extension-node-map.json', { 'https://github.com/a/three': [['T'], {}] })
    expect(await titles()).toEqual(['three'])
  })

  it('nothing on this disk is nothing known', async () => {
    expect(await createCatalogue([]).lookUp(['X'], ['y'])).toEqual({
      claims: new Map(),
      packs: new Map(),
      source: null,
      problems: [],
    })
    await put('empty/extension-node-map.json', {})
    const known = await createCatalogue([join(root, 'empty')]).lookUp(['X'], [])
    expect([known.claims.size, known.problems]).toEqual([0, []])
  })

  const real = fileURLToPath(new URL('../../../../../shared/data/registry/comfyui-manager', import.meta.url))
  it.skipIf(!existsSync(real))('reads the whole catalogue once, fast', async () => {
    const catalogue = createCatalogue([real])
    const started = performance.now()
    const known = await catalogue.lookUp(
      ['PreViewVideo', 'KSampler', 'Display Any (rgthree)', 'Anything (mtb)'],
      ['comfyui-impact-pack'],
    )
    expect(performance.now() - started).toBeLessThan(3000)
    expect(known.problems).toEqual([])
    expect(known.claims.get('PreViewVideo')?.length).toBeGreaterThanOrEqual(10)
    expect(known.claims.get('KSampler')?.some((claim) => claim.title === 'ComfyUI')).toBe(true)
    expect(known.claims.get('Anything (mtb)')?.map((claim) => claim.via)).toContain('pattern')
    expect(known.packs.get('comfyui-impact-pack')?.repository).toBe('https://github.com/ltdrdata/ComfyUI-Impact-Pack')
    const again = performance.now()
    await catalogue.lookUp(['PreViewVideo'], [])
    expect(performance.now() - again).toBeLessThan(200)
  })
})

it('findManagerFolders: caches first, then the pack, then the package; only with a list inside', async () => {
  await put('ui/user/__manager/cache/1_extension-node-map.json', {})
  await put('ui/user/default/ComfyUI-Manager/cache/4245046894_custom-node-list.json', {})
  await put('ui/custom_nodes/comfyui-manager/extension-node-map.json', {})
  await put('ui/custom_nodes/ComfyUI-Manager.disabled/extension-node-map.json', {})
  await put('ui/venv/lib/python3.12/site-packages/comfyui_manager/custom-node-list.json', {})
  await put('python_embeded/Lib/site-packages/comfyui_manager/extension-node-map.json', {})
  await put('ui/.venv/lib/python3.12/site-packages/comfyui_manager/readme.md', '')
  const found = await findManagerFolders(join(root, 'ui'))
  expect(found.map((folder) => folder.slice(root.length + 1).replaceAll('\\', '/'))).toEqual([
    'ui/user/__manager/cache',
    'ui/user/default/ComfyUI-Manager/cache',
    'ui/custom_nodes/comfyui-manager',
    'ui/venv/lib/python3.12/site-packages/comfyui_manager',
    'python_embeded/Lib/site-packages/comfyui_manager',
  ])
  await put('x/far/nodes/ComfyUI_Manager/custom-node-list.json', {})
  expect(
    await findManagerFolders(join(root, 'x', 'far'), {
      user: join(root, 'u'),
      customNodes: [join(root, 'x', 'far', 'nodes')],
    }),
  ).toEqual([join(root, 'x', 'far', 'nodes', 'ComfyUI_Manager')])
})
