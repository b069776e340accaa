import { expect, it } from 'vitest'
import { createHasher } from '../adapters/hashing/hasher.js'
import { createCarriers } from '../adapters/images/carriers.js'
import { noModelKnowledge } from '../core/model-knowledge.js'
import { type Installed, nothingInstalled, nothingKnown } from '../core/installed.js'
import type { SavedWorkflows } from '../core/ports.js'
import { problem } from '../problems.js'
import { createWorkflowList } from '../use-cases/list-workflows.js'
import { watchInstallation } from '../use-cases/watch-installation.js'
import { createHandlers } from './handlers.js'
import { laterModelHandlers } from './models/later-handlers.js'
import { createMemoryDecisionBook } from '../core/testing/memory-decision-book.js'

type SavedFile = Awaited<ReturnType<SavedWorkflows['list']>>[number]

async function handlers(demo: boolean, saved: readonly SavedFile[] = [], read = async (): Promise<Installed> => ({ ...nothingInstalled, root: '/comfy' })) {
  const hasher = await createHasher()
  const ports = { hasher, carriers: createCarriers(), models: { know: async () => noModelKnowledge }, catalogue: { lookUp: async () => nothingKnown, status: async () => [] }, decisions: createMemoryDecisionBook() }
  const watch = watchInstallation({ read, hasher, now: () => 0, maxAgeMs: 1 })
  const workflows = createWorkflowList({ ...ports, saved: { list: async () => saved } })
  return createHandlers({ ports, watch, workflows, isDemo: () => demo, models: laterModelHandlers(() => Promise.reject(new Error('nobody asks about models here'))) })
}

const call = { params: {}, query: undefined, text: '', signal: new AbortController().signal }
const body = { workflow: { nodes: [{ id: 1, type: 'KSampler' }], links: [], version: 0.4 } }

it('judges no open graph of a real ComfyUI against the demo', async () => {
  const { inspect, explain } = await handlers(true)
  const refused = { problem: { code: 'COMFYUI_NOT_FOUND' } }
  await expect(inspect({ ...call, tier: 'panel', body })).rejects.toMatchObject(refused)
  await expect(explain({ ...call, tier: 'panel', body })).rejects.toMatchObject(refused)
  expect((await inspect({ ...call, tier: 'all', body })).reports).toHaveLength(1)
})

it('tells a panel that another ComfyUI is waited for, and believes one that came since at once', async () => {
  const problems = [problem('COMFYUI_UNREACHABLE', { url: 'http://127.0.0.1:8000' })]
  const readings = [{ ...nothingInstalled, problems }, { ...nothingInstalled, problems }, { ...nothingInstalled, root: '/comfy' }]
  const { inspect } = await handlers(false, [], async () => readings.shift() ?? { ...nothingInstalled, root: '/comfy' })
  await expect(inspect({ ...call, tier: 'panel', body })).rejects.toMatchObject({
    problem: { code: 'COMFYUI_NOT_FOUND', message: expect.stringContaining('http://127.0.0.1:8000') },
  })
  expect((await inspect({ ...call, tier: 'panel', body })).installation.root).toBe('/comfy')
})

it('answers the panel about the installation it runs in', async () => {
  const { inspect, explain, workflowReport } = await handlers(false)
  expect((await inspect({ ...call, tier: 'panel', body })).reports[0]?.verdict).toBe('blocked')
  expect((await explain({ ...call, tier: 'panel', body: { ...body, node: '1' } })).nodes.map(({ type }) => type)).toEqual(['KSampler'])
  await expect(explain({ ...call, tier: 'panel', body: { ...body, node: '7' } })).rejects.toMatchObject({ problem: { code: 'NODE_NOT_FOUND' } })
  await expect(workflowReport({ ...call, tier: 'panel', body: undefined, params: { id: '0123456789abcdef' } })).rejects.toMatchObject({
    problem: { code: 'WORKFLOW_NOT_FOUND' },
  })
})

it('gives a saved workflow as its file says it, and no file that is none', async () => {
  const file = (id: string, text: string): SavedFile => ({ id, path: `${id}.json`, modified: 0, size: 1, read: async () => ({ ok: true, path: '', bytes: new TextEncoder().encode(text), modified: 0 }) })
  const { savedWorkflow } = await handlers(false, [file('00000000000000aa', '{"nodes":[],"extra":{"x":NaN}}'), file('00000000000000bb', 'not json')])
  const read = (id: string) => savedWorkflow({ ...call, tier: 'all', body: undefined, params: { id } })
  expect(await read('00000000000000aa')).toEqual({ workflow: { nodes: [], extra: { x: null } } })
  await expect(read('00000000000000bb')).rejects.toMatchObject({ problem: { code: 'NOT_A_WORKFLOW' } })
  await expect(read('00000000000000cc')).rejects.toMatchObject({ problem: { code: 'WORKFLOW_NOT_FOUND' } })
})
