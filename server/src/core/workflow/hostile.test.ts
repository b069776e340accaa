import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findReferences } from './find-references.js'
import { parseForeignJson } from './json.js'
import { readWorkflow } from './read.js'
import type { References } from './references.js'
import { input, modelWords, node, read, references, subgraph, ui, type Raw } from './testing/build.js'

const births = (): string => [Object.prototype, Array.prototype, Function.prototype].map((prototype) => Object.getOwnPropertyNames(prototype).sort().join()).join(';')

/** Reads and searches; the answer is one of the closed list, and the prototypes are as before. */
function outcome(value: unknown): string {
  const before = births()
  const result = readWorkflow(value)
  if (result.ok) findReferences(result.workflow, null)
  expect(births()).toBe(before)
  return result.ok ? 'ok' : result.problem.code
}

const kinds: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['number', 1e21],
  ['minus', -1],
  ['text', 'a.safetensors'],
  ['list', [[], {}, null, 'x', 3, [1, 2, 3, 4, 5, 6]]],
  ['object', { name: 3, id: [], nodes: 'x', subgraphs: {}, groupNodes: [], models: {}, widget: [] }],
  ['truth', true],
  ['missing', undefined],
]
const rich = (): Raw =>
  ui([node(1, 'VAELoader', { inputs: [input('vae_name', 5, true)], widgets_values: ['a.pt'], title: 't', properties: { models: [{ name: 'a.pt' }], cnr_id: 'x', proxyWidgets: [['3', 'x']] } }), node(2, 's', { widgets_values: ['b.pt'] }), node(4, 'workflow>g')], [[5, 2, 0, 1, 0, '*']], {
    definitions: { subgraphs: [subgraph('s', [node(3, 'A', { inputs: [input('x', 1, true)] })], [[1, -10, 0, 3, 0], [2, 3, 0, -20, 0]], { inputs: [{ name: 'x', linkIds: [1] }], outputs: [{ name: 'o', linkIds: [2] }] })] },
    extra: { groupNodes: { g: { nodes: [node(-1, 'B', { widgets_values: ['c.pt'] })], links: [[0, 0, 0, 0]], external: [[0, 0, '*']], config: { 0: { input: { x: { visible: false } } } } } } },
    models: [{ name: 'd.pt' }],
  })

/** Every place of a value, as the keys that lead there. */
function placesOf(value: unknown): string[][] {
  const found: string[][] = []
  const stack: { value: unknown; path: string[] }[] = [{ value, path: [] }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value: current, path } = next
    if (typeof current !== 'object' || current === null) continue
    for (const [key, member] of Object.entries(current)) {
      found.push([...path, key])
      stack.push({ value: member, path: [...path, key] })
    }
  }
  return found
}

function withAt(value: unknown, [key = '', ...rest]: readonly string[], replaced: unknown): unknown {
  const change = (member: unknown): unknown => (rest.length === 0 ? replaced : withAt(member, rest, replaced))
  if (Array.isArray(value)) return value.map((member: unknown, index) => (String(index) === key ? change(member) : member))
  return Object.fromEntries(Object.entries(value ?? {}).flatMap(([name, member]) => (name !== key ? [[name, member]] : rest.length === 0 && replaced === undefined ? [] : [[name, change(member)]])))
}

describe('every place of a workflow with every kind of value', () => {
  test.each(kinds)('%s', (_name, replaced) => {
    const places = placesOf(rich())
    expect(places.length).toBeGreaterThan(100)
    for (const place of places) expect(outcome(withAt(rich(), place, replaced))).toMatch(/^(ok|NOT_A_WORKFLOW)$/)
  })
})

describe('names that objects have by birth', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '<img src=x onerror=1>', '../../etc', '', '\u0000', 'x'.repeat(100_000)]

  test.each(names.map((name) => [name.slice(0, 20), name]))('%s', (_short, name) => {
    const properties = { 'Node name for S&R': 'Kept', models: [{ name: `${name}.pt`, directory: name, url: name }], cnr_id: name }
    const graph = JSON.stringify(ui([node(name, name, { properties, inputs: [input(name, 1, true)], widgets_values: { [name]: `${name}.pt` } })], [], { definitions: { subgraphs: [{ ...subgraph(name, [node(1, name)], []) }] }, extra: { groupNodes: { [name]: { nodes: [] } } } }))
    const prompt = JSON.stringify({ a: { class_type: name || 'X', inputs: { [name]: [name, 0] } }, [name]: { class_type: 'B', inputs: {} } })
    for (const text of [graph, prompt, graph.replaceAll('"workflow', '"__proto__')]) {
      const parsed = parseForeignJson(text)
      expect(parsed.ok && outcome(parsed.value)).toBe('ok')
    }
  })

  test('types of such names are ordinary types', () => {
    expect(references(ui([node(1, '__proto__'), node(2, 'constructor')])).nodeTypes.map(({ type }) => type)).toEqual(['__proto__', 'constructor'])
    expect(read(JSON.parse('{"__proto__":{"class_type":"A","inputs":{"__proto__":"x.pt"}}}')).nodes.map(({ id }) => id)).toEqual(['__proto__'])
  })
})

