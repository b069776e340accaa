import { describe, expect, test } from 'vitest'
import { maxExpandedNodes } from './flatten.js'
import type { Workflow } from './model.js'
import { maxInstanceDepth } from './scope.js'
import { input, node, nodeById, read, subgraph, toldWords, ui, type Raw } from './testing/build.js'

const inside = (...subgraphs: Raw[]): Raw => ({ definitions: { subgraphs } })
const ids = (workflow: Workflow): string[] => workflow.nodes.map((one) => one.id)
const uuid = '6b4b0518-e42a-4e8b-a377-f0da6dacfcac'

describe('subgraphs', () => {
  test('one definition twice, with the nodes around it in file order', () => {
    const workflow = read(
      ui(
        [node(1, 'A'), node(70, uuid), node(65, uuid), node(2, 'B')],
        [],
        inside(subgraph(uuid, [node(3, 'C'), node(4, 'D')], [])),
      ),
    )
    expect(ids(workflow)).toEqual(['1', '70:3', '70:4', '65:3', '65:4', '2'])
    expect(nodeById(workflow, '65:4').where).toBe('definitions.subgraphs[0].nodes[1]')
  })

  test('nested definitions, flat and inside each other', () => {
    const flat = inside(subgraph('outer', [node(70, 'inner')], []), subgraph('inner', [node(63, 'C')], []))
    const nested = inside(subgraph('outer', [node(70, 'inner')], [], inside(subgraph('inner', [node(63, 'C')], []))))
    for (const definitions of [flat, nested])
      expect(ids(read(ui([node(65, 'outer')], [], definitions)))).toEqual(['65:70:63'])
  })

  test('a muted or bypassed ancestor makes everything below inactive', () => {
    const definitions = inside(
      subgraph('outer', [node(2, 'inner'), node(3, 'A')], []),
      subgraph('inner', [node(4, 'B')], []),
    )
    const workflow = read(ui([node(1, 'outer', { mode: 4 }), node(5, 'outer')], [], definitions))
    expect(workflow.nodes.map((one) => `${one.id} ${one.mode} ${one.active}`)).toEqual([
      '1:2:4 active false',
      '1:3 active false',
      '5:2:4 active true',
      '5:3 active true',
    ])
  })

  test('an instance without a definition is no node', () => {
    const workflow = read(ui([node(1, uuid, { mode: 2 }), node(2, 'workflow>gone'), node(3, 'workflow/gone')]))
    expect(workflow.nodes).toEqual([])
    expect(workflow.missingDefinitions).toEqual([
      { id: '1', type: uuid, active: false, where: 'nodes[0]' },
      { id: '2', type: 'workflow>gone', active: true, where: 'nodes[1]' },
      { id: '3', type: 'workflow/gone', active: true, where: 'nodes[2]' },
    ])
  })

  test('a definition in itself, and two in each other, are opened once and told', () => {
    const self = read(ui([node(1, 'a')], [], inside(subgraph('a', [node(2, 'a'), node(3, 'X')], []))))
    expect([ids(self), toldWords(self)]).toEqual([['1:3'], ['A subgraph contains itself and was not opened again']])
    const pair = read(
      ui(
        [node(1, 'a')],
        [],
        inside(subgraph('a', [node(2, 'b')], []), subgraph('b', [node(3, 'a'), node(4, 'X')], [])),
      ),
    )
    expect([ids(pair), toldWords(pair)]).toEqual([['1:2:4'], ['A subgraph contains itself and was not opened again']])
  })

  test('2^30 nodes stop at the budget', () => {
    const levels = Array.from({ length: 30 }, (_, level) =>
      subgraph(`d${level}`, level === 29 ? [node(1, 'X')] : [node(1, `d${level + 1}`), node(2, `d${level + 1}`)], []),
    )
    const workflow = read(ui([node(1, 'd0')], [], inside(...levels)))
    expect(workflow.nodes.length).toBeLessThanOrEqual(maxExpandedNodes)
    expect(toldWords(workflow)).toEqual([`Only the first ${maxExpandedNodes} nodes were read`])
  })

  test('deeper than the limit is told', () => {
    const levels = Array.from({ length: 100 }, (_, level) => subgraph(`d${level}`, [node(1, `d${level + 1}`)], []))
    const workflow = read(ui([node(1, 'd0')], [], inside(...levels)))
    expect(toldWords(workflow)).toEqual([`Subgraphs nested deeper than ${maxInstanceDepth} were not opened`])
  })
})

