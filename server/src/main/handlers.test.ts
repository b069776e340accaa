import { expect, it } from 'vitest'
import { createHasher } from '../adapters/hashing/hasher.js'
import { createCarriers } from '../adapters/images/carriers.js'
import { noModelKnowledge } from '../core/model-knowledge.js'
import { nothingInstalled, nothingKnown } from '../core/installed.js'
import { createWorkflowList } from '../use-cases/list-workflows.js'
import { watchInstallation } from '../use-cases/watch-installation.js'
import { createHandlers } from './handlers.js'
import { laterModelHandlers } from './models/later-handlers.js'

async function handlers(demo: boolean) {
  const hasher = await createHasher()
  const ports = { hasher, carriers: createCarriers(), models: { know: async () => noModelKnowledge }, catalogue: { lookUp: async () => nothingKnown, status: async () => [] } }
  const watch = watchInstallation({ read: async () => nothingInstalled, hasher, now: () => 0, maxAgeMs: 1 })
  const workflows = createWorkflowList({ ...ports, saved: { list: async () => [] } })
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

it('answers the panel about the installation it runs in', async () => {
  const { inspect, explain, workflowReport } = await handlers(false)
  expect((await inspect({ ...call, tier: 'panel', body })).reports[0]?.verdict).toBe('blocked')
  expect((await explain({ ...call, tier: 'panel', body: { ...body, node: '1' } })).nodes.map(({ type }) => type)).toEqual(['KSampler'])
  await expect(explain({ ...call, tier: 'panel', body: { ...body, node: '7' } })).rejects.toMatchObject({ problem: { code: 'NODE_NOT_FOUND' } })
  await expect(workflowReport({ ...call, tier: 'panel', body: undefined, params: { id: '0123456789abcdef' } })).rejects.toMatchObject({
    problem: { code: 'WORKFLOW_NOT_FOUND' },
  })
})
