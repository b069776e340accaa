import { describe, expect, test } from 'vitest'
import type { TensorTable } from '../../model-facts.js'
import { classify } from './classify.js'
import { fixtures } from './testing/all-fixtures.js'
import { readFixture, tensor, withMetadata, withTensors } from './testing/read-fixture.js'

function file(id: string, type?: string): TensorTable {
  return readFixture(fixtures.get(id) ?? '', type)
}

function below(prefix: string, table: TensorTable): TensorTable {
  return withTensors(
    table,
    table.tensors.map((entry) => ({ ...entry, name: prefix + entry.name })),
  )
}

function beside(table: TensorTable, ...names: string[]): TensorTable {
  return withTensors(table, [...table.tensors, ...names.map((name) => tensor(name, [8]))])
}

const says = (table: TensorTable): string =>
  classify(table, 'a file.safetensors')
    .evidence.map((one) => one.says)
    .join('\n')

describe('a checkpoint and a bare diffusion model', () => {
  const prefixed = below('model.diffusion_model.', file('sdxl'))

  test('a prefix alone makes no checkpoint', () => {
    expect(classify(prefixed, 'x')).toMatchObject({ kind: 'diffusion-model', family: 'sdxl' })
  })

  test.each([
    'first_stage_model.decoder.conv_in.weight',
    'conditioner.embedders.0.logit_scale',
    'text_encoders.t5xxl.logit_scale',
  ])('%s beside it does', (name) => {
    const table = beside(prefixed, name)
    expect(classify(table, 'x')).toMatchObject({ kind: 'checkpoint', family: 'sdxl' })
    expect(says(table)).toContain(name.slice(0, name.indexOf('.')))
  })

  test.each(['', 'model.diffusion_model.', 'model.', 'net.', 'diffusion_model.'])('Wan below "%s" is Wan', (prefix) => {
    expect(classify(below(prefix, file('wan-vace-14b')), 'x').family).toBe('wan-vace-14b')
  })

  test('a text encoder within a checkpoint is no text encoder by itself', () => {
    const table = withTensors(prefixed, [
      ...prefixed.tensors,
      ...below('cond_stage_model.transformer.', file('clip-l')).tensors,
    ])
    expect(classify(table, 'x')).toMatchObject({ kind: 'checkpoint', family: 'sdxl' })
  })
})

describe('what no rule knows, and what several know', () => {
  test.each([
    ['nothing', []],
    ['strange names', [tensor('something.else.weight', [3, 4]), tensor('another.weight', [4])]],
    [
      'hostile names',
      [
        tensor('__proto__', [1]),
        tensor('constructor.prototype', [1]),
        tensor('x'.repeat(100_000), [1]),
        tensor('.', []),
        tensor('', []),
      ],
    ],
  ])('%s: null, with evidence', (_, tensors) => {
    const answer = classify({ format: 'safetensors', tensors, metadata: new Map() }, 'a\u0007b.safetensors')
    expect(answer).toMatchObject({ kind: null, family: null })
    expect(answer.evidence[0]?.says).toBe('no rule knows the tensors of “a\ufffdb.safetensors”')
  })

  test('two families of one kind are a tie: the kind stands, no family is taken, both are shown', () => {
    const both = withTensors(file('flux-dev'), [...file('flux-dev').tensors, ...file('hidream').tensors])
    expect(classify(both, 'x')).toMatchObject({ kind: 'diffusion-model', family: null })
    expect(says(both)).toContain('rule flux-dev')
    expect(says(both)).toContain('rule hidream')
    expect(says(both)).toContain('rules flux-dev and hidream speak for it alike')
  })

  test('two kinds are a tie: neither is taken', () => {
    const both = withTensors(file('esrgan'), [...file('esrgan').tensors, ...file('sam-vit-b').tensors])
    expect(classify(both, 'x')).toMatchObject({ kind: null, family: null })
    expect(says(both)).toContain('so none is taken')
  })

  test('a LoRA of attention alone may be for Flux.1 or for Qwen-Image', () => {
    const table = readFixture(
      'transformer_blocks.0.attn.to_q.lora_A.weight 16x3072, transformer_blocks.0.attn.to_q.lora_B.weight 3072x16',
    )
    expect(classify(table, 'x')).toMatchObject({ kind: 'lora', family: null })
    expect(says(table)).toContain('Flux.1 and Qwen-Image both have')
  })
})

