import { posix, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endingOf, foldersListing, nameBelow, pathBelow } from './model-place.js'

const places: [string, string, string][] = [
  ['/home/ana/ComfyUI/models', 'loras/Größe 模型.safetensors', '/home/ana/ComfyUI/models/loras/Größe 模型.safetensors'],
  ['/', 'a.ckpt', '/a.ckpt'],
  ['/odd\\root', 'b\\c.ckpt', '/odd\\root/b\\c.ckpt'],
  ['C:\\ComfyUI\\models', 'loras/a b.safetensors', 'C:\\ComfyUI\\models\\loras\\a b.safetensors'],
  ['D:\\', 'a.ckpt', 'D:\\a.ckpt'],
  ['\\\\nas\\share\\models', 'x/y.gguf', '\\\\nas\\share\\models\\x\\y.gguf'],
]

describe('places of model files', () => {
  it.each(places)('joins and parts %s and %s', (root, name, path) => {
    expect(pathBelow(root, name)).toBe(path)
    expect(pathBelow(root, name)).toBe((/^[A-Z]:|^\\/.test(root) ? win32 : posix).join(root, name))
    expect(nameBelow(root, path)).toBe(name)
  })

  it('knows what lies elsewhere', () => {
    expect(nameBelow('/models', '/models2/a.ckpt')).toBeNull()
    expect(nameBelow('/models', '/models')).toBeNull()
    expect(nameBelow('/models', '/models/')).toBeNull()
    expect(nameBelow('/models', '/Models/a.ckpt')).toBeNull()
    expect(nameBelow('C:\\models', 'D:\\models\\a.ckpt')).toBeNull()
  })

  it('takes a root of Windows in any case and with either slash', () => {
    expect(nameBelow('c:\\ComfyUI\\models', 'C:/comfyui/models/Loras/A.safetensors')).toBe('Loras/A.safetensors')
  })

  it('reads endings as ComfyUI does', () => {
    expect(['a.SafeTensors', 'x/.hidden', 'x.y/none', 'a.tar.gz'].map(endingOf)).toEqual([
      '.safetensors',
      '',
      '',
      '.gz',
    ])
  })

  it('lists a file in each folder that accepts it', () => {
    const folders = [
      { name: 'checkpoints', accepts: new Set(['.safetensors', '.ckpt']) },
      { name: 'configs', accepts: new Set(['.yaml']) },
      { name: 'diffusers', accepts: 'diffusers' as const },
      { name: 'anything', accepts: 'any' as const },
    ]
    expect(foldersListing(folders, 'a/b.CKPT')).toEqual(['checkpoints', 'anything'])
    expect(foldersListing(folders, 'sdxl/model_index.json')).toEqual(['diffusers', 'anything'])
    expect(foldersListing(folders.slice(0, 2), 'x.gguf')).toEqual([])
  })
})
