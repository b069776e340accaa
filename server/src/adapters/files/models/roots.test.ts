import { expect, it } from 'vitest'
import { modelRootsOf } from './roots.js'

const accepts = new Set(['.ckpt'])
const folders = (table: Readonly<Record<string, readonly string[]>>) => ({
  modelFolders: new Map(Object.entries(table).map(([name, roots]) => [name, { roots, accepts }])),
})
const shape = (roots: ReturnType<typeof modelRootsOf>) => roots.map(({ path, from, folders: of }) => [path, from, of.map(({ name }) => name)])

it('each root once, whoever lists it, in the order of ComfyUI; then those of the user', () => {
  const locations = folders({ checkpoints: ['/m/ckpt', '/nas/all'], loras: ['/m/loras', '/nas/all/', '/m/x/../loras'], unet_gguf: ['/m/unet'] })
  expect(shape(modelRootsOf(locations, ['/home/me/Downloads', '/nas/all', '/m', '/home/me/Downloads/'], 'linux'))).toEqual([
    ['/m/ckpt', 'comfyui', ['checkpoints']],
    ['/nas/all', 'comfyui', ['checkpoints', 'loras']],
    ['/m/loras', 'comfyui', ['loras']],
    ['/m/unet', 'comfyui', ['unet_gguf']],
    ['/home/me/Downloads', 'user', []],
    ['/m', 'user', []],
  ])
})

it('on Windows any case and either slash is one root', () => {
  const locations = folders({ checkpoints: ['D:\\Modelle\\ckpt'], loras: ['d:/modelle/CKPT/'] })
  expect(shape(modelRootsOf(locations, ['\\\\nas\\models', 'D:\\MODELLE\\ckpt\\'], 'win32'))).toEqual([
    ['D:\\Modelle\\ckpt', 'comfyui', ['checkpoints', 'loras']],
    ['\\\\nas\\models', 'user', []],
  ])
})
