import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { kindOf } from './catalogue-files.js'
import { findManagerFolders } from './find-list-folders.js'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'greenlight Verzeichnis ü-'))
})
afterEach(() => rm(root, { recursive: true }))

async function put(path: string): Promise<void> {
  const whole = join(root, path)
  await mkdir(dirname(whole), { recursive: true })
  await writeFile(whole, '{}')
}

it('looks into caches first, then the pack, then the package; only with a list inside', async () => {
  await put('ui/user/__manager/cache/1_extension-node-map.json')
  await put('ui/user/default/ComfyUI-Manager/cache/4245046894_custom-node-list.json')
  await put('ui/custom_nodes/comfyui-manager/extension-node-map.json')
  await put('ui/custom_nodes/ComfyUI-Manager.disabled/extension-node-map.json')
  await put('ui/venv/lib/python3.12/site-packages/comfyui_manager/custom-node-list.json')
  await put('python_embeded/Lib/site-packages/comfyui_manager/extension-node-map.json')
  await put('ui/.venv/lib/python3.12/site-packages/comfyui_manager/readme.md')
  const found = await findManagerFolders(join(root, 'ui'))
  expect(found.map((folder) => folder.slice(root.length + 1).replaceAll('\\', '/'))).toEqual([
    'ui/user/__manager/cache',
    'ui/user/default/ComfyUI-Manager/cache',
    'ui/custom_nodes/comfyui-manager',
    'ui/venv/lib/python3.12/site-packages/comfyui_manager',
    'python_embeded/Lib/site-packages/comfyui_manager',
  ])
})

it('follows user and custom_nodes folders that lie elsewhere', async () => {
  await put('x/far/nodes/ComfyUI_Manager/custom-node-list.json')
  const customNodes = [join(root, 'x', 'far', 'nodes')]
  expect(await findManagerFolders(join(root, 'x', 'far'), { user: join(root, 'u'), customNodes })).toEqual([
    join(root, 'x', 'far', 'nodes', 'ComfyUI_Manager'),
  ])
})

it.each([
  ['extension-node-map.json', 'extension-node-map'],
  ['1742899825_extension-node-map.json', 'extension-node-map'],
  ['1514988643_custom-node-list.json.json', 'custom-node-list'],
  ['746607195_github-stats.json', 'github-stats'],
  ['Model-List.JSON', 'model-list'],
  ['881334633_nodes.json', 'nodes'],
  ['nodes.json', null],
  ['my_extension-node-map.json', null],
  ['extension-node-map.json.bak', null],
  ['832903789_extras.json', null],
])('%s is %s', (name, kind) => {
  expect(kindOf(name)).toBe(kind)
})
