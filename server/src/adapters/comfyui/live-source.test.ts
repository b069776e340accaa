import { expect, it } from 'vitest'
import type { AnswerStore, RecordedAnswers } from '../../core/ports.js'
import { createLiveSource } from './live-source.js'
import { createRecordedSource } from './recorded-source.js'
import { objectInfoNew, routesNew, routesOld } from './testing/answers.js'
import { hangs, plainEgress, standIn } from './testing/stand-in.js'

const now = () => new Date('2026-01-02T03:04:05.000Z')
const sourceAt = (url: string, more = {}) =>
  createLiveSource({ url, egress: plainEgress, now, patience: { other: 400, objectInfo: 600 }, ...more })

function memoryStore(): AnswerStore & { readonly kept: Map<string, RecordedAnswers> } {
  const kept = new Map<string, RecordedAnswers>()
  return { kept, load: async (key) => kept.get(key) ?? null, save: async (key, answers) => void kept.set(key, answers) }
}

it('reads a server like 0.29 on Windows', async () => {
  await using server = await standIn(routesNew)
  const installed = await sourceAt(server.url).read()
  expect(installed).toMatchObject({
    root: 'C:\\AI Stuff\\ComfyUI',
    comfyui: '0.29.0',
    objectInfo: 'live',
    recordedAt: null,
    argv: ['main.py', '--disable-api-nodes'],
    inputs: null,
  })
  expect(installed.definitions?.get('CheckpointLoaderSimple')?.inputs[0]?.options).toEqual([
    'Flux\\dev.safetensors',
    'ü.ckpt',
  ])
  expect(installed.definitions?.has('Rubbish')).toBe(false)
  expect(installed.problems.map((told) => told.code)).toEqual(['NODE_DEFINITION_UNREADABLE'])
  expect([...(installed.models ?? [])]).toEqual([
    [
      'checkpoints',
      [
        { name: 'Flux/dev.safetensors', path: 'E:\\Models\\ckpt\\Flux\\dev.safetensors', size: 12 },
        { name: 'ü.ckpt', path: 'C:\\AI Stuff\\ComfyUI\\models\\checkpoints\\ü.ckpt', size: 3 },
      ],
    ],
    ['diffusers', [{ name: 'sdxl', path: null, size: null }]],
    [
      'loras',
      [
        { name: 'l.safetensors', path: 'C:\\AI Stuff\\ComfyUI\\models\\loras\\l.safetensors', size: 7 },
        { name: 'q.gguf', path: 'C:\\AI Stuff\\ComfyUI\\models\\loras\\q.gguf', size: null },
      ],
    ],
    ['two words', [{ name: 'x', path: null, size: null }]],
  ])
  expect(
    installed.nodePacks.map(({ folder, state, nodeTypes, because }) => ({ folder, state, nodeTypes, because })),
  ).toEqual([
    { folder: 'Broken', state: 'import-failed', nodeTypes: undefined, because: 'No module named cv2' },
    { folder: 'Nice Pack', state: 'enabled', nodeTypes: ['Another', 'Nice Node 🎈'], because: undefined },
    { folder: 'loose', state: 'enabled', nodeTypes: ['Loose'], because: undefined },
    { folder: 'pack_v1.2', state: 'enabled', nodeTypes: ['Dotted'], because: undefined },
  ])
  expect(installed.importFailures).toEqual([
    { module: 'custom_nodes.Broken', folder: 'Broken', reason: 'No module named cv2', from: 'live' },
  ])
  expect([...installed.replacements]).toEqual([['T2IAdapterLoader', 'ControlNetLoader']])
})

it('asks at most four things at a time and never for the files of node packs', async () => {
  await using server = await standIn(routesNew, 20)
  await sourceAt(server.url).read()
  expect(server.crowd()).toBeGreaterThan(1)
  expect(server.crowd()).toBeLessThanOrEqual(4)
  expect(server.asked).not.toContain('/models/custom_nodes')
})

it('reads a server like 0.7, which lacks the newer routes', async () => {
  await using server = await standIn(routesOld)
  const installed = await sourceAt(`${server.url}/`).read()
  expect(installed).toMatchObject({
    root: null,
    comfyui: '0.7.0',
    objectInfo: 'live',
    problems: [],
    importFailures: [],
    nodePacks: [],
    argv: [],
  })
  expect([...(installed.models ?? [])]).toEqual([
    [
      'checkpoints',
      [
        { name: 'a.safetensors', path: null, size: null },
        { name: 'with\\backslash.ckpt', path: null, size: null },
      ],
    ],
    ['loras', []],
  ])
})

it('without model routes the loaders themselves say what they list', async () => {
  await using server = await standIn({ '/object_info': objectInfoNew })
  const installed = await sourceAt(server.url).read()
  expect(installed.comfyui).toBeNull()
  expect(installed.models?.get('checkpoints')?.map((file) => file.name)).toEqual(['Flux/dev.safetensors', 'ü.ckpt'])
  expect(installed.models?.get('loras')?.map((file) => file.name)).toEqual(['l.safetensors'])
  expect(installed.models?.get('vae')?.map((file) => file.name)).toEqual(['a.pt'])
  expect(installed.models?.has('controlnet')).toBe(false)
})

