// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { fakeComfy, frontends, type NodeSketch } from '../testing/fake-comfy.js'
import { focusNode } from './focus-node.js'
import { countUnregistered, readGraph } from './read-graph.js'
import { executionIdOf, findNode, walkNodes } from './walk-nodes.js'

const nodes: NodeSketch[] = [
  { id: 1, type: 'KSampler' },
  { id: 2, type: 'Note' },
  { id: 65, type: '11111111-2222-3333-4444-555555555555', inside: [{ id: 70, type: 'InnerOne', inside: [{ id: 63, type: 'VAELoader' }, { id: 1, type: 'LanternGlow' }] }] },
  { id: 9, type: 'LanternGlow' },
  { id: 10, type: 'constructor' },
]
const noPaint = (): Promise<void> => Promise.resolve()

describe.each(frontends)('frontend %i', (frontend) => {
  test('the open graph as a question, with the types that only the page knows', () => {
    const { app, globals, open } = fakeComfy(frontend)
    open(nodes, 'workflows/über uns.json')
    const question = readGraph(app, globals)
    expect(question?.subject).toEqual({ key: 'workflows/über uns.json', name: 'über uns.json' })
    expect(question?.ask).toMatchObject({ inspect: { frontendOnly: ['Note'], workflow: { nodes: expect.any(Array) } } })
  })

  test('an empty graph is nothing open', () => {
    const { app, globals, open } = fakeComfy(frontend)
    open([])
    expect(readGraph(app, globals)).toBeNull()
  })

  test('types that nobody registered, each once, instances of subgraphs not among them', () => {
    const { app, globals, open } = fakeComfy(frontend)
    open(nodes)
    expect(countUnregistered(app, globals)).toBe(2)
  })

  test('execution ids lead to nodes and back', () => {
    const { app, open } = fakeComfy(frontend)
    open(nodes)
    const root = app.rootGraph!
    expect([...walkNodes(root)].map(({ id }) => id)).toEqual(expect.arrayContaining(['1', '65', '65:70', '65:70:63', '65:70:1']))
    const inner = findNode(root, '65:70:1')
    expect(inner?.type).toBe('LanternGlow')
    expect(executionIdOf(root, inner!)).toBe('65:70:1')
    expect(['77', '65:77', '1:70', '65:70:63:1', '', 'x'].map((id) => findNode(root, id))).toEqual([null, null, null, null, null, null])
  })

  test('focus enters the subgraph first', async () => {
    const { app, open, done } = fakeComfy(frontend)
    open(nodes)
    expect(await focusNode(app, '65:70:63', noPaint)).toBe(true)
    expect(done).toEqual(['setGraph', 'select 63', 'animate'])
    expect(await focusNode(app, '65:70:1', noPaint)).toBe(true)
    expect(done.filter((one) => one === 'setGraph')).toHaveLength(1)
    expect(await focusNode(app, '404', noPaint)).toBe(false)
  })
})

test('a definition that holds itself is not walked for ever', () => {
  const { app, open } = fakeComfy(58)
  open([{ id: 1, type: 'loop', inside: [{ id: 2, type: 'loop' }] }])
  const outer = app.rootGraph!.nodes![0]!
  outer.subgraph!.nodes![0]!.subgraph = outer.subgraph!
  expect([...walkNodes(app.rootGraph!)].map(({ id }) => id)).toEqual(['1', '1:2'])
})

test('an old frontend has only `graph`', () => {
  const { app, globals, open } = fakeComfy(35)
  open([{ id: 1, type: 'KSampler' }])
  const { rootGraph, ...old } = app
  expect(readGraph({ ...old, ...(rootGraph === undefined ? {} : { graph: rootGraph }) }, globals)).not.toBeNull()
})
