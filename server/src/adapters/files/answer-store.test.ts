import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createAnswerStore } from './answer-store.js'
import { tempTree } from './testing/temp-tree.js'

const answers = {
  recordedAt: '2026-01-02T03:04:05.000Z',
  comfyui: '0.29.0',
  objectInfo: '{"KSampler": {"n": 18446744073709551615}}',
  models: { loras: ['Flux\\ü.safetensors'], vae: [] },
}

it('gives back what it was given, to the byte, by key', async () => {
  await using tree = await tempTree()
  const store = createAnswerStore(tree.root)
  expect(await store.load('D:\\ComfyUI')).toBeNull()
  await store.save('D:\\ComfyUI', answers)
  await store.save('http://127.0.0.1:8188', { ...answers, comfyui: null, models: null })
  expect(await store.load('D:\\ComfyUI')).toEqual(answers)
  expect(await store.load('http://127.0.0.1:8188')).toEqual({ ...answers, comfyui: null, models: null })
  expect(await store.load('../../x')).toBeNull()
  const [folder = ''] = await readdir(tree.at('installations'))
  expect(folder).toMatch(/^[0-9a-f]{16}$/)
  expect(await readFile(tree.at('installations', folder, 'object_info.json'), 'utf8')).toBe(answers.objectInfo)
})

it('does not write the node list anew when it is the same', async () => {
  await using tree = await tempTree()
  const store = createAnswerStore(tree.root)
  await store.save('k', answers)
  const file = tree.at('installations', (await readdir(tree.at('installations')))[0] ?? '', 'object_info.json')
  const before = (await stat(file)).ino
  await store.save('k', { ...answers, recordedAt: '2026-02-02T00:00:00.000Z' })
  expect((await stat(file)).ino).toBe(before)
  expect((await store.load('k'))?.recordedAt).toBe('2026-02-02T00:00:00.000Z')
  await store.save('k', { ...answers, objectInfo: '{}' })
  expect((await store.load('k'))?.objectInfo).toBe('{}')
})

it.each([
  ['object_info.json', '{"KSampler":'],
  ['object_info.json', ''],
  ['meta.json', ''],
  ['meta.json', 'null'],
  ['meta.json', '{"schema":"greenlight/answers@2"}'],
])('a damaged %s (%j) counts as nothing and is mended by the next save', async (name, text) => {
  await using tree = await tempTree()
  const store = createAnswerStore(tree.root)
  await store.save('k', answers)
  await writeFile(join(tree.at('installations'), (await readdir(tree.at('installations')))[0] ?? '', name), text)
  expect(await store.load('k')).toBeNull()
  await store.save('k', answers)
  expect(await store.load('k')).toEqual(answers)
})