it.each([
  [
    'another program',
    { '/': '<html>', '/system_stats': '<html>', '/object_info': '<html>' },
    'COMFYUI_ANSWER_UNREADABLE',
  ],
  ['a server without the route', {}, 'COMFYUI_ANSWER_UNREADABLE'],
  ['JSON that was cut', { ...routesNew, '/object_info': '{"KSampler": {' }, 'COMFYUI_ANSWER_UNREADABLE'],
  ['no node types', { ...routesNew, '/object_info': {} }, 'COMFYUI_ANSWER_UNREADABLE'],
  ['a list', { ...routesNew, '/object_info': [1, 2] }, 'COMFYUI_ANSWER_UNREADABLE'],
  ['a fault of its own', { ...routesNew, '/object_info': 500 }, 'COMFYUI_ANSWER_UNREADABLE'],
  ['silence', { '/system_stats': hangs }, 'COMFYUI_UNREACHABLE'],
  ['silence about nodes', { ...routesNew, '/object_info': hangs }, 'COMFYUI_UNREACHABLE'],
])('%s is a problem, in bounded time', async (_, routes, code) => {
  await using server = await standIn(routes)
  const started = performance.now()
  const installed = await sourceAt(server.url).read()
  expect(performance.now() - started).toBeLessThan(3000)
  expect(installed).toMatchObject({ definitions: null, objectInfo: 'none', models: null })
  expect(installed.problems.map((told) => told.code)).toEqual([code])
  expect(installed.problems[0]?.message).toContain(server.url)
})

it('rubbish in the lesser answers is left out', async () => {
  const odd = {
    '/system_stats': [],
    '/models': { a: 1 },
    '/internal/folder_paths': 'no',
    '/internal/logs': {},
    '/node_replacements': [[]],
    '/object_info': objectInfoNew,
  }
  await using server = await standIn(odd)
  const installed = await sourceAt(server.url).read()
  expect(installed).toMatchObject({ objectInfo: 'live', root: null, comfyui: null, importFailures: [] })
  expect(installed.replacements.size).toBe(0)
})

it('nobody at the address, and an aborted question', async () => {
  const gone = await standIn({})
  await gone[Symbol.asyncDispose]()
  expect((await sourceAt(gone.url).read()).problems.map((told) => told.code)).toEqual(['COMFYUI_UNREACHABLE'])
  await using server = await standIn({ '/system_stats': hangs })
  await expect(sourceAt(server.url).read({ signal: AbortSignal.timeout(50) })).rejects.toThrow()
})

it('probes with two small questions', async () => {
  await using server = await standIn(routesNew)
  expect(await sourceAt(server.url).probe()).toEqual({
    ok: true,
    root: 'C:\\AI Stuff\\ComfyUI',
    comfyui: '0.29.0',
    argv: ['main.py', '--disable-api-nodes'],
  })
  expect(server.asked.sort()).toEqual(['/internal/folder_paths', '/system_stats'])
  await using other = await standIn({ '/system_stats': { hello: 1 } })
  expect(await sourceAt(other.url).probe()).toMatchObject({ ok: false, problem: { code: 'COMFYUI_ANSWER_UNREADABLE' } })
})

it('0.0.0.0 means this machine; a path prefix stays', () => {
  expect(sourceAt('http://0.0.0.0:8188/').url).toBe('http://127.0.0.1:8188')
  expect(sourceAt('https://host/comfy//').url).toBe('https://host/comfy')
})

it('keeps its answers, so that the same facts are there when it is down', async () => {
  await using server = await standIn(routesNew)
  const store = memoryStore()
  const live = await sourceAt(server.url, { store, key: '/srv/ComfyUI' }).read()
  expect(store.kept.get('/srv/ComfyUI')?.objectInfo).toBe(JSON.stringify(objectInfoNew))
  const recorded = await createRecordedSource(store, '/srv/ComfyUI').read()
  expect(recorded).toMatchObject({
    objectInfo: 'recorded',
    recordedAt: '2026-01-02T03:04:05.000Z',
    comfyui: '0.29.0',
    root: '/srv/ComfyUI',
    argv: [],
  })
  expect(recorded.definitions).toEqual(live.definitions)
  expect([...(recorded.models?.keys() ?? [])]).toEqual(['checkpoints', 'diffusers', 'loras', 'two words'])
  expect(recorded.models?.get('checkpoints')?.[0]).toEqual({ name: 'Flux/dev.safetensors', path: null, size: null })
  expect(recorded.nodePacks.map((pack) => pack.folder)).toEqual(['Nice Pack', 'loose', 'pack_v1.2'])
  expect(await createRecordedSource(store, 'other').read()).toMatchObject({
    objectInfo: 'none',
    definitions: null,
    problems: [],
  })
})

it('a store that fails does not take the answer away', async () => {
  await using server = await standIn(routesOld)
  const store: AnswerStore = {
    load: async () => null,
    save: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOSPC' })),
  }
  const installed = await sourceAt(server.url, { store }).read()
  expect(installed.objectInfo).toBe('live')
  expect(installed.problems.map((told) => told.code)).toEqual(['STATE_FOLDER_UNUSABLE'])
})
