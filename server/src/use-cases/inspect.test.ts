import { noModelKnowledge } from '../core/model-knowledge.js'
import { describe, expect, it } from 'vitest'
import { createHasher } from '../adapters/hashing/hasher.js'
import { createCarriers } from '../adapters/images/carriers.js'
import { pngWith } from '../adapters/images/testing/index.js'
import { readDefinitions } from '../core/definitions.js'
import { type Installed, nothingInstalled, nothingKnown } from '../core/installed.js'
import { inspectBytes, inspectValue } from './inspect.js'
import { createMemoryDecisionBook } from '../core/testing/memory-decision-book.js'

const { definitions } = readDefinitions({ Known: { input: { required: {} }, output: [], python_module: 'nodes' } })
const installed: Installed = { ...nothingInstalled, objectInfo: 'file', definitions }

async function ports(asked: string[][] = []) {
  const lookUp = async (types: readonly string[]) => {
    asked.push([...types])
    return nothingKnown
  }
  return { hasher: await createHasher(), carriers: createCarriers(), models: { know: async () => noModelKnowledge }, catalogue: { lookUp, status: async () => [] }, decisions: createMemoryDecisionBook() }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const workflow = (type: string) => JSON.stringify({ nodes: [{ id: 1, type, widgets_values: [] }], links: [], version: 0.4 })

describe('inspect', () => {
  it('reads a picture as the workflow it carries, and calls it a picture', async () => {
    const bytes = pngWith({ workflow: workflow('Known') })
    const { report } = await inspectBytes(await ports(), installed, { path: 'a b.png', bytes })
    expect(report).toMatchObject({ verdict: 'ready', workflow: { path: 'a b.png', format: 'image', nodes: 1 } })
  })

  it('asks the catalogue only for what is not registered here', async () => {
    const asked: string[][] = []
    await inspectBytes(await ports(asked), installed, { path: 'x', bytes: bytesOf(workflow('Stranger')) })
    await inspectBytes(await ports(asked), installed, { path: 'x', bytes: bytesOf(workflow('Known')) })
    expect(asked).toEqual([['Stranger'], []])
  })

  it('tells that NaN was read past', async () => {
    const text = workflow('Known').replace('"version":0.4', '"version":0.4,"extra":{"x":NaN}')
    const { report } = await inspectBytes(await ports(), installed, { path: 'x', bytes: bytesOf(text) })
    expect(report.findings.map(({ kind }) => kind)).toEqual(['workflow-tolerated'])
  })

  it('believes the open page about types of its own', async () => {
    const request = { path: 'x', bytes: bytesOf(workflow('Drawn By A Script')) }
    expect((await inspectBytes(await ports(), installed, request)).report.verdict).toBe('blocked')
    const { report } = await inspectBytes(await ports(), installed, { ...request, frontendOnly: ['Drawn By A Script'] })
    expect(report.nodeTypes[0]?.state).toBe('frontend-only')
    expect(report.verdict).toBe('ready')
  })

  it('says the same of a graph whether it comes as a file or as a value', async () => {
    const text = workflow('Stranger')
    const [one, other] = [
      await inspectBytes(await ports(), installed, { path: 'x', bytes: bytesOf(text) }),
      await inspectValue(await ports(), installed, { path: 'x', value: JSON.parse(text) }),
    ]
    expect(other.report).toEqual(one.report)
    expect((await inspectValue(await ports(), installed, { path: 'x', value: undefined })).report.verdict).toBe('unreadable')
  })

  it('gives a coded problem for anything else', async () => {
    for (const text of ['', '{', '[]', 'null', '"x"', '{"nodes":7}']) {
      const { report, workflow: read } = await inspectBytes(await ports(), installed, { path: 'x', bytes: bytesOf(text) })
      expect(read === null).toBe(report.verdict === 'unreadable')
      if (read === null) expect(report.problems[0]?.code).toMatch(/^[A-Z][A-Z0-9_]+$/)
    }
  })

  it('follows a decision made for the graph, and names the graph as decisions do', async () => {
    const own = await ports()
    const decision = { about: 'node-type', type: 'Absent', id: 'my-pack', repository: null, scope: { workflow: 'graph-1' } } as const
    await own.decisions.remember([decision])
    const graph = (id: string) => ({ ...JSON.parse(workflow('Absent')), id })
    const { report } = await inspectValue(own, installed, { path: 'open graph', value: graph('graph-1') })
    expect(report.workflow.key).toBe('graph-1')
    expect(report.nodeTypes[0]?.pack).toMatchObject({ id: 'my-pack', via: 'decision' })
    expect(report.packs?.cards[0]).toMatchObject({ decided: 'workflow' })
    const { report: other } = await inspectValue(own, installed, { path: 'open graph', value: graph('graph-2') })
    expect(other.nodeTypes[0]?.pack).toBeNull()
  })
})
