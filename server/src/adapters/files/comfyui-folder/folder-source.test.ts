import { utimes } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree, type Tree } from '../testing/temp-tree.js'
import { createFolderSource, locateFor } from './folder-source.js'

const code: Tree = { 'main.py': '', 'comfyui_version.py': '__version__ = "0.29.0"\n', 'custom_nodes/': '' }
const around = { env: {}, home: '/nobody', platform: 'linux' } as const
const read = (folder: string, flags = {}) => createFolderSource({ folder, flags, ...around }).read()
const names = (models: Awaited<ReturnType<typeof read>>['models']) => {
  const filled = [...(models ?? [])].filter(([, files]) => files.length > 0)
  return Object.fromEntries(filled.map(([folder, files]) => [folder, files.map((file) => file.name)]))
}

it('lists models as ComfyUI does', async () => {
  await using tree = await tempTree({
    ...code,
    'models/checkpoints/put_checkpoints_here': '',
    'models/checkpoints/sub dir/模型.SAFETENSORS': '123',
    'models/checkpoints/a.ckpt': '',
    'models/checkpoints/notes.txt': '',
    'models/checkpoints/.git/x.ckpt': '',
    'models/unet/u.safetensors': '',
    'models/unet/q.gguf': '12',
    'models/diffusion_models/d.sft': '',
    'models/clip/c.safetensors': '',
    'models/text_encoders/t.bin': '',
    'models/configs/v1.yaml': '',
    'models/configs/v1.json': '',
    'models/diffusers/sdxl/model_index.json': '{}',
    'models/diffusers/sdxl/unet/x.safetensors': '',
    'models/diffusers/deep/er/model_index.json': '{}',
    'models/ultralytics/bbox/face.pt': '',
    'models/LLM/readme.md': '',
    'models/t2i_adapter/t.pth': '',
    'models/controlnet/c.pth': '',
    'models/.cache/x.ckpt': '',
    'output/checkpoints/merged.safetensors': '',
    'output/clip/o.safetensors': '',
    'output/loras/trained.safetensors': '',
  })
  const installed = await read(tree.root)
  expect(installed).toMatchObject({
    root: tree.root,
    comfyui: '0.29.0',
    objectInfo: 'none',
    definitions: null,
    recordedAt: null,
    problems: [],
  })
  expect(names(installed.models)).toEqual({
    LLM: ['readme.md'],
    checkpoints: ['a.ckpt', 'sub dir/模型.SAFETENSORS', 'merged.safetensors'],
    configs: ['v1.yaml'],
    controlnet: ['c.pth', 't.pth'],
    diffusers: ['deep/er', 'sdxl'],
    diffusion_models: ['u.safetensors', 'd.sft'],
    loras: ['trained.safetensors'],
    text_encoders: ['t.bin', 'c.safetensors', 'o.safetensors'],
    ultralytics: ['bbox/face.pt'],
    unet_gguf: ['q.gguf'],
  })
  expect(installed.models?.get('checkpoints')?.[1]).toEqual({
    name: 'sub dir/模型.SAFETENSORS',
    path: tree.at('models', 'checkpoints', 'sub dir', '模型.SAFETENSORS'),
    size: 3,
  })
  expect(installed.models?.get('vae')).toEqual([])
  expect(installed.models?.get('diffusers')?.[1]?.path).toBe(tree.at('models', 'diffusers', 'sdxl'))
  expect([...(installed.models?.keys() ?? [])]).toEqual([...(installed.models?.keys() ?? [])].sort())
})

it('reads extra_model_paths.yaml: order, first, node packs, faults', async () => {
  await using tree = await tempTree({
    ...code,
    'extra_model_paths.yaml':
      'one:\r\n  base_path: ../sha red\r\n  checkpoints: ckpt\r\n  custom_nodes: nodes\r\n  mine: any\r\ntwo:\r\n  is_default: true\r\n  base_path: ../default\r\n  checkpoints: ckpt\r\n  vae:\r\n    - bad\r\n',
    'models/checkpoints/a.ckpt': '',
    'models/checkpoints/same.ckpt': 'xx',
    '../sha red/ckpt/same.ckpt': 'y',
    '../sha red/any/x.anything': '',
    '../default/ckpt/d.ckpt': '',
    '../sha red/nodes/Far Pack/__init__.py': '',
    'custom_nodes/near.py': '',
  })
  const installed = await read(tree.root)
  expect(names(installed.models)).toEqual({
    checkpoints: ['d.ckpt', 'a.ckpt', 'same.ckpt', 'same.ckpt'],
    mine: ['x.anything'],
  })
  expect(installed.models?.get('checkpoints')?.map((file) => file.size)).toEqual([0, 0, 2, 1])
  expect(installed.nodePacks.map((pack) => pack.folder)).toEqual(['Far Pack', 'near.py'])
  expect(installed.problems.map((told) => told.code)).toEqual(['EXTRA_MODEL_PATHS_UNREADABLE'])
  expect(installed.problems[0]?.message).toContain('vae of "two" is a list')
})

