import { describe, expect, test } from 'vitest'
import type { TensorEntry } from '../../model-facts.js'
import { describeBytes, legacyCheckpoint, zipCheckpoint } from './testing/checkpoints.js'
import { dict, tensor, writePickle, type Py } from './testing/write-pickle.js'

const half = (shape: readonly number[], storage: string, more = {}): Py => tensor('Half', shape, storage, more)
const ordered = (entries: Readonly<Record<string, Py>>, state?: Py): Py => ({
  ordered: new Map(Object.entries(entries)),
  ...(state === undefined ? {} : { state }),
})
const call = (module: string, name: string, args: readonly Py[], state?: Py): Py => ({
  call: [module, name],
  args,
  ...(state === undefined ? {} : { state }),
})
const global = (module: string, name: string): Py => ({ global: [module, name] })
const tuple = (...parts: readonly Py[]): Py => ({ tuple: parts })
const numpyType = call('numpy', 'dtype', ['f4', false, true], tuple(3, '<', null, null, null, -1, -1, 0))

/** The layouts in which people get checkpoints, each with the tensors that a loader takes. */
const ordinary: readonly (readonly [what: string, value: Py, tensors: readonly string[]])[] = [
  [
    'a plain dict',
    dict({ 'a.weight': half([2, 3], '0'), b: tensor('Float', [4], '1') }),
    ['a.weight F16 [2,3] 12', 'b F32 [4] 16'],
  ],
  [
    'an ordered state dict with its metadata',
    ordered({ w: half([2], '0') }, dict({ _metadata: ordered({ '': dict({ version: 1 }) }) })),
    ['w F16 [2] 4'],
  ],
  [
    'an SD 1 checkpoint of Lightning',
    dict({
      epoch: 0,
      global_step: 470000,
      'pytorch-lightning_version': '1.4.2',
      state_dict: ordered({
        'model.diffusion_model.x': half([3], '0'),
        'first_stage_model.y': tensor('Float', [2, 2], '1'),
      }),
      callbacks: new Map(),
    }),
    ['model.diffusion_model.x F16 [3] 6', 'first_stage_model.y F32 [2,2] 16'],
  ],
  [
    'callbacks under the class of Lightning',
    dict({
      state_dict: dict({ x: half([1], '0') }),
      callbacks: call('collections', 'OrderedDict', [
        [
          [
            global('pytorch_lightning.callbacks.model_checkpoint', 'ModelCheckpoint'),
            dict({ best_k_models: new Map() }),
          ],
        ],
      ]),
    }),
    ['x F16 [1] 2'],
  ],
  [
    'a training state',
    dict({
      state_dict: dict({ x: half([1], '0') }),
      optimizer_states: [
        dict({
          state: new Map<number, Py>([[0, dict({ step: 1, exp_avg: tensor('Float', [1], '1') })]]),
          param_groups: [dict({ params: [0] })],
        }),
      ],
    }),
    ['x F16 [1] 2'],
  ],
  ['parameters instead of tensors', dict({ w: half([2], '0', { parameter: true }) }), ['w F16 [2] 4']],
  [
    'an upscaler',
    dict({ params_ema: ordered({ 'conv_first.weight': half([64, 3, 3, 3], '0') }) }),
    ['params_ema.conv_first.weight F16 [64,3,3,3] 3456'],
  ],
  [
    'an embedding',
    dict({
      string_to_token: dict({ '*': 265 }),
      string_to_param: dict({ '*': tensor('Float', [2, 768], '0', { parameter: true }) }),
      name: '日本 style',
      step: 500,
      sd_checkpoint: null,
    }),
    ['string_to_param.* F32 [2,768] 6144'],
  ],
  [
    'an embedding of the first script',
    dict({
      string_to_param: call(
        'torch.nn.modules.container',
        'ParameterDict',
        [],
        dict({ training: true, _parameters: ordered({ '*': half([1, 768], '0', { parameter: true }) }) }),
      ),
    }),
    ['string_to_param.* F16 [1,768] 1536'],
  ],
  [
    'a hypernetwork with numbers as keys',
    new Map<string | number, Py>([
      [768, tuple(dict({ 'linear.0.weight': half([4, 4], '0') }), dict({ 'linear.0.weight': half([4, 4], '1') }))],
      ['step', 3],
    ]),
    ['768.0.linear.0.weight F16 [4,4] 32', '768.1.linear.0.weight F16 [4,4] 32'],
  ],
  [
    'every ordinary number type',
    dict({
      a: tensor('Double', [1], '0'),
      b: tensor('BFloat16', [1], '1'),
      c: tensor('Long', [1], '2'),
      d: tensor('Int', [1], '3'),
      e: tensor('Byte', [1], '4'),
      f: tensor('Bool', [1], '5'),
    }),
    ['a F64 [1] 8', 'b BF16 [1] 2', 'c I64 [1] 8', 'd I32 [1] 4', 'e U8 [1] 1', 'f BOOL [1] 1'],
  ],
  [
    'two tensors over one storage',
    dict({ a: half([10], '0'), b: half([2, 5], '0') }),
    ['a F16 [10] 20', 'b F16 [2,5] 20'],
  ],
  ['a part of a larger storage', dict({ a: half([2], '0', { holds: 4096 }) }), ['a F16 [2] 4']],
  [
    'scalars and empty tensors',
    dict({ s: tensor('Float', [], '0'), e: tensor('Float', [0, 3], '1') }),
    ['s F32 [] 4', 'e F32 [0,3] 0'],
  ],
  [
    'a numpy scalar for the loss',
    dict({
      w: half([1], '0'),
      loss: call('numpy.core.multiarray', 'scalar', [
        numpyType,
        call('_codecs', 'encode', ['\x00\x00\u0080?', 'latin1']),
      ]),
    }),
    ['w F16 [1] 2'],
  ],
  [
    'a numpy array',
    dict({
      mean: call(
        'numpy._core.multiarray',
        '_reconstruct',
        [global('numpy', 'ndarray'), tuple(0), call('_codecs', 'encode', ['b', 'latin1'])],
        tuple(1, tuple(1), numpyType, false, call('_codecs', 'encode', ['abcd', 'latin1'])),
      ),
    }),
    [],
  ],
  [
    'types, sizes and devices',
    dict({
      w: half([1], '0'),
      dtype: global('torch', 'float16'),
      size: call('torch', 'Size', [tuple(1, 2)]),
      device: call('torch', 'device', ['cpu']),
    }),
    ['w F16 [1] 2'],
  ],
  [
    'sets, bytes and large numbers',
    dict({
      w: half([1], '0'),
      set: call('__builtin__', 'set', [[1, 2]]),
      count: call('collections', 'Counter', [dict({ a: 2 })]),
      big: 2 ** 40,
    }),
    ['w F16 [1] 2'],
  ],
  [
    'deep nesting',
    dict({ model: dict({ net: dict({ blocks: [dict({ w: half([2], '0') }), dict({ w: half([3], '1') })] }) }) }),
    ['model.net.blocks.0.w F16 [2] 4', 'model.net.blocks.1.w F16 [3] 6'],
  ],
  [
    '3,000 layers',
    dict(Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`l.${index}`, half([1], String(index))]))),
    Array.from({ length: 3000 }, (_, index) => `l.${index} F16 [1] 2`),
  ],
]