/** Each would take minutes if any step looked at every pair; the time-out is what fails then. */
describe('sizes', () => {
  const many = (count: number, make: (index: number) => unknown): unknown[] => Array.from({ length: count }, (_, index) => make(index))
  const files = 20_000

  test.each<[string, () => unknown]>([
    ['many widget values', () => ui([node(1, 'A', { widgets_values: many(300_000, () => 'x.pt') })])],
    ['many keys', () => ui([node(1, 'A', { widgets_values: Object.fromEntries(many(300_000, (index) => [`k${index}`, index]).map((pair) => pair as [string, number])) })])],
    ['a long key', () => ui([node(1, 'A', { widgets_values: { ['k'.repeat(1_000_000)]: 'x.pt' } })])],
    ['more nodes than are read', () => ui(many(250_000, (index) => node(index, 'A')))],
    ['many links', () => ui([node(1, 'A', { inputs: many(300_000, (index) => input(`i${index}`, index)) })], many(300_000, (index) => [index, 1, 0, 1, index, '*']))],
    ['many lists of the same models', () => ui(many(files, (index) => node(index, 'VAELoader', { widgets_values: ['a.pt'] })), [], { models: many(files, () => ({ name: 'a.pt', url: 'https://x/a.pt' })) })],
    ['many notes about them', () => ui([...many(100, (index) => node(index, 'Note', { widgets_values: [many(400, (link) => `https://x/${link}/a.pt`).join(' ')] })), ...many(files, (index) => node(index + 100, 'VAELoader', { widgets_values: ['a.pt'] }))])],
    ['one node with many of both', () => ui([node(1, 'A', { widgets_values: Object.fromEntries(many(100_000, (index) => [`k${index}`, 'a.pt']).map((pair) => pair as [string, string])), properties: { models: many(100_000, (index) => ({ name: index % 2 ? 'a.pt' : `${index}.pt`, directory: `d${index}` })) } })])],
    ['a definition with many inputs, opened often', () => ui(many(2000, (index) => node(index, 's', { inputs: many(20, (slot) => input(`i${slot}`, null, true)), widgets_values: many(20, () => 'x') })), [], { definitions: { subgraphs: [subgraph('s', [node(1, 'A', { inputs: many(100_000, (index) => input(`i${index}`, index, true)) })], many(100_000, (index) => [index, -10, index, 1, index]).map((link) => link as [number, number, number, number, number]), { inputs: many(100_000, (index) => ({ name: `i${index}` })) })] } })],
    ['a group with many values', () => ui([node(1, 'workflow>g', { widgets_values: many(300_000, () => 'x') })], [], { extra: { groupNodes: { g: { nodes: [node(-1, 'A', { widgets_values: many(300_000, () => 'y'), inputs: many(100_000, (index) => input(`i${index}`, null)) })] } } } })],
    ['many definitions', () => ui([node(1, 'd0')], [], { definitions: { subgraphs: many(200_000, (index) => ({ id: `d${index}`, nodes: [] })) } })],
    ['wrappers in wrappers', (): unknown => many(400, () => 'workflow').reduce<unknown>((inner) => ({ workflow: inner, prompt: inner }), {})],
    ['text in text', () => many(12, () => 0).reduce<string>((inner) => JSON.stringify({ workflow: inner }), '{"nodes":[],"links":[]}')],
  ])('%s', (_name, make) => {
    expect(outcome(make())).toMatch(/^(ok|NOT_A_WORKFLOW)$/)
  }, 60_000)

  test('what was tolerated stays a short list', () => {
    const workflow = read(ui(many(10_000, () => null)))
    expect(workflow.tolerated.length).toBe(101)
    expect(workflow.tolerated.at(-1)).toEqual({ says: '9900 more faults of these kinds' })
  })
})

