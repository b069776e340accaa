import { expect, it } from 'vitest'
import { makeFile } from './make-file.js'

const facts = {
  id: 'a/b',
  revision: 'main',
  commit: null,
  size: null,
  sha256: null,
  about: null,
  access: 'open',
  tells: [],
} as const

it.each([
  ['split_files/diffusion_models/x.safetensors', 'diffusion_models'],
  ['ComfyUI/models/loras/style/x.safetensors', 'loras'],
  ['models/vae/x.safetensors', 'vae'],
  ['flux/vae/x.safetensors', null],
  ['vae/x.safetensors', null],
  ['models/stories/x.safetensors', null],
  ['x.safetensors', null],
])('the model folder of %s is %s', (path, directory) => {
  expect(makeFile('https://huggingface.co', { ...facts, path })?.directory).toBe(directory)
})

it('makes no file of a path without a proper name', () => {
  for (const path of ['folder/', 'a/..', 'a/x\u0000y', 'a/\u202eb.pt']) {
    expect(makeFile('https://huggingface.co', { ...facts, path })).toBeNull()
  }
})
