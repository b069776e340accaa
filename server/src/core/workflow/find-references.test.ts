import { describe, expect, test } from 'vitest'
import { readDefinitions } from '../definitions.js'
import { findReferences } from './find-references.js'
import { input, node, read, references, subgraph, ui, type Raw } from './testing/build.js'

describe('node types', () => {
  test('each once, in file order, with every instance path and the declarations by frequency', () => {
    const declares = (ver: string): Raw => ({ properties: { cnr_id: 'pack', ver } })
    const definitions = {
      definitions: { subgraphs: [subgraph('s', [node(3, 'B', declares('2')), node(4, 'Note')], [])] },
    }
    const found = references(
      ui(
        [node(1, 'B', declares('1')), node(5, 's'), node(6, 's', { mode: 4 }), node(2, 'A', { mode: 2 })],
        [],
        definitions,
      ),
    )
    expect(
      found.nodeTypes.map(({ type, nodes, active }) => [type, nodes.map(({ id }) => id).join(' '), active]),
    ).toEqual([
      ['B', '1 5:3 6:3', true],
      ['Note', '5:4 6:4', true],
      ['A', '2', false],
    ])
    expect(found.nodeTypes[0]?.declared).toEqual([
      { cnrId: 'pack', auxId: null, ver: '2' },
      { cnrId: 'pack', auxId: null, ver: '1' },
    ])
    expect(found.nodeTypes[0]?.evidence[0]).toEqual({
      from: 'workflow',
      says: '3 nodes of the workflow have this type',
      where: 'nodes[0]',
    })
    expect(found.nodeTypes[0]?.evidence[1]).toEqual({
      from: 'workflow',
      says: '2 nodes declare cnr_id pack, version 2',
      where: 'definitions.subgraphs[0].nodes[0].properties',
    })
    expect(found.nodeTypes[2]?.declared).toEqual([])
  })
})

describe('notes', () => {
  const text =
    'Get [a](https://x.org/r/a%20b.safetensors?download=true) and (https://x.org/c_(1).pt), **https://x.org/d**. See https://x.org/[e]!\nhttps://x.org/a%20b.safetensors http://'

  test('links, without the punctuation around them', () => {
    expect(references(ui([node(1, 'MarkdownNote', { widgets_values: [text] })])).notes).toEqual([
      {
        node: '1',
        text,
        links: [
          'https://x.org/r/a%20b.safetensors?download=true',
          'https://x.org/c_(1).pt',
          'https://x.org/d',
          'https://x.org/[e]',
          'https://x.org/a%20b.safetensors',
        ],
      },
    ])
  })

  test('a link is a source only for exactly that file name', () => {
    const found = references(
      ui([
        node(1, 'Note', { widgets_values: [text] }),
        node(2, 'VAELoader', { widgets_values: ['sub/a b.safetensors'] }),
        node(3, 'VAELoader', { widgets_values: ['b.safetensors'] }),
      ]),
    )
    expect(found.models[0]?.embedded.map(({ url, from, where }) => [url, from, where])).toEqual([
      ['https://x.org/r/a%20b.safetensors?download=true', 'note', 'nodes[0]'],
      ['https://x.org/a%20b.safetensors', 'note', 'nodes[0]'],
    ])
    expect(found.models[1]?.embedded).toEqual([])
  })

  test('long texts without spaces take linear time', () => {
    const found = references(
      ui([
        node(1, 'Note', { widgets_values: ['https://'.repeat(300_000) + '('.repeat(1_000_000)] }),
        node(2, 'CLIPTextEncode', { widgets_values: [`${'embedding:('.repeat(300_000)} embedding:x`] }),
      ]),
    )
    expect([found.notes[0]?.links.length, found.models.map(({ name }) => name)]).toEqual([0, ['x']])
  })
})

describe('input files', () => {
  test('known loaders, annotations, and what is no file', () => {
    const load = (id: number, type: string, values: unknown): Raw => node(id, type, { widgets_values: values })
    const found = references(
      ui(
        [
          load(1, 'LoadImage', ['sub dir/x.png [input]', 'image']),
          load(2, 'LoadImageMask', ['y [1].png [output]', 'alpha', 'image']),
          load(3, 'LoadImageOutput', ['z.png', false, 'refresh', 'image']),
          load(4, 'LoadAudio', ['a.mp3', null, null]),
          load(5, 'LoadVideo', ['v.mp4 [temp]', 'image']),
          load(6, 'VHS_LoadVideo', { video: 'w.mp4', videopreview: { params: { filename: 'w.mp4' } } }),
          load(7, 'Load3D', ['', 1024, 1024, '#000000']),
          load(8, 'LoadImage', [null, 'image']),
          load(9, 'LoadImage', [`blake3:${'0'.repeat(64)}`, 'image']),
          node(10, 'LoadImage', { mode: 4, inputs: [input('image', 3, true)], widgets_values: ['fed.png', 'image'] }),
        ],
        [[3, 4, 0, 10, 0, '*']],
      ),
    )
    expect(found.inputs.map(({ node: id, name, kind, folder }) => [id, name, kind, folder])).toEqual([
      ['1', 'sub dir/x.png', 'image', undefined],
      ['2', 'y [1].png', 'image', 'output'],
      ['3', 'z.png', 'image', 'output'],
      ['4', 'a.mp3', 'audio', undefined],
      ['5', 'v.mp4', 'video', 'temp'],
      ['6', 'w.mp4', 'video', undefined],
      ['9', `blake3:${'0'.repeat(64)}`, 'image', undefined],
    ])
    expect(found.models).toEqual([])
  })

  test('definitions tell upload combos of other nodes', () => {
    const { definitions } = readDefinitions({
      Own: {
        input: { required: { n: ['INT', {}], clip: ['COMBO', { options: ['a.wav'], audio_upload: true }] } },
        output: [],
      },
    })
    const workflow = read(ui([node(1, 'Own', { widgets_values: [3, 'b.wav', null] })]))
    expect(findReferences(workflow, definitions).inputs).toEqual([
      { name: 'b.wav', kind: 'audio', node: '1', nodeType: 'Own', widget: 'clip', active: true },
    ])
    expect(findReferences(workflow, null).inputs).toEqual([])
  })
})
