import { describe, expect, test } from 'vitest'
import { input, node, nodeById, read, toldWords, ui, type Raw } from './testing/build.js'

describe('ids, modes and records', () => {
  test('numbers and texts are one kind of id; mixed links; numeric text slots', () => {
    const nodes = [
      node('12:0', 'A', { outputs: [{ name: 'o', type: ['A', 'B'] }] }),
      node(2, 'B', { inputs: [input('x', 5), { name: 'y', type: -1, link: '6' }] }),
    ]
    const workflow = read(
      ui(nodes, [
        [5, '12:0', '0', 2, 0, 'A'],
        { id: 6, origin_id: '12:0', origin_slot: 1, target_id: 2, target_slot: 1 },
      ]),
    )
    expect(nodeById(workflow, '2').inputs.map(({ type, source }) => [type, source])).toEqual([
      ['*', { node: '12:0', slot: 0 }],
      ['-1', { node: '12:0', slot: 1 }],
    ])
    expect(nodeById(workflow, '12:0').outputs).toEqual([{ name: 'o', type: 'A,B' }])
  })

  test('muted and bypassed nodes are inactive, the others are not', () => {
    const workflow = read(ui([0, 1, 2, 3, 4, '4', null].map((mode, index) => node(index, 'A', { mode }))))
    expect(workflow.nodes.map((one) => `${one.mode} ${one.active}`)).toEqual([
      'active true',
      'active true',
      'muted false',
      'active true',
      'bypassed false',
      'bypassed false',
      'active true',
    ])
  })

  test('declarations, models, title; the original name where the type is gone', () => {
    const properties = {
      cnr_id: 'pack',
      ver: '1.2',
      aux_id: 'me/pack',
      'Node name for S&R': 'Real',
      models: [{ name: 'a.pt', url: 'https://x/a.pt', directory: 'vae' }, { url: 'no name' }, 3],
    }
    const workflow = read(
      ui([node(1, '', { properties, title: 'T' })], [], { models: [{ name: 'b.pt', hash: 'h', hash_type: 'SHA256' }] }),
    )
    expect(workflow.nodes[0]).toMatchObject({
      type: 'Real',
      title: 'T',
      declared: { cnrId: 'pack', auxId: 'me/pack', ver: '1.2' },
    })
    expect(workflow.nodes[0]?.embeddedModels).toEqual([
      {
        name: 'a.pt',
        url: 'https://x/a.pt',
        directory: 'vae',
        hash: null,
        hashType: null,
        where: 'nodes[0].properties.models[0]',
      },
    ])
    expect(workflow.graphModels).toEqual([
      { name: 'b.pt', url: null, directory: null, hash: 'h', hashType: 'SHA256', where: 'models[0]' },
    ])
  })

  test('faults are told and hide nothing else', () => {
    const workflow = read(
      ui(
        [null, node(1, 'A'), { id: 2 }, node(1, 'B', { inputs: [input('x', 8)] }), { type: 'C' }],
        [[8, 77, 0, 1, 0, '*'], 'junk', null, [9]],
      ),
    )
    expect(workflow.nodes.map((one) => one.type)).toEqual(['A', 'B', 'C'])
    expect(toldWords(workflow)).toEqual([
      'A node is no object and was left out',
      'A node has no type and was left out',
      'A node has no id',
      'A link names no ends and was left out',
      'A link names no ends and was left out',
      'Two nodes have the same id',
      'A link leads to nowhere',
    ])
  })

  test.each<[string, Raw, (string | null)[]]>([
    ['positions alone', { widgets_values: ['a', 'b'] }, [null, null]],
    ['an object', { widgets_values: { video: 'a', rate: 8 } }, ['video', 'rate']],
    ['null', { widgets_values: null }, []],
    [
      'named values',
      { widgets_values: [5, 'fixed', 'x'], widgets_values_named: { seed: 5, name: 'x' } },
      ['seed', null, 'name'],
    ],
    [
      'all widgets among the inputs',
      {
        inputs: [input('model', 4), input('seed', null, true), input('name', 7, true)],
        widgets_values: [5, 'fixed', 'x'],
      },
      ['seed', 'control_after_generate', 'name'],
    ],
    [
      'an upload button behind them',
      { inputs: [input('image', null, true)], widgets_values: ['a.png', 'image'] },
      ['image', 'upload'],
    ],
    [
      'only converted widgets among the inputs',
      { inputs: [input('text', 1, true), input('width', 2, true)], widgets_values: [512, 'text'] },
      [null, null],
    ],
    ['too few inputs', { inputs: [input('seed', null, true)], widgets_values: [5, 6, 7] }, [null, null, null]],
  ])('widget names from %s', (_name, record, names) => {
    expect(read(ui([node(1, 'A', record)])).nodes[0]?.widgets.map((one) => one.name)).toEqual(names)
  })
})
