import { describe, expect, test } from 'vitest'
import type { Workflow } from './model.js'
import { input, node, nodeById, read, subgraph, ui, type Raw } from './testing/build.js'

const inside = (...subgraphs: Raw[]): Raw => ({ definitions: { subgraphs } })

describe('promoted widgets', () => {
  const loader = node(5, 'UNETLoader', {
    inputs: [input('unet_name', 1, true)],
    widgets_values: ['inner.safetensors', 'default'],
  })
  const linked = subgraph(
    's',
    [
      loader,
      node(6, 'KSampler', {
        inputs: [input('seed', 2, true), input('steps', null, true)],
        widgets_values: [1, 'fixed', 20],
      }),
    ],
    [
      [1, -10, 1, 5, 0],
      [2, -10, 0, 6, 0],
    ],
    {
      inputs: [
        { name: 'seed', linkIds: [2] },
        { name: 'unet', linkIds: [1] },
      ],
    },
  )
  const values = (workflow: Workflow, id: string): unknown[] => nodeById(workflow, id).widgets.map(({ value }) => value)

  test('linked inputs: the instance wins, each instance for itself, null means the inner value', () => {
    const nodes = [
      node(1, 's', { widgets_values: [77, 'one.safetensors'] }),
      node(2, 's', { widgets_values: [null, 'two.safetensors'] }),
      node(3, 's'),
    ]
    const workflow = read(ui(nodes, [], inside(linked)))
    expect(['1:5', '2:5', '3:5', '1:6', '2:6'].map((id) => values(workflow, id))).toEqual([
      ['one.safetensors', 'default'],
      ['two.safetensors', 'default'],
      ['inner.safetensors', 'default'],
      [77, 'fixed', 20],
      [1, 'fixed', 20],
    ])
    expect(nodeById(workflow, '2:5').widgets[0]).toEqual({
      name: 'unet_name',
      index: 0,
      value: 'two.safetensors',
      where: 'nodes[1].widgets_values[1]',
      from: 'instance',
    })
  })

  test('values of seed companions in between are skipped; the instance may list its inputs itself', () => {
    const workflow = read(
      ui(
        [
          node(1, 's', { widgets_values: [77, 'randomize', 'one.safetensors'] }),
          node(2, 's', { inputs: [input('unet', null, true)], widgets_values: ['own.safetensors'] }),
        ],
        [],
        inside(linked),
      ),
    )
    expect([values(workflow, '1:5')[0], values(workflow, '2:5')[0], values(workflow, '2:6')[0]]).toEqual([
      'one.safetensors',
      'own.safetensors',
      1,
    ])
  })

  test('named values of the newest frontends', () => {
    const workflow = read(
      ui(
        [node(1, 's', { widgets_values: [77, 'x'], widgets_values_named: { unet: 'named.safetensors' } })],
        [],
        inside(linked),
      ),
    )
    expect(values(workflow, '1:5')).toEqual(['named.safetensors', 'default'])
  })

  test.each([
    [
      'tuples',
      [
        ['-1', 'seed'],
        ['5', 'unet_name'],
      ],
    ],
    [
      'triples with numbers',
      [
        [-1, 'seed'],
        [5, 'unet_name', '5'],
      ],
    ],
    ['JSON text', '[["-1","seed"],["5","unet_name"]]'],
    [
      'old prefixes',
      [
        ['-1', 'seed'],
        ['5', '5: unet_name'],
      ],
    ],
  ])('proxyWidgets as %s', (_name, proxyWidgets) => {
    const workflow = read(
      ui(
        [
          node(1, 's', { properties: { proxyWidgets }, widgets_values: [88, 'proxy.safetensors'] }),
          node(2, 's', { properties: { proxyWidgets }, widgets_values: [] }),
        ],
        [],
        inside(linked),
      ),
    )
    expect([values(workflow, '1:5'), values(workflow, '1:6')[0], values(workflow, '2:5')[0]]).toEqual([
      ['proxy.safetensors', 'default'],
      88,
      'inner.safetensors',
    ])
  })

  test('previews and unknown nodes among the proxies change nothing', () => {
    const proxyWidgets = [['5', '$$canvas-image-preview'], ['99', 'unet_name'], 'junk', [{}, 3]]
    const workflow = read(
      ui([node(1, 's', { properties: { proxyWidgets }, widgets_values: ['a', 'b', 'c', 'd'] })], [], inside(linked)),
    )
    expect(values(workflow, '1:5')).toEqual(['inner.safetensors', 'default'])
  })

  test('go down through nested instances, and the outermost wins', () => {
    const outer = subgraph(
      'o',
      [node(9, 's', { inputs: [input('unet', 4, true)], widgets_values: [5, 'middle.safetensors'] })],
      [[4, -10, 0, 9, 0]],
      { inputs: [{ name: 'model', linkIds: [4] }] },
    )
    const proxy = (entry: unknown): Raw => ({
      properties: { proxyWidgets: [entry] },
      widgets_values: ['proxied.safetensors'],
    })
    const nodes = [
      node(1, 'o', { widgets_values: ['outermost.safetensors'] }),
      node(2, 'o'),
      node(3, 'o', proxy(['9', 'unet'])),
      node(4, 'o', proxy(['9', '9: 5: unet_name'])),
      node(5, 'o', proxy(['9', 'unet_name', '5'])),
    ]
    const workflow = read(ui(nodes, [], inside(outer, linked)))
    const found = ['1:9:5', '2:9:5', '3:9:5', '4:9:5', '5:9:5'].map((id) => values(workflow, id)[0])
    expect(found).toEqual([
      'outermost.safetensors',
      'middle.safetensors',
      'proxied.safetensors',
      'proxied.safetensors',
      'proxied.safetensors',
    ])
  })

  test('a value without a known place is added by its name', () => {
    const odd = subgraph(
      's',
      [node(5, 'Odd', { inputs: [input('b', 1, true), input('c', 2, true)], widgets_values: ['x', 'y', 'z'] })],
      [[1, -10, 0, 5, 0]],
      { inputs: [{ name: 'b', linkIds: [1] }] },
    )
    const workflow = read(ui([node(1, 's', { widgets_values: ['given'] })], [], inside(odd)))
    expect(nodeById(workflow, '1:5').widgets.at(-1)).toEqual({
      name: 'b',
      index: null,
      value: 'given',
      where: 'nodes[0].widgets_values[0]',
      from: 'instance',
    })
  })
})
