import { expect, it } from 'vitest'
import { folderOfKind, parseAir } from './air.js'

it.each([
  ['urn:air:sdxl:checkpoint:civitai:101055@128078', ['sdxl', 'checkpoint', 'civitai', '101055', '128078', null, null]],
  ['urn:air:sd1:checkpoint:civitai:4384', ['sd1', 'checkpoint', 'civitai', '4384', null, null, null]],
  ['urn:air:sdxl:lora:civitai:685229@766909.SafeTensor', ['sdxl', 'lora', 'civitai', '685229', '766909', null, 'SafeTensor']],
  ['air:illustrious:lora:civitai:1@2+3.ckpt', ['illustrious', 'lora', 'civitai', '1', '2', '3', 'ckpt']],
  ['FLUX1:LORA:Civitai:1016234@1139381', ['flux1', 'lora', 'civitai', '1016234', '1139381', null, null]],
  ['urn:air:sdxl:vae:huggingface:stabilityai/sdxl-vae@sdxl_vae.safetensors', ['sdxl', 'vae', 'huggingface', 'stabilityai/sdxl-vae', 'sdxl_vae.safetensors', null, null]],
  ['urn:air:flux1:lora:huggingface:owner/repo-1.0/path/to@model.safetensors', ['flux1', 'lora', 'huggingface', 'owner/repo-1.0/path/to', 'model.safetensors', null, null]],
])('%s', (text, parts) => {
  const air = parseAir(text)
  expect(air === null ? null : [air.ecosystem, air.type, air.source, air.id, air.version, air.file, air.format]).toEqual(parts)
})

it.each(['', 'urn:air:', 'urn:air:sdxl:lora:civitai:', 'https://civitai.com/models/1', 'a:b', `urn:air:${'a'.repeat(100_000)}`])('%j is none', (text) => {
  expect(parseAir(text)).toBeNull()
})

it.each([
  ['LoCon', 'loras'],
  ['TextualInversion', 'embeddings'],
  ['Workflows', null],
  ['__proto__', null],
])('%s belongs into %s', (kind, folder) => {
  expect(folderOfKind(kind)).toBe(folder)
})
