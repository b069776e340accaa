import { expect, test } from 'vitest'
import { readAdapterModules } from './adapter-modules.js'
import { readAdapterName } from './adapter-names.js'
import { plainName, rawName } from './plain-name.js'
import { tensor } from './testing/read-fixture.js'

test.each([
  ['lora_unet_a_b.lora_down.weight', 'lora_unet_a_b', 'down'],
  ['a.b.lora_A.weight', 'a.b', 'down'],
  ['a.b.lora_B.default.weight', 'a.b', 'up'],
  ['a.attn1.processor.to_q_lora.up.weight', 'a.attn1.processor.to_q', 'up'],
  ['a.to_q.lora.down.weight', 'a.to_q', 'down'],
  ['a.processor.qkv_lora1.down.weight', 'a.processor.qkv_lora1', 'down'],
  ['a.hada_w1_b', 'a', 'hada-in'],
  ['a.alpha', 'a', 'alpha'],
])('%s', (name, module, part) => {
  expect(readAdapterName(name)).toEqual({ module, part })
})

test.each(['a.weight', 'encoder.down.weight', 'a.bias', 'x', '', '.weight', 'a.default.weight', 'mlp_fc1.lora_down'])(
  '%s is no part of an adapter',
  (name) => {
    expect(readAdapterName(name)).toBeNull()
  },
)

test.each([
  ['lora_unet_double_blocks_7_img_mod_lin', 'double_blocks_7_img_mod_lin', 'double_blocks_#_img_mod_lin'],
  ['diffusion_model.double_blocks.12.img_mlp.0', 'double_blocks_12_img_mlp_0', 'double_blocks_#_img_mlp_#'],
  [
    'unet.down_blocks.1.attentions.0.transformer_blocks.9.attn2.to_k',
    'down_blocks_1_attentions_0_transformer_blocks_9_attn2_to_k',
    'down_blocks_#_attentions_#_transformer_blocks_#_attn2_to_k',
  ],
  [
    'lora_te2_text_model_encoder_layers_3_mlp_fc1',
    'te2/text_model_encoder_layers_3_mlp_fc1',
    'te2/text_model_encoder_layers_#_mlp_fc1',
  ],
  ['lora_unet__blocks_0_cross_attn_k', 'blocks_0_cross_attn_k', 'blocks_#_cross_attn_k'],
  ['no_numbers.here', 'no_numbers_here', 'no_numbers_here'],
  ['7', '7', '7'],
])('%s is %s, plainly %s', (module, raw, plain) => {
  expect([rawName(module), plainName(module, new Map())]).toEqual([raw, plain])
})

test('shapes are those of the weight that is changed, whatever the adapter', () => {
  const modules = readAdapterModules([
    tensor('a.lora_down.weight', [16, 768]),
    tensor('a.lora_up.weight', [320, 16]),
    tensor('b.hada_w1_a', [320, 8]),
    tensor('b.hada_w1_b', [8, 768]),
    tensor('c.lokr_w1', [4, 8]),
    tensor('c.lokr_w2_a', [80, 4]),
    tensor('c.lokr_w2_b', [4, 96]),
    tensor('d.diff', [320, 768]),
  ])
  for (const name of ['a', 'b', 'c', 'd']) expect(modules?.get(name), name).toEqual([320, 768])
})

test('modules can be asked for with their numbers and without', () => {
  const modules = readAdapterModules([
    tensor('lora_unet_blocks_7_x.lora_down.weight', [4, 64]),
    tensor('lora_unet_blocks_7_x.lora_up.weight', [32, 4]),
  ])
  expect(modules?.get('blocks_#_x')).toEqual([32, 64])
  expect(modules?.get('blocks_7_x')).toEqual([32, 64])
  expect(modules?.get('blocks_8_x')).toBeUndefined()
  expect(modules?.get('other_7_x')).toBeUndefined()
})

test('an alpha alone makes no adapter', () => {
  expect(
    readAdapterModules([tensor('decoder.layers.0.alpha', [1]), tensor('decoder.layers.0.weight', [8, 8])]),
  ).toBeNull()
})