describe('links', () => {
  test('go through reroutes, and a circle of them ends', () => {
    const nodes = [
      node(1, 'A'),
      node(2, 'Reroute', { inputs: [input('', 10)] }),
      node(3, 'Reroute', { inputs: [input('', 11)] }),
      node(4, 'B', { inputs: [input('x', 12), input('y', 13)] }),
      node(5, 'Reroute', { inputs: [input('', 14)] }),
    ]
    const workflow = read(
      ui(nodes, [
        [10, 1, 2, 2, 0, '*'],
        [11, 2, 0, 3, 0, '*'],
        [12, 3, 0, 4, 0, '*'],
        [13, 5, 0, 4, 1, '*'],
        [14, 5, 0, 5, 0, '*'],
      ]),
    )
    expect(nodeById(workflow, '4').inputs.map((one) => one.source)).toEqual([{ node: '1', slot: 2 }, null])
    expect(toldWords(workflow)).toEqual([])
  })

  test('go into and out of subgraphs', () => {
    const inner = subgraph(
      's',
      [node(7, 'In', { inputs: [input('x', 1)] }), node(8, 'Out')],
      [
        [1, -10, 0, 7, 0],
        [2, 8, 3, -20, 0],
        [3, -10, 0, -20, 1],
      ],
      {
        inputs: [{ name: 'image', linkIds: [1, 3] }],
        outputs: [
          { name: 'o', linkIds: [2] },
          { name: 'same', linkIds: [3] },
        ],
      },
    )
    const nodes = [
      node(1, 'A'),
      node(2, 's', { inputs: [input('image', 20)] }),
      node(3, 'B', { inputs: [input('x', 21), input('y', 22)] }),
    ]
    const workflow = read(
      ui(
        nodes,
        [
          [20, 1, 0, 2, 0, '*'],
          [21, 2, 0, 3, 0, '*'],
          [22, 2, 1, 3, 1, '*'],
        ],
        inside(inner),
      ),
    )
    expect(nodeById(workflow, '2:7').inputs[0]?.source).toEqual({ node: '1', slot: 0 })
    expect(nodeById(workflow, '3').inputs.map((one) => one.source)).toEqual([
      { node: '2:8', slot: 3 },
      { node: '1', slot: 0 },
    ])
  })

  test('a long chain of reroutes, read by every node, stays linear', () => {
    const count = 100_000
    const nodes = Array.from({ length: count }, (_, index) => node(index, 'Reroute', { inputs: [input('', index)] }))
    const links = Array.from({ length: count }, (_, index) => [index, index - 1, 0, index, 0, '*'])
    const workflow = read(ui([node(-1, 'A'), ...nodes.reverse()], links))
    expect(nodeById(workflow, String(count - 1)).inputs[0]?.source).toEqual({ node: '-1', slot: 0 })
  })

  test('a primitive gives its value to the widget it feeds', () => {
    const loader = node(2, 'CheckpointLoaderSimple', {
      inputs: [input('ckpt_name', 9, true)],
      widgets_values: ['stale.ckpt'],
    })
    const workflow = read(
      ui([node(1, 'PrimitiveNode', { widgets_values: ['real.ckpt', 'fixed'] }), loader], [[9, 1, 0, 2, 0, 'COMBO']]),
    )
    expect(nodeById(workflow, '2').widgets).toEqual([
      { name: 'ckpt_name', index: 0, value: 'real.ckpt', where: 'nodes[0].widgets_values[0]', from: 'primitive' },
    ])
    expect(nodeById(workflow, '2').inputs[0]?.source).toEqual({ node: '1', slot: 0 })
  })
})

describe('group nodes', () => {
  const group = {
    nodes: [
      node(-1, 'CheckpointLoaderSimple', { widgets_values: ['own.ckpt'] }),
      node(-1, 'VAEDecode', {
        inputs: [input('samples', null), input('vae', null)],
        outputs: [{ name: 'IMAGE', type: 'IMAGE' }],
      }),
    ],
    links: [[0, 2, 1, 1, 4, 'VAE']],
    external: [],
  }
  const extra = { groupNodes: { 'my group': group } }

  test.each(['workflow>my group', 'workflow/my group'])(
    '%s opens, its list is shared out, its slots are followed',
    (type) => {
      const nodes = [
        node(1, 'KSampler'),
        node(10, type, { inputs: [input('samples', 3)], widgets_values: ['given.ckpt'] }),
        node(11, 'SaveImage', { inputs: [input('images', 4)] }),
      ]
      const workflow = read(
        ui(
          nodes,
          [
            [3, 1, 0, 10, 0, 'LATENT'],
            [4, 10, 0, 11, 0, 'IMAGE'],
          ],
          { extra },
        ),
      )
      expect(ids(workflow)).toEqual(['1', '10:0', '10:1', '11'])
      expect(nodeById(workflow, '10:0').widgets).toEqual([
        { name: null, index: 0, value: 'given.ckpt', where: 'nodes[1].widgets_values[0]', from: 'instance' },
      ])
      expect(nodeById(workflow, '10:1').inputs.map((one) => one.source)).toEqual([
        { node: '1', slot: 0 },
        { node: '10:0', slot: 2 },
      ])
      expect(nodeById(workflow, '11').inputs[0]?.source).toEqual({ node: '10:1', slot: 0 })
      expect(nodeById(workflow, '10:1').where).toBe('extra.groupNodes["my group"].nodes[1]')
    },
  )

  test('lists of another length leave the inner values', () => {
    expect(
      nodeById(read(ui([node(10, 'workflow>my group', { widgets_values: ['a', 'b'] })], [], { extra })), '10:0')
        .widgets[0]?.value,
    ).toBe('own.ckpt')
  })
})
