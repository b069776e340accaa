import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeDifference } from './describe-difference.js'
import { type Facets, facetsOf } from './facets-of.js'

const empty: Facets = {
  words: [],
  numbers: [],
  quantisation: [],
  versions: [],
  sizes: [],
  resolutions: [],
  steps: [],
  scales: [],
  ranks: [],
  roles: [],
  ending: 'safetensors',
}

describe('facetsOf', () => {
  test.each<[string, Partial<Facets>]>([
    [
      'Wan2_1-I2V-14B-480P_fp8_e4m3fn.safetensors',
      {
        words: ['wan'],
        versions: ['2.1'],
        roles: ['i2v'],
        sizes: ['14b'],
        resolutions: ['480p'],
        quantisation: ['fp8e4m3fn'],
      },
    ],
    [
      'wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors',
      { words: ['wan'], versions: ['2.2'], roles: ['t2v', 'high noise'], sizes: ['14b'], quantisation: ['fp8scaled'] },
    ],
    [
      'hunyuan_video_image_to_video_720p_bf16.safetensors',
      { words: ['hunyuan'], roles: ['video', 'i2v'], resolutions: ['720p'], quantisation: ['bf16'] },
    ],
    [
      'Qwen-Image-Edit-2509-Lightning-4steps-V1.0-bf16.safetensors',
      {
        words: ['qwen'],
        roles: ['image', 'edit', 'lightning'],
        numbers: ['2509'],
        steps: ['4'],
        versions: ['1'],
        quantisation: ['bf16'],
      },
    ],
    [
      'svdq-int4_r32-flux.1-dev.safetensors',
      { quantisation: ['svdqint4r32'], words: ['flux'], numbers: ['1'], roles: ['dev'] },
    ],
    [
      'flux1-dev-Q4_K_M.gguf',
      { words: ['flux'], numbers: ['1'], roles: ['dev'], quantisation: ['q4km'], ending: 'gguf' },
    ],
    ['model.IQ4_XS.gguf', { words: ['model'], quantisation: ['iq4xs'], ending: 'gguf' }],
    ['v1-5-pruned-emaonly-fp16.safetensors', { versions: ['1.5'], quantisation: ['pruned', 'emaonly', 'fp16'] }],
    [
      'v2-1_768-ema-pruned.ckpt',
      { versions: ['2.1'], resolutions: ['768'], quantisation: ['ema', 'pruned'], ending: 'ckpt' },
    ],
    ['SD1.5_detail.safetensors', { words: ['sd', 'detail'], versions: ['1.5'] }],
    ['sd15_detail.safetensors', { words: ['sd', 'detail'], versions: ['1.5'] }],
    ['juggernautXL_v9.safetensors', { words: ['juggernaut'], roles: ['sdxl'], versions: ['9'] }],
    ['t5xxl_fp16.safetensors', { words: ['t', 'xxl'], numbers: ['5'], quantisation: ['fp16'] }],
    ['wan2.1_t2v_1.3B.safetensors', { words: ['wan'], versions: ['2.1'], roles: ['t2v'], sizes: ['1.3b'] }],
    [
      'ltx-2-19b-lora_rank64.safetensors',
      { words: ['ltx'], numbers: ['2'], sizes: ['19b'], roles: ['lora'], ranks: ['64'] },
    ],
    ['RealESRGAN_x4plus.pth', { words: ['realesrgan', 'plus'], scales: ['x4'], ending: 'pth' }],
    ['4x-UltraSharp.pth', { scales: ['x4'], words: ['ultrasharp'], ending: 'pth' }],
    [
      'control_v11f1e_sd15_tile.pth',
      { words: ['control', 'f', 'e', 'sd'], versions: ['11', '1.5'], numbers: ['1'], roles: ['tile'], ending: 'pth' },
    ],
    ['style_rev_b_epoch-000010.pt', { words: ['style'], versions: ['rev b', 'epoch 10'], ending: 'pt' }],
    [
      'depth_anything_v2_vitl_fp32.safetensors',
      { roles: ['depth', 'vit-l'], words: ['anything'], versions: ['2'], quantisation: ['fp32'] },
    ],
    ['My%20Model - Copy (2).ckpt.safetensors', { words: ['my', 'model'] }],
    ['sub\\ＭＯＤＥＬ＿ｖ２.safetensors', { words: ['model'], versions: ['2'] }],
  ])('%s', (name, facets) => {
    expect(facetsOf(name)).toEqual({ ...empty, ...facets })
  })

  test('spelling does not count', () => {
    for (const name of [
      'Wan2.2 T2V High-Noise 14B FP8 scaled.safetensors',
      'WAN_2.2_T2V_HIGHNOISE_14B_FP8SCALED.safetensors',
    ]) {
      expect(facetsOf(name)).toEqual(facetsOf('wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors'))
    }
  })

  test('reads any text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (name) => void facetsOf(name)))
  })

  test('reads a very long name in bounded time', () => {
    const long = '1_'.repeat(20_000) + 'v1.1.'.repeat(20_000) + '('.repeat(20_000)
    const began = performance.now()
    facetsOf(long)
    expect(performance.now() - began).toBeLessThan(3000)
  })
})

describe('describeDifference', () => {
  test.each([
    ['a.safetensors', 'a.safetensors', []],
    ['A.safetensors', 'a.safetensors', ['only letter case differs']],
    ['x\\a.safetensors', 'x/a.safetensors', ['only the folder separator differs']],
    ['my%20a.safetensors', 'my a.safetensors', ['only the escaping of an address differs']],
    ['cafe\u0301.pt', 'caf\u00e9.pt', ['only the Unicode form of its letters differs']],
    ['flux1-dev.safetensors', 'flux1_dev.safetensors', ['only separators differ']],
    ['flux1-dev.safetensors', 'flux/flux1-dev.safetensors', ['in sub-folder flux']],
    ['dev_flux_kontext.safetensors', 'flux_kontext_dev.safetensors', ['the same words in another order']],
    ['anime.ckpt', 'anime.safetensors', ['ending .safetensors instead of .ckpt']],
    ['anime.safetensors', 'anime (1).safetensors', ['one has the mark of a copy']],
    ['t5xxl_fp16.safetensors', 't5xxl_fp8_scaled.safetensors', ['another quantisation: fp8_scaled instead of fp16']],
    ['flux1-dev.safetensors', 'flux1-dev-fp8.safetensors', ['quantisation fp8, and none was asked for']],
    ['qwen_3_4b.safetensors', 'qwen_3_8b.safetensors', ['another parameter size: 8b instead of 4b']],
    ['photo_v2.safetensors', 'photo_v3.safetensors', ['another version or number: v3 instead of v2']],
    ['w_high_noise.pt', 'w_low_noise.pt', ['another role: low_noise instead of high_noise']],
    ['sdxl_2step.pt', 'sdxl_8step.pt', ['another step count: 8step instead of 2step']],
    ['dreamshper_8.pt', 'dreamshaper_8.pt', ['dreamshaper is written dreamshper']],
    ['48213_dreamshaper.pt', 'dreamshaper.pt', ['only one has a number in front']],
  ])('%s, %s', (asked, found, says) => {
    expect(describeDifference(asked, found)).toEqual(says)
  })
})
