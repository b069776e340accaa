import { expect, test } from 'vitest'
import type { ModelFormat } from '@greenlight/shared/models'
import type { TensorEntry } from '../../model-facts.js'
import { classify } from './classify.js'
import { tensor } from './testing/read-fixture.js'

function quantisation(
  tensors: readonly TensorEntry[],
  metadata: Readonly<Record<string, string>> = {},
  format: ModelFormat = 'safetensors',
): string | null {
  return classify({ format, tensors, metadata: new Map(Object.entries(metadata)) }, 'x').quantisation
}

const weight = (type: string): TensorEntry => tensor('blocks.0.weight', [64, 64], type)
const norm = tensor('blocks.0.norm', [64], 'F32')
const scale = tensor('blocks.0.weight_scale', [], 'F32')

test.each([
  ['F32', 'fp32'],
  ['F16', 'fp16'],
  ['BF16', 'bf16'],
  ['F8_E4M3', 'fp8_e4m3fn'],
  ['F8_E5M2', 'fp8_e5m2'],
  ['I8', 'int8'],
  ['F6_E2M3', 'f6_e2m3'],
])('most bytes %s: %s', (type, name) => {
  expect(quantisation([weight(type), norm])).toBe(name)
})

test('bytes count, not tensors', () => {
  expect(quantisation([weight('F8_E4M3'), ...['a', 'b', 'c'].map((name) => tensor(name, [8], 'F16'))])).toBe(
    'fp8_e4m3fn',
  )
})

test('scales beside the weights', () => {
  expect(quantisation([weight('F8_E4M3'), scale])).toBe('fp8_e4m3fn_scaled')
  expect(
    quantisation([
      weight('F8_E4M3'),
      tensor('scaled_fp8', [0], 'F8_E4M3'),
      tensor('blocks.0.scale_weight', [1], 'F32'),
    ]),
  ).toBe('fp8_e4m3fn_scaled')
  expect(quantisation([weight('F8_E5M2'), scale])).toBe('fp8_e5m2_scaled')
  expect(quantisation([weight('F8_E4M3'), tensor('blocks.0.weight_scale', [64, 2], 'U8')])).toBe('mxfp8')
  expect(
    quantisation([
      weight('U8'),
      tensor('blocks.0.weight_scale', [64, 4], 'F8_E4M3'),
      tensor('blocks.0.weight_scale_2', [], 'F32'),
    ]),
  ).toBe('nvfp4')
  expect(quantisation([weight('I8'), scale])).toBe('int8_scaled')
  expect(quantisation([weight('BF16'), scale])).toBe('bf16')
})

test('other packings', () => {
  expect(quantisation([weight('U8'), tensor('blocks.0.weight.quant_state.bitsandbytes__nf4', [90], 'U8')])).toBe(
    'bnb_nf4',
  )
  expect(
    quantisation([
      weight('I8'),
      tensor('blocks.0.wscales', [64], 'BF16'),
      tensor('blocks.0.smooth_factor', [64], 'BF16'),
    ]),
  ).toBe('svdquant_int4')
  expect(
    quantisation([
      weight('I8'),
      tensor('blocks.0.wscales', [64], 'F8_E4M3'),
      tensor('blocks.0.wcscales', [64], 'BF16'),
    ]),
  ).toBe('svdquant_fp4')
})

test('formats that the file declares for its layers: that of most layers', () => {
  const layers = { a: { format: 'nvfp4' }, b: { format: 'nvfp4' }, c: { format: 'float8_e4m3fn' } }
  expect(
    quantisation([weight('U8')], { _quantization_metadata: JSON.stringify({ format_version: '1.0', layers }) }),
  ).toBe('nvfp4')
  expect(quantisation([weight('BF16')], { _quantization_metadata: 'not json at all' })).toBe('bf16')
})

test('GGUF: the declared file type where tensors bear it out, else the tensors', () => {
  const tensors = [tensor('blk.0.attn_q.weight', [64, 64], 'Q4_K'), tensor('blk.0.attn_norm.weight', [64], 'F32')]
  expect(quantisation(tensors, { 'general.file_type': '15' }, 'gguf')).toBe('Q4_K_M')
  expect(quantisation(tensors, {}, 'gguf')).toBe('Q4_K')
  expect(quantisation(tensors, { 'general.file_type': '7' }, 'gguf')).toBe('Q4_K')
  expect(quantisation(tensors, { 'general.file_type': 'fifteen' }, 'gguf')).toBe('Q4_K')
})

test('a file without tensors has none', () => {
  expect(quantisation([])).toBeNull()
})
