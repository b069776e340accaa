import { describe, expect, it } from 'vitest'
import { chooseInstallation } from './choose-installation.js'

describe('chooseInstallation', () => {
  const all = { COMFYUI_PATH: 'D:\\AI\\ComfyUI', COMFYUI_URL: 'http://localhost:8000/', COMFYUI_HOST: '10.0.0.2', COMFYUI_PORT: '9000' }
  it.each([
    ['C:\\Users\\Jörg\\ComfyUI', all, { kind: 'folder', path: 'C:\\Users\\Jörg\\ComfyUI' }],
    ['http://localhost:8000/comfy/', all, { kind: 'address', url: 'http://localhost:8000/comfy', asked: true }],
    [undefined, all, { kind: 'folder', path: 'D:\\AI\\ComfyUI' }],
    [undefined, { ...all, COMFYUI_PATH: ' ' }, { kind: 'address', url: 'http://localhost:8000', asked: true }],
    [undefined, { COMFYUI_URL: 'localhost:8000' }, { kind: 'address', url: 'http://localhost:8000', asked: true }],
    [undefined, { COMFYUI_PORT: '9000' }, { kind: 'address', url: 'http://127.0.0.1:9000', asked: true }],
    [undefined, {}, { kind: 'address', url: 'http://127.0.0.1:8188', asked: false }],
  ] as const)('%s', (flag, env, expected) => {
    expect(chooseInstallation(flag, env)).toEqual(expected)
  })
})