describe('what a file declares', () => {
  test('chooses among families with the same tensors', () => {
    const kontext = withMetadata(file('flux-dev'), { 'modelspec.architecture': 'Flux.1-kontext-dev' })
    expect(classify(kontext, 'x').family).toBe('flux-kontext')
    const vae = withMetadata(file('vae-4-channels'), { 'modelspec.architecture': 'stable-diffusion-xl-v1-base/vae' })
    expect(classify(vae, 'x')).toMatchObject({ kind: 'vae', family: 'sdxl' })
    expect(classify(file('vae-4-channels'), 'x')).toMatchObject({ kind: 'vae', family: null })
    const wan = withMetadata(file('wan-t2v-14b'), { 'modelspec.architecture': 'wan2.2-t2v-14b' })
    expect(classify(wan, 'x').family).toBe('wan2.2-t2v-14b')
  })

  test('does not stand against the tensors, and both are shown', () => {
    const table = withMetadata(file('lora-sd1'), {
      ss_base_model_version: 'sdxl_base_v1-0',
      'modelspec.architecture': 'stable-diffusion-xl-v1-base/lora',
    })
    expect(classify(table, 'x')).toMatchObject({ kind: 'lora', family: 'sd1' })
    expect(says(table)).toContain(
      'ss_base_model_version says “sdxl_base_v1-0”, which is SDXL; its tensors are those of SD 1.5, and tensors are believed',
    )
    expect(says(table)).toContain('(rule lora-sd1, from ')
  })

  test('agreement is no contradiction, a sibling is one', () => {
    expect(says(withMetadata(file('lora-flux'), { ss_base_model_version: 'flux1' }))).not.toContain('believed')
    expect(says(withMetadata(file('flux-schnell'), { 'modelspec.architecture': 'flux-1-dev' }))).toContain(
      'those of Flux.1 schnell',
    )
  })

  test('the name of a file it was made from is shown and decides nothing', () => {
    const table = withMetadata(file('lora-clip-l'), { ss_sd_model_name: 'sd_xl_base_1.0.safetensors' })
    expect(classify(table, 'x').family).toBeNull()
    expect(says(table)).toContain('ss_sd_model_name says “sd_xl_base_1.0.safetensors”, which is SDXL')
  })

  test('alone makes no kind', () => {
    const table = withMetadata(readFixture('unheard.of.weight 3x4'), {
      'modelspec.architecture': 'stable-diffusion-xl-v1-base/lora',
    })
    expect(classify(table, 'x')).toMatchObject({ kind: null, family: null })
  })

  test.each([
    ['stable-diffusion-v1', 'sd1'],
    ['stable-diffusion-v2-768-v', 'sd2'],
    ['sd_v1', 'sd1'],
    ['stable-diffusion-xl-v1-base/lora', 'sdxl'],
    ['stable-diffusion-3-5-large', 'sd3.5-large'],
    ['stable-diffusion-3-m', 'sd3'],
    ['flux-1-schnell', 'flux-schnell'],
    ['Flux.1-dev/lora', 'flux-dev'],
    ['qwen-image-edit-2509', 'qwen-image-edit-2509'],
    ['hunyuan-image-2.1', 'hunyuan-image-2.1'],
    ['lumina-2', 'lumina2'],
    ['anima-preview', 'anima'],
  ])('%s is read as %s', (value, family) => {
    const said = classify(withMetadata(readFixture('a 1'), { 'modelspec.architecture': value }), 'x').evidence.at(-1)
    const named = classify(withMetadata(readFixture('a 1'), { 'modelspec.architecture': family }), 'x').evidence.at(-1)
    expect(said?.says.split(', which is ')[1]).toBe(named?.says.split(', which is ')[1])
  })
})

describe('evidence', () => {
  test('names the rule, its source and the tensor', () => {
    const [first] = classify(file('sdxl'), 'x').evidence
    expect(first?.says).toMatch(
      /^SDXL diffusion model: it has label_emb\.0\.0\.weight and .* \(rule sdxl, from ComfyUI comfy\/model_detection\.py\)$/,
    )
    expect(first).toMatchObject({ from: 'tensors', where: 'label_emb.0.0.weight' })
  })

  test('does not hang on the order of tensors', () => {
    const table = file('lora-flux')
    const turned = withTensors(table, [...table.tensors].reverse())
    expect(classify(turned, 'x')).toEqual(classify(table, 'x'))
  })
})
