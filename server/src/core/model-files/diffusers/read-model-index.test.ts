import { describe, expect, it } from 'vitest'
import { describeModel } from '../describe-model.js'
import { makeSource } from '../testing/byte-sources.js'
import { namedFamilies } from '../families/family-list.js'
import { parts } from '../testing/parts.js'
import { pipelineFamilies } from './pipeline-families.js'

const describeText = (text: string, name = 'model_index.json') =>
  describeModel(makeSource(new TextEncoder().encode(text), { name }), parts)

const index = {
  _class_name: 'FluxPipeline',
  _diffusers_version: '0.30.0',
  vae: ['diffusers', 'AutoencoderKL'],
  safety_checker: [null, null],
  force_zeros_for_empty_prompt: true,
}

describe('reading a diffusers folder', () => {
  it('names the pipeline and its parts', () => {
    const facts = describeText(`${JSON.stringify(index, null, 2).replaceAll('\n', '\r\n')}\r\n`)
    expect(facts).toMatchObject({
      format: 'diffusers',
      health: 'whole',
      kind: 'diffusers',
      family: 'flux',
      tensors: null,
      fingerprint: null,
      metadata: { _class_name: 'FluxPipeline', _diffusers_version: '0.30.0', parts: 'safety_checker, vae' },
    })
    expect(facts.evidence[0]?.says).toContain('"FluxPipeline"')
  })

  it('names families in the words of the rules', () => {
    for (const family of pipelineFamilies.values()) expect(namedFamilies.has(family), family).toBe(true)
  })

  it('leaves the family open for a class of several', () => {
    expect(describeText(JSON.stringify({ ...index, _class_name: 'StableDiffusionPipeline' }))).toMatchObject({
      format: 'diffusers',
      family: null,
    })
    expect(describeText(JSON.stringify({ ...index, _class_name: '__proto__' }))).toMatchObject({
      format: 'diffusers',
      family: null,
    })
  })

  it.each([
    [
      'the configuration of one part',
      JSON.stringify({ _class_name: 'AutoencoderKL', act_fn: 'silu', block_out_channels: [128, 256, 512] }),
    ],
    ['another object', '{"name":"x"}'],
    ['a list', '[1]'],
    ['cut JSON', '{"_class_name":"FluxPipeline"'],
    ['an index of more than 64 KiB', JSON.stringify({ ...index, note: 'x'.repeat(70_000) })],
  ])('takes it for none: %s', (_, text) => {
    expect(describeText(text)).toMatchObject({ format: 'unknown', health: 'unknown', faults: [] })
  })
})
