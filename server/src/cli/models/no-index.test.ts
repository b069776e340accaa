import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CheckSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createHasher } from '../../adapters/hashing/hasher.js'
import { checkpoint, comfyuiWith, lora, modelLike, workflowOf } from '../../main/models/testing/comfyui-with.js'
import { greenlight, isBuilt } from '../../main/models/testing/run-greenlight.js'

const xl = modelLike('diffusers-sdxl')
const renamed = modelLike('diffusers-sdxl', 'renamed')
const resaved = modelLike('diffusers-sdxl', 'saved anew')
const style = modelLike('lora-sdxl')
const stray = modelLike('lora-sdxl', 'stray')
const twice = modelLike('lora-sd1', 'twice')
const outside = modelLike('lora-sd1', 'outside')
const kept = modelLike('lora-sd1', 'kept by name')

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const tensors = (bytes: Uint8Array) => sha256(bytes.subarray(8 + Number(new DataView(bytes.buffer).getBigUint64(0, true))))

it.skipIf(!isBuilt)('deleting the index loses time only', { timeout: 60_000 }, async () => {
  const blake3 = async (bytes: Uint8Array) => (await createHasher()).hash(bytes).slice(7)
  await using place = await comfyuiWith({
    'models/checkpoints/日の出 xl.safetensors': xl,
    'models/checkpoints/other name.safetensors': renamed,
    'models/checkpoints/resaved.safetensors': resaved,
    'models/checkpoints/cut.safetensors': xl.subarray(0, xl.length - 100),
    'models/checkpoints/a lora.safetensors': style,
    'models/checkpoints/stray.safetensors': stray,
    'models/loras/style.safetensors': style,
    'models/loras/twice a.safetensors': twice,
    'models/loras/sub/twice b.safetensors': twice,
    'models/vae/twice c.safetensors': twice,
    '../Загрузки/downloaded.safetensors': outside,
    '../Загрузки/kept by name.safetensors': kept,
    '../flows/01 by name.json': workflowOf(checkpoint('日の出 xl.safetensors'), lora('style.safetensors')),
    '../flows/02 sha256.json': workflowOf(checkpoint('lost.safetensors', { hash: sha256(renamed), hash_type: 'SHA256' })),
    '../flows/03 autov2.json': workflowOf(checkpoint('lost.safetensors', { hash: sha256(renamed).slice(0, 10), hash_type: 'AutoV2' })),
    '../flows/04 autov3.json': workflowOf(lora('lost.safetensors', { hash: tensors(style).slice(0, 12), hash_type: 'AutoV3' })),
    '../flows/05 blake3.json': workflowOf(checkpoint('lost.safetensors', { hash: await blake3(renamed), hash_type: 'BLAKE3' })),
    '../flows/06 corrupt.json': workflowOf(checkpoint('cut.safetensors', { hash: sha256(xl), hash_type: 'SHA256' })),
    '../flows/07 wrong kind.json': workflowOf(checkpoint('a lora.safetensors')),
    '../flows/08 by name outside.json': workflowOf(lora('kept by name.safetensors')),
    '../flows/09 by hash outside.json': workflowOf(lora('lost.safetensors', { hash: sha256(outside), hash_type: 'SHA256' })),
    '../flows/10 misplaced by hash.json': workflowOf(lora('lost.safetensors', { hash: sha256(stray), hash_type: 'SHA256' })),
    '../flows/11 two copies.json': workflowOf(lora('lost.safetensors', { hash: sha256(twice), hash_type: 'SHA256' })),
    '../flows/12 agrees.json': workflowOf(checkpoint('日の出 xl.safetensors', { hash: await blake3(xl), hash_type: 'BLAKE3' })),
    '../flows/13 differs.json': workflowOf(lora('style.safetensors', { hash: 'ab'.repeat(32), hash_type: 'SHA256' })),
    '../flows/14 saved anew.json': workflowOf(checkpoint('resaved.safetensors', { hash: sha256(xl), hash_type: 'SHA256' })),
    '../flows/15 in another type.json': workflowOf(lora('style.safetensors', { hash: await blake3(style), hash_type: 'SHA256' })),
    '../flows/16 nowhere.json': workflowOf(lora('lost.safetensors', { hash: 'cd'.repeat(32), hash_type: 'BLAKE3' })),
  })
  const check = async () => (await greenlight(place, 'check', place.at('flows'), '--format', 'json')).out
  const list = async () => (await greenlight(place, 'models', 'list', '--format', 'json')).out
  const index = (...args: string[]) => greenlight(place, 'models', 'index', ...args)
  const forget = async () => {
    for (const name of await readdir(place.state)) if (name.startsWith('models.db')) await rm(join(place.state, name))
  }

  expect((await index('--full', place.at('Загрузки'))).status).toBe(0)
  const [full, listed] = [await check(), await list()]
  const found = v.parse(CheckSchema, JSON.parse(full)).reports.map(({ workflow, models: [one], findings }) => [
    workflow.path.slice(place.at('flows').length + 1, -5),
    one?.state,
    one?.candidates[0]?.path.slice(place.root.length + 1),
    findings.find(({ kind }) => /content|wrong-kind/.test(kind))?.kind,
  ])
  expect(found).toEqual([
    ['01 by name', 'present', undefined, undefined],
    ['02 sha256', 'elsewhere', 'Мой ComfyUI/models/checkpoints/other name.safetensors', undefined],
    ['03 autov2', 'elsewhere', 'Мой ComfyUI/models/checkpoints/other name.safetensors', undefined],
    ['04 autov3', 'elsewhere', 'Мой ComfyUI/models/loras/style.safetensors', undefined],
    ['05 blake3', 'elsewhere', 'Мой ComfyUI/models/checkpoints/other name.safetensors', undefined],
    ['06 corrupt', 'corrupt', undefined, undefined],
    ['07 wrong kind', 'present', undefined, 'model-wrong-kind'],
    ['08 by name outside', 'elsewhere', 'Загрузки/kept by name.safetensors', undefined],
    ['09 by hash outside', 'elsewhere', 'Загрузки/downloaded.safetensors', undefined],
    ['10 misplaced by hash', 'misplaced', 'Мой ComfyUI/models/checkpoints/stray.safetensors', undefined],
    ['11 two copies', 'elsewhere', 'Мой ComfyUI/models/loras/sub/twice b.safetensors', undefined],
    ['12 agrees', 'present', undefined, undefined],
    ['13 differs', 'present', undefined, 'model-other-content'],
    ['14 saved anew', 'present', undefined, 'model-other-content'],
    ['15 in another type', 'present', undefined, 'model-other-content'],
    ['16 nowhere', 'missing', undefined, undefined],
  ])

  await forget()
  expect(JSON.parse(await check())).toEqual(JSON.parse(full))
  expect(await check()).toBe(full)
  for (const hash of ['none', 'needed']) {
    await index('--hash', hash)
    expect(await check()).toBe(full)
  }
  await forget()
  expect((await index('--full')).status).toBe(0)
  expect(await check()).toBe(full)
  expect(await list()).toBe(listed)
})
