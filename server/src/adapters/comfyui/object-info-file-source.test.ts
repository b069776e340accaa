import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createObjectInfoFileSource } from './object-info-file-source.js'
import { isSameInstallation } from './same-installation.js'
import { objectInfoOld } from './testing/answers.js'

let folder = ''
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'greenlight info ü-')))
})
afterAll(() => rm(folder, { recursive: true }))

async function readText(text: string | Uint8Array) {
  const path = join(folder, 'object info.json')
  await writeFile(path, text)
  return createObjectInfoFileSource(path).read()
}

it.each([
  ['plain', JSON.stringify(objectInfoOld)],
  ['with a mark and CRLF', `\ufeff${JSON.stringify(objectInfoOld, null, 2).replaceAll('\n', '\r\n')}`],
  ['as PowerShell saves it', Buffer.from(`\ufeff${JSON.stringify(objectInfoOld)}`, 'utf16le')],
])('reads a saved answer %s', async (_, text) => {
  const installed = await readText(text)
  expect(installed).toMatchObject({ objectInfo: 'file', root: null, comfyui: null, problems: [], inputs: null })
  expect([...(installed.definitions?.keys() ?? [])]).toEqual(['CheckpointLoaderSimple', 'LoraLoader'])
  expect([...(installed.models ?? [])]).toEqual([
    ['checkpoints', [{ name: 'a.safetensors', path: null, size: null }]],
    ['loras', []],
  ])
})

it.each(['', '{', '[]', '{}', '{"nodes":[],"links":[]}', '<html>', 'null'])('%j is no answer', async (text) => {
  const installed = await readText(text)
  expect(installed.definitions).toBeNull()
  expect(installed.problems.map((told) => told.code)).toEqual(['OBJECT_INFO_UNREADABLE'])
})

it('an absent file, a folder, and a file too large', async () => {
  const codes = async (path: string) =>
    (await createObjectInfoFileSource(path).read()).problems.map((told) => told.code)
  expect(await codes(join(folder, 'absent.json'))).toEqual(['PATH_NOT_FOUND'])
  expect(await codes(folder)).toEqual(['OBJECT_INFO_UNREADABLE'])
  await writeFile(join(folder, 'large'), '')
  await truncate(join(folder, 'large'), 64 * 1024 * 1024 + 1)
  expect(await codes(join(folder, 'large'))).toEqual(['FILE_TOO_LARGE'])
})

describe('real answers', () => {
  const at = (name: string) => fileURLToPath(new URL(`../../../../../shared/data/object_info/${name}`, import.meta.url))
  const present = existsSync(at('comfyui-0.29.0.json'))

  it.skipIf(!present).each([
    ['comfyui-0.29.0.json', 819, ['websocket_image_save'], 20],
    ['comfyui-0.7.0.json', 557, ['websocket_image_save'], 15],
  ])('%s', async (name, types, packs, folders) => {
    const installed = await createObjectInfoFileSource(at(name)).read()
    expect(installed.definitions?.size).toBeGreaterThan(types - 3)
    expect(installed.nodePacks.map((pack) => pack.folder).filter((pack) => !packs.includes(pack))).toEqual([])
    expect(installed.models?.size).toBeGreaterThan(folders)
    expect(installed.models?.get('checkpoints')).toEqual([])
  })

  it.skipIf(!present)('one with node packs', async () => {
    const installed = await createObjectInfoFileSource(at('comfy-ts-2024-11-with-custom-nodes.json')).read()
    expect(installed.nodePacks.length).toBeGreaterThanOrEqual(13)
    expect(installed.nodePacks.every((pack) => (pack.nodeTypes?.length ?? 0) > 0)).toBe(true)
    expect(installed.models?.get('checkpoints')?.length).toBeGreaterThan(0)
  })
})

describe('isSameInstallation', () => {
  it('compares what links lead to', async () => {
    await symlink(folder, join(folder, 'link'), 'junction')
    expect(await isSameInstallation(join(folder, 'link'), folder)).toBe(true)
    expect(await isSameInstallation(`${folder}/`, folder)).toBe(true)
    expect(await isSameInstallation(folder, join(folder, '..'))).toBe(false)
    expect(await isSameInstallation(null, folder)).toBe(false)
  })
  it('on Windows letter case and kind of slash do not count', async () => {
    expect(await isSameInstallation('c:/ai stuff/ComfyUI/', 'C:\\AI Stuff\\comfyui', 'win32')).toBe(true)
    expect(await isSameInstallation('\\\\?\\C:\\ComfyUI', 'C:\\ComfyUI', 'win32')).toBe(true)
    expect(await isSameInstallation('/Srv/A', '/srv/a', 'linux')).toBe(false)
  })
})
