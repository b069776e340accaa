import { describe, expect, test } from 'vitest'
import { readDefinitions } from '../definitions.js'
import { nameWidgets } from './name-widgets.js'
import { node, read, ui } from './testing/build.js'

const { definitions } = readDefinitions({
  Sampler: {
    input: {
      required: {
        model: ['MODEL'],
        seed: ['INT', {}],
        steps: ['INT', {}],
        sampler: [['euler', 'ddim'], {}],
        cfg: ['FLOAT', {}],
        forced: ['STRING', { forceInput: true }],
      },
      optional: { on: ['BOOLEAN', {}] },
    },
  },
  Loader: {
    input: { required: { file: [['a.pt', 'b.pt']], image: ['COMBO', { options: ['x.png'], image_upload: true }] } },
  },
  Resize: {
    input: {
      required: {
        input: ['COMFY_MATCHTYPE_V3', {}],
        resize: [
          'COMFY_DYNAMICCOMBO_V3',
          {
            options: [
              {
                key: 'size',
                inputs: {
                  required: {
                    width: ['INT', {}],
                    how: [
                      'COMFY_DYNAMICCOMBO_V3',
                      { options: [{ key: 'crop', inputs: { required: { at: ['STRING', {}] } } }] },
                    ],
                  },
                },
              },
              { key: 'factor', inputs: { required: { by: ['FLOAT', {}] } } },
            ],
          },
        ],
        filter: [['area']],
      },
    },
  },
  Grow: {
    input: {
      required: {
        first: ['STRING', {}],
        images: ['COMFY_AUTOGROW_V3', { template: { input: { required: { image: ['IMAGE', {}] } } } }],
        texts: ['COMFY_AUTOGROW_V3', { template: { input: { required: { text: ['STRING', {}] } } } }],
        last: ['STRING', {}],
      },
    },
  },
  Remote: { input: { required: { image: ['COMBO', { remote: { route: '/x' } }], other: ['STRING', {}] } } },
})

function names(type: string, values: unknown): (string | null)[] {
  const [one] = read(ui([node(1, type, { widgets_values: values })])).nodes
  return nameWidgets(one?.widgets ?? [], definitions.get(type))
}

describe('nameWidgets', () => {
  test.each<[string, unknown, (string | null)[]]>([
    [
      'Sampler',
      [5, 'randomize', 20, 'euler', 7.5, true],
      ['seed', 'control_after_generate', 'steps', 'sampler', 'cfg', 'on'],
    ],
    ['Sampler', [5, 20, 'ddim', 8], ['seed', 'steps', 'sampler', 'cfg']],
    ['Sampler', [5, 'fixed'], ['seed', 'control_after_generate']],
    ['Sampler', [5, 'fixed', 20, 'gone', 8], [null, null, null, null, null]],
    ['Sampler', ['euler', 5], [null, null]],
    ['Sampler', [5, 'fixed', 20.5], [null, null, null]],
    ['Loader', ['missing.safetensors', 'any name.png', 'image'], ['file', 'image', null]],
    ['Loader', ['unlisted', 'x.png'], [null, null]],
    [
      'Resize',
      ['size', 512, 'crop', 'top', 'area'],
      ['resize', 'resize.width', 'resize.how', 'resize.how.at', 'filter'],
    ],
    ['Resize', ['factor', 2, 'area'], ['resize', 'resize.by', 'filter']],
    ['Resize', ['new option', 2, 'area'], ['resize', null, null]],
    ['Grow', ['a', 'b', 'c'], ['first', null, null]],
    ['Remote', ['x', false, 'refresh'], ['image', null, null]],
    ['Unknown', [1], [null]],
    ['Sampler', { seed: 5, extra: 1 }, ['seed', 'extra']],
  ])('%s %j', (type, values, expected) => {
    expect(names(type, values)).toEqual(expected)
  })
})
