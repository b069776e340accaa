import { describe, expect, test } from 'vitest'
import { parseForeignJson } from './json.js'
import { input, node, read, references, subgraph, ui, type Raw } from './testing/build.js'
import { outcome } from './testing/outcome.js'

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
  ui(
    [
      node(1, 'VAELoader', {
        inputs: [input('vae_name', 5, true)],
        widgets_values: ['a.pt'],
        title: 't',
        properties: { models: [{ name: 'a.pt' }], cnr_id: 'x', proxyWidgets: [['3', 'x']] },
      }),
      node(2, 's', { widgets_values: ['b.pt'] }),
      node(4, 'workflow>g'),
    ],
    [[5, 2, 0, 1, 0, '*']],
    {
      definitions: {
        subgraphs: [
          subgraph(
            's',
            [node(3, 'A', { inputs: [input('x', 1, true)] })],
            [
              [1, -10, 0, 3, 0],
              [2, 3, 0, -20, 0],
            ],
            { inputs: [{ name: 'x', linkIds: [1] }], outputs: [{ name: 'o', linkIds: [2] }] },
          ),
        ],
      },
      extra: {
        groupNodes: {
          g: {
            nodes: [node(-1, 'B', { widgets_values: ['c.pt'] })],
            links: [[0, 0, 0, 0]],
            external: [[0, 0, '*']],
            config: { 0: { input: { x: { visible: false } } } },
          },
        },
      },
      models: [{ name: 'd.pt' }],
    },
  )

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
  if (Array.isArray(value))
    return value.map((member: unknown, index) => (String(index) === key ? change(member) : member))
  return Object.fromEntries(
    Object.entries(value ?? {}).flatMap(([name, member]) =>
      name !== key ? [[name, member]] : rest.length === 0 && replaced === undefined ? [] : [[name, change(member)]],
    ),
  )
}

describe('every place of a workflow with every kind of value', () => {
  test.each(kinds)('%s', (_name, replaced) => {
    const places = placesOf(rich())
    expect(places.length).toBeGreaterThan(100)
    for (const place of places) expect(outcome(withAt(rich(), place, replaced))).toMatch(/^(ok|NOT_A_WORKFLOW)$/)
  })
})

describe('names that objects have by birth', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '<img src=x onerror=1>',
    '../../etc',
    '',
    '\u0000',
    'x'.repeat(100_000),
  ]

  test.each(names.map((name) => [name.slice(0, 20), name]))('%s', (_short, name) => {
    const properties = {
      'Node name for S&R': 'Kept',
      models: [{ name: `${name}.pt`, directory: name, url: name }],
      cnr_id: name,
    }
    const graph = JSON.stringify(
      ui(
        [node(name, name, { properties, inputs: [input(name, 1, true)], widgets_values: { [name]: `${name}.pt` } })],
        [],
        {
          definitions: { subgraphs: [{ ...subgraph(name, [node(1, name)], []) }] },
          extra: { groupNodes: { [name]: { nodes: [] } } },
        },
      ),
    )
    const prompt = JSON.stringify({
      a: { class_type: name || 'X', inputs: { [name]: [name, 0] } },
      [name]: { class_type: 'B', inputs: {} },
    })
    for (const text of [graph, prompt, graph.replaceAll('"workflow', '"__proto__')]) {
      const parsed = parseForeignJson(text)
      expect(parsed.ok && outcome(parsed.value)).toBe('ok')
    }
  })

  test('types of such names are ordinary types', () => {
    expect(references(ui([node(1, '__proto__'), node(2, 'constructor')])).nodeTypes.map(({ type }) => type)).toEqual([
      '__proto__',
      'constructor',
    ])
    expect(
      read(JSON.parse('{"__proto__":{"class_type":"A","inputs":{"__proto__":"x.pt"}}}')).nodes.map(({ id }) => id),
    ).toEqual(['__proto__'])
  })
})

/** Each would take minutes if any step looked at every pair; the time-out is what fails then. */
