import { describe, expect, test } from 'vitest'
import { input, node, read, subgraph, ui } from './testing/build.js'
import { outcome } from './testing/outcome.js'

/** Each would take minutes if any step looked at every pair; the time-out is what fails then. */
describe('sizes', () => {
  const many = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index))
  const files = 20_000

  test.each<[string, () => unknown]>([
    ['many widget values', () => ui([node(1, 'A', { widgets_values: many(300_000, () => 'x.pt') })])],
    [
      'many keys',
      () =>
        ui([
          node(1, 'A', {
            widgets_values: Object.fromEntries(many(300_000, (index) => [`k${index}`, index] as const)),
          }),
        ]),
    ],
    ['a long key', () => ui([node(1, 'A', { widgets_values: { ['k'.repeat(1_000_000)]: 'x.pt' } })])],
    ['more nodes than are read', () => ui(many(250_000, (index) => node(index, 'A')))],
    [
      'many links',
      () =>
        ui(
          [node(1, 'A', { inputs: many(300_000, (index) => input(`i${index}`, index)) })],
          many(300_000, (index) => [index, 1, 0, 1, index, '*']),
        ),
    ],
    [
      'many lists of the same models',
      () =>
        ui(
          many(files, (index) => node(index, 'VAELoader', { widgets_values: ['a.pt'] })),
          [],
          { models: many(files, () => ({ name: 'a.pt', url: 'https://x/a.pt' })) },
        ),
    ],
    [
      'many notes about them',
      () =>
        ui([
          ...many(100, (index) =>
            node(index, 'Note', { widgets_values: [many(400, (link) => `https://x/${link}/a.pt`).join(' ')] }),
          ),
          ...many(files, (index) => node(index + 100, 'VAELoader', { widgets_values: ['a.pt'] })),
        ]),
    ],
    [
      'one node with many of both',
      () =>
        ui([
          node(1, 'A', {
            widgets_values: Object.fromEntries(many(100_000, (index) => [`k${index}`, 'a.pt'] as const)),
            properties: {
              models: many(100_000, (index) => ({ name: index % 2 ? 'a.pt' : `${index}.pt`, directory: `d${index}` })),
            },
          }),
        ]),
    ],
    [
      'a definition with many inputs, opened often',
      () =>
        ui(
          many(2000, (index) =>
            node(index, 's', {
              inputs: many(20, (slot) => input(`i${slot}`, null, true)),
              widgets_values: many(20, () => 'x'),
            }),
          ),
          [],
          {
            definitions: {
              subgraphs: [
                subgraph(
                  's',
                  [node(1, 'A', { inputs: many(100_000, (index) => input(`i${index}`, index, true)) })],
                  many(100_000, (index) => [index, -10, index, 1, index] as const),
                  { inputs: many(100_000, (index) => ({ name: `i${index}` })) },
                ),
              ],
            },
          },
        ),
    ],
    [
      'a group with many values',
      () =>
        ui([node(1, 'workflow>g', { widgets_values: many(300_000, () => 'x') })], [], {
          extra: {
            groupNodes: {
              g: {
                nodes: [
                  node(-1, 'A', {
                    widgets_values: many(300_000, () => 'y'),
                    inputs: many(100_000, (index) => input(`i${index}`, null)),
                  }),
                ],
              },
            },
          },
        }),
    ],
    [
      'a node with many models, opened often',
      () =>
        ui(
          many(2000, (index) => node(index, 's')),
          [],
          {
            definitions: {
              subgraphs: [
                subgraph('s', [node(1, 'A', { properties: { models: many(100_000, () => ({ name: 'a.pt' })) } })], []),
              ],
            },
          },
        ),
    ],
    [
      'a primitive with many values that feeds many nodes',
      () =>
        ui(
          [
            node(0, 'PrimitiveNode', { widgets_values: many(300_000, () => 'x.pt') }),
            ...many(2000, (index) =>
              node(index + 1, 'A', { inputs: many(20, (slot) => input(`i${slot}`, index * 20 + slot, true)) }),
            ),
          ],
          many(40_000, (index) => [index, 0, 0, Math.floor(index / 20) + 1, index % 20, '*']),
        ),
    ],
    [
      'a node with many fed and many given widgets',
      () =>
        ui(
          [
            node(0, 'PrimitiveNode', { widgets_values: ['x.pt'] }),
            node(1, 'Any'),
            node(2, 'VAELoader', {
              inputs: many(200_000, (slot) => input(`i${slot}`, slot, true)),
              widgets_values: Object.fromEntries(many(100_000, (index) => [`i${index}`, 'a.pt'] as const)),
            }),
          ],
          many(200_000, (index) => [index, index % 2, 0, 2, index, '*']),
        ),
    ],
    [
      'many definitions',
      () =>
        ui([node(1, 'd0')], [], {
          definitions: { subgraphs: many(200_000, (index) => ({ id: `d${index}`, nodes: [] })) },
        }),
    ],
    [
      'wrappers in wrappers',
      (): unknown => many(400, () => 'workflow').reduce<unknown>((inner) => ({ workflow: inner, prompt: inner }), {}),
    ],
    [
      'text in text',
      () => many(12, () => 0).reduce<string>((inner) => JSON.stringify({ workflow: inner }), '{"nodes":[],"links":[]}'),
    ],
  ])(
    '%s',
    (_name, make) => {
      expect(outcome(make())).toMatch(/^(ok|NOT_A_WORKFLOW)$/)
    },
    60_000,
  )

  test('what was tolerated stays a short list', () => {
    const workflow = read(ui(many(10_000, () => null)))
    expect(workflow.tolerated.length).toBe(101)
    expect(workflow.tolerated.at(-1)).toEqual({ says: '9900 more faults of these kinds' })
  })
})
