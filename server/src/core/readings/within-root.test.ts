import { expect, test } from 'vitest'
import { withinRoot } from './within-root.js'

test.each([
  ['/srv/Comfy UI/models/a.safetensors', '/srv/Comfy UI', 'models/a.safetensors'],
  ['C:\\ComfyUI 模型\\models\\loras\\a.safetensors', 'c:\\ComfyUI 模型', 'models\\loras\\a.safetensors'],
  ['/srv/Comfy UI 2/models/a', '/srv/Comfy UI', '/srv/Comfy UI 2/models/a'],
  ['/srv/Comfy UI/../x', '/srv/Comfy UI', '/srv/Comfy UI/../x'],
  ['/mnt/models/a', '/srv/Comfy UI', '/mnt/models/a'],
  ['/srv/Comfy UI', '/srv/Comfy UI', '/srv/Comfy UI'],
  ['/srv/x', null, '/srv/x'],
])('%s in %s reads %s', (path, root, reads) => {
  expect(withinRoot(path, root)).toBe(reads)
})