it('follows the flags of a running server', async () => {
  await using tree = await tempTree({
    ...code,
    'models/loras/not.safetensors': '',
    'base/models/loras/not either.safetensors': '',
    'm/loras/yes.safetensors': '',
    'base/custom_nodes/p/__init__.py': '',
    'in/é.png': '',
    'out/vae/v.pt': '',
    'my.yaml': 's:\n  loras: more\n',
    'more/x.pt': '',
  })
  const installed = await read(tree.root, {
    baseDirectory: tree.at('base'),
    modelsDirectory: tree.at('m'),
    inputDirectory: tree.at('in'),
    outputDirectory: tree.at('out'),
    extraModelPathsConfig: [tree.at('my.yaml'), tree.at('absent.yaml')],
  })
  expect(names(installed.models)).toEqual({ loras: ['yes.safetensors', 'x.pt'], vae: ['v.pt'] })
  expect(installed.nodePacks.map((pack) => pack.folder)).toEqual(['p'])
  expect([...(installed.inputs ?? [])]).toEqual(['é.png'])
  expect(installed.problems.map((told) => told.code)).toEqual(['FILE_UNREADABLE'])
})

it("finds Desktop's YAML only for the base path it is about", async () => {
  await using tree = await tempTree({
    'base/models/vae/a.pt': '',
    'base/custom_nodes/': '',
    'elsewhere/models/vae/b.pt': '',
    'elsewhere/custom_nodes/': '',
    'shared/vae/s.pt': '',
  })
  await tree.add({
    'home/.config/ComfyUI/extra_models_config.yaml': `comfyui_desktop:\n  is_default: "true"\n  base_path: ${tree.at('base')}\n  vae: models/vae/\nshared:\n  vae: ${tree.at('shared/vae')}\n`,
  })
  const at = (folder: string) => createFolderSource({ folder, ...around, home: tree.at('home') }).read()
  expect(names((await at(tree.at('base'))).models)).toEqual({ vae: ['a.pt', 's.pt'] })
  expect(names((await at(tree.at('elsewhere'))).models)).toEqual({ vae: ['b.pt'] })
})

it('reads inputs with their folders, and none where there is no folder', async () => {
  await using tree = await tempTree({ ...code, 'input/a b.png': '', 'input/клип/x.mp4': '', 'input/3d/m.glb': '' })
  expect([...((await read(tree.root)).inputs ?? [])]).toEqual(['3d/m.glb', 'a b.png', 'клип/x.mp4'])
  await using bare = await tempTree(code)
  expect((await read(bare.root)).inputs).toBeNull()
})

it('takes import failures from the newest log and marks the packs', async () => {
  const line = (folder: string, reason: string) =>
    `Cannot import C:\\x\\custom_nodes\\${folder} module for custom nodes: ${reason}\r\n`
  await using tree = await tempTree({
    ...code,
    'custom_nodes/Broken Pack/__init__.py': '',
    'custom_nodes/fine/__init__.py': '',
    'custom_nodes/off.disabled/__init__.py': '',
    'user/comfyui.log': line('fine', 'old'),
    'user/comfyui_8188.log': `${'x'.repeat(1_200_000)}\r\n${line('Broken Pack', "No module named 'cv2'")}${line('gone', 'x')}`,
    'user/comfyui.prev.log': line('fine', 'before'),
  })
  await utimes(tree.at('user/comfyui.log'), 1, 1)
  const installed = await read(tree.root)
  expect(installed.importFailures).toEqual([
    { module: 'custom_nodes.Broken Pack', folder: 'Broken Pack', reason: "No module named 'cv2'", from: 'log' },
  ])
  expect(installed.nodePacks.map(({ folder, state, because }) => [folder, state, because])).toEqual([
    ['Broken Pack', 'import-failed', "No module named 'cv2'"],
    ['fine', 'enabled', undefined],
    ['off.disabled', 'disabled', undefined],
  ])
})

it('a folder without ComfyUI is a problem and nothing else', async () => {
  await using tree = await tempTree({ 'x/': '' })
  const installed = await read(tree.root)
  expect(installed).toMatchObject({ root: null, models: null, inputs: null, problems: [{ code: 'NOT_A_COMFYUI' }] })
  expect(await locateFor({ folder: tree.root })).toBeNull()
})

it.skipIf(process.platform === 'win32')('linked model folders, loops and dead links', async () => {
  await using tree = await tempTree({
    ...code,
    'models/checkpoints': { link: '../../nas/ckpt' },
    '../nas/ckpt/a.ckpt': '',
    '../nas/ckpt/again': { link: '../ckpt' },
    'models/loras/dead.safetensors': { link: '/nowhere/x' },
    'models/loras/ok.safetensors': { link: '../../../nas/ckpt/a.ckpt' },
  })
  const installed = await read(tree.root)
  expect(names(installed.models)).toEqual({ checkpoints: ['a.ckpt'], loras: ['ok.safetensors'] })
  expect(installed.problems.map((told) => told.code).sort()).toEqual(['FOLDER_LOOP', 'LINK_BROKEN'])
})