describe('properties', () => {
  const anything = fc.json({ maxDepth: 5 }).map((text): unknown => JSON.parse(text))
  const text = fc.oneof(fc.string(), fc.constantFrom('a.safetensors', 'VAELoader', 's', 'workflow>g', 'Reroute', 'PrimitiveNode', 'Note', 'embedding:x', 'https://x/a.pt', '__proto__'))
  const anyInput = fc.record({ name: text, type: text, link: fc.oneof(fc.nat(8), fc.constant(null)), widget: fc.option(fc.record({ name: text })) }, { requiredKeys: [] })
  const anyNode = fc.record(
    { id: fc.oneof(fc.nat(8), text), type: text, mode: fc.nat(5), inputs: fc.array(anyInput, { maxLength: 4 }), widgets_values: fc.oneof(fc.array(fc.oneof(text, anything), { maxLength: 4 }), fc.dictionary(text, text), fc.constant(null)), properties: fc.record({ models: fc.array(fc.record({ name: text, url: text, directory: text })), proxyWidgets: fc.array(fc.tuple(fc.nat(8), text)) }, { requiredKeys: [] }) },
    { requiredKeys: ['id', 'type'] },
  )
  const anyLink = fc.tuple(fc.nat(8), fc.nat(8), fc.nat(3), fc.nat(8), fc.nat(3), fc.constant('*'))
  const anyGraph = fc.record({
    nodes: fc.array(anyNode, { maxLength: 8 }),
    links: fc.array(anyLink, { maxLength: 8 }),
    definitions: fc.record({ subgraphs: fc.array(fc.record({ id: fc.constantFrom('s', 'a.safetensors'), nodes: fc.array(anyNode, { maxLength: 4 }), links: fc.array(anyLink, { maxLength: 4 }), inputs: fc.array(fc.record({ name: text }), { maxLength: 3 }) }), { maxLength: 2 }) }),
    extra: fc.record({ groupNodes: fc.record({ g: fc.record({ nodes: fc.array(anyNode, { maxLength: 3 }), links: fc.array(anyLink, { maxLength: 3 }) }) }) }),
    models: fc.array(fc.record({ name: text }), { maxLength: 2 }),
  })

  test('nothing throws and nothing is polluted, whatever the value', () => {
    fc.assert(fc.property(fc.oneof(anything, anyGraph, fc.record({ prompt: anyGraph }), fc.dictionary(text, fc.record({ class_type: text, inputs: fc.dictionary(text, anything) }))), (value) => {
      outcome(value)
    }), { numRuns: 1500 })
  })

  test('the same value gives the same answer, and the value stays as it was', () => {
    fc.assert(fc.property(anyGraph, (value) => {
      const before = JSON.stringify(value)
      expect(JSON.stringify(references(value))).toBe(JSON.stringify(references(value)))
      expect(JSON.stringify(value)).toBe(before)
    }), { numRuns: 300 })
  })

  test('a bad node more leaves every other reference as it was', () => {
    const bad = fc.constantFrom<unknown>(null, 7, 'x', [], {}, { id: 1 }, { type: 5 }, { id: 1000, type: '' })
    const plain = ({ models, inputs, nodeTypes }: References): unknown => ({ models: models.map(({ embedded, evidence, ...rest }) => ({ ...rest, embedded: embedded.length, evidence: evidence.length })), inputs, types: nodeTypes.map(({ type, active, nodes }) => [type, active, nodes.length]) })
    fc.assert(fc.property(anyGraph, bad, fc.nat(8), (value, one, at) => {
      const spoiled = { ...value, nodes: [...value.nodes.slice(0, at), one, ...value.nodes.slice(at)] }
      expect(plain(references(spoiled))).toEqual(plain(references(value)))
    }), { numRuns: 300 })
  })

  test('inactive means inactive for everything inside', () => {
    const found = references(ui([node(2, 's', { mode: 2 })], [], { definitions: { subgraphs: [subgraph('s', [node(1, 'VAELoader', { widgets_values: ['a.pt'] }), node(3, 'LoadImage', { widgets_values: ['a.png', 'image'] })], [])] } }))
    expect([...modelWords(found), ...found.inputs.map(({ active }) => active), ...found.nodeTypes.map(({ active }) => active)]).toEqual(['-2:1.vae_name=a.pt>vae', false, false, false])
  })
})
