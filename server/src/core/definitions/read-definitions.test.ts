import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { haveRealFiles, realText } from '../workflow/testing/real-files.js'
import { readDefinitions } from './read-definitions.js'

function inputOf(spec: unknown, name = 'x') {
  const { definitions } = readDefinitions({ T: { input: { required: { [name]: spec } } } })
  return definitions.get('T')?.inputs[0]
}

describe('readDefinitions', () => {
  test('one class with everything', () => {
    const entry = {
      input: {
        required: { b: ['INT', { tooltip: 'Tip' }], a: ['MODEL'] },
        optional: { c: ['STRING', {}] },
        hidden: { d: 'PROMPT' },
      },
      input_order: { required: ['a', 'b'] },
      output: ['LATENT', ['x', 'y']],
      output_name: ['LATENT', 'pick'],
      name: 'T',
      display_name: 'Nice',
      description: 'Does',
      category: 'cat',
      python_module: 'custom_nodes.Pack',
      output_node: true,
      deprecated: true,
      experimental: true,
      api_node: true,
    }
    expect(readDefinitions({ T: entry }).definitions.get('T')).toEqual({
      type: 'T',
      displayName: 'Nice',
      description: 'Does',
      category: 'cat',
      module: 'custom_nodes.Pack',
      inputs: [
        {
          name: 'a',
          section: 'required',
          type: 'MODEL',
          options: null,
          widget: false,
          controlAfterGenerate: false,
          upload: null,
          tooltip: null,
        },
        {
          name: 'b',
          section: 'required',
          type: 'INT',
          options: null,
          widget: true,
          controlAfterGenerate: false,
          upload: null,
          tooltip: 'Tip',
        },
        {
          name: 'c',
          section: 'optional',
          type: 'STRING',
          options: null,
          widget: true,
          controlAfterGenerate: false,
          upload: null,
          tooltip: null,
        },
      ],
      outputs: [
        { name: 'LATENT', type: 'LATENT' },
        { name: 'pick', type: 'COMBO' },
      ],
      outputNode: true,
      deprecated: true,
      experimental: true,
      apiNode: true,
    })
  })

  test.each<[string, unknown, object]>([
    ['a list', [['a', 'b']], { type: 'COMBO', options: ['a', 'b'], widget: true }],
    ['a list with numbers and truth values', [['a', 1, true, null, {}]], { options: ['a', '1', 'true'] }],
    ['COMBO', ['COMBO', { options: ['a'], video_upload: true }], { type: 'COMBO', options: ['a'], upload: 'video' }],
    ['COMBO without options', ['COMBO', {}], { options: [] }],
    [
      'a remote combo',
      ['COMBO', { options: ['old'], remote: { route: '/r' } }],
      { options: null, remote: '/r', widget: true },
    ],
    ['a forced input', ['STRING', { forceInput: true }], { widget: false }],
    ['a union with a widget', ['FLOAT,INT', { widgetType: 'FLOAT' }], { widget: true }],
    ['an explicit control', ['INT', { control_after_generate: 'fixed' }], { controlAfterGenerate: true }],
    [
      'autogrow',
      ['COMFY_AUTOGROW_V3', { template: { input: { required: { image: ['IMAGE'] } } } }],
      { widget: false, repeats: [{ name: 'x.image', type: 'IMAGE' }] },
    ],
    [
      'a dynamic combo',
      [
        'COMFY_DYNAMICCOMBO_V3',
        { options: [{ key: 'k', inputs: { required: { n: ['INT'] }, optional: { seed: ['INT'] } } }, 'junk'] },
      ],
      {
        widget: true,
        dynamic: [
          { key: 'k', inputs: [{ name: 'x.n' }, { name: 'x.seed', section: 'optional', controlAfterGenerate: true }] },
        ],
      },
    ],
  ])('%s', (_name, spec, expected) => {
    expect(inputOf(spec)).toMatchObject(expected)
  })

  test('seeds have a control unless the definition says no', () => {
    expect(
      [
        inputOf(['INT', {}], 'seed'),
        inputOf(['INT', {}], 'noise_seed'),
        inputOf(['INT', { control_after_generate: false }], 'seed'),
        inputOf(['STRING', {}], 'seed'),
      ].map((one) => one?.controlAfterGenerate),
    ).toEqual([true, true, false, false])
  })

  test('rubbish is told and hides no other class', () => {
    const { definitions, problems } = readDefinitions({
      b: 7,
      A: { input: { required: { x: 'INT', y: [], z: [7], ok: ['INT'] }, optional: [] } },
      a: null,
      __proto__: 1,
    })
    expect([...definitions.keys()]).toEqual(['A'])
    expect(definitions.get('A')?.inputs.map(({ name }) => name)).toEqual(['z', 'ok'])
    expect(problems).toEqual(['The definition of a is not readable.', 'The definition of b is not readable.'])
    expect(readDefinitions([1]).problems).toEqual(['The answer is no JSON object.'])
  })

  test('never throws', () => {
    const spec = fc.oneof(
      fc.json({ maxDepth: 4 }).map((text): unknown => JSON.parse(text)),
      fc.constant(['COMFY_DYNAMICCOMBO_V3', { options: [{ key: 'a', inputs: { required: { b: [] } } }] }]),
    )
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.oneof(
            spec,
            fc.record({
              input: fc.record({ required: fc.dictionary(fc.string(), spec) }),
              input_order: spec,
              output: spec,
              output_name: spec,
            }),
          ),
        ),
        (answer) => {
          readDefinitions(answer)
        },
      ),
    )
  })

  test('nesting without end is cut', () => {
    let spec: unknown[] = ['INT']
    for (let depth = 0; depth < 5000; depth += 1)
      spec = ['COMFY_DYNAMICCOMBO_V3', { options: [{ key: 'k', inputs: { required: { n: spec } } }] }]
    expect(inputOf(spec)?.dynamic?.[0]?.inputs[0]?.name).toBe('x.n')
  })
})

test.skipIf(!haveRealFiles)('whole answers of real servers', () => {
  const counts = [
    'comfyui-0.29.0',
    'comfyui-0.7.0',
    'comfy-ts-2024-11-with-custom-nodes',
    'comfy-ts-v3-widgets-2026',
  ].map((file) => {
    const { definitions, problems } = readDefinitions(JSON.parse(realText(`object_info/${file}.json`)))
    return [definitions.size, problems.length]
  })
  expect(counts).toEqual([
    [819, 0],
    [557, 0],
    [1017, 0],
    [11, 0],
  ])
})