const say = ({ name, type, shape, bytes }: TensorEntry): string => `${name} ${type} [${shape.join()}] ${bytes}`

describe('ordinary checkpoints are plain weights, and whole', () => {
  test('there are twenty of them', () => expect(ordinary).toHaveLength(20))

  test.each(ordinary)('%s', (_, value, tensors) => {
    const forms = [
      zipCheckpoint(value),
      zipCheckpoint(value, [], 4),
      legacyCheckpoint(value),
      legacyCheckpoint(value, 4),
    ]
    for (const reading of forms.map((bytes) => describeBytes(bytes))) {
      expect(reading).toMatchObject({ word: 'plain weights', imports: [], health: 'whole' })
      expect(reading?.tensors.map(say)).toEqual(tensors)
    }
  })

  test('training state beside the weights is told', () => {
    const [, value] = ordinary[4]!
    const [fault] = describeBytes(zipCheckpoint(value))!.faults
    expect(fault).toMatchObject({ code: 'training_state', severity: 'warns' })
    expect(fault?.says).toContain('1 tensors beside its state_dict (4 bytes)')
  })

  test('a pickle without torch', () => {
    const bytes = writePickle(dict({ a: 1, b: [1, 2] }), 3)
    expect(describeBytes(bytes)).toMatchObject({ word: 'plain weights', health: 'whole', tensors: [], faults: [] })
  })
})
