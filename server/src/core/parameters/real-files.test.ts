import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createCarriers } from '../../adapters/images/carriers.js'
import { readCarried } from '../workflow/read-carried.js'
import { heldOf } from './held-of.js'

const folder = fileURLToPath(new URL('../../../../../shared/data/workflows/', import.meta.url))
const files = existsSync(folder) ? readdirSync(folder) : []

/** Grade of every file that carries something, and models of those with parameters. */
describe.skipIf(files.length === 0)('real files of other people', () => {
  const held = files.flatMap((file) => {
    const unpacked = createCarriers().unpack(readFileSync(`${folder}${file}`), file)
    if (!unpacked.ok) return []
    const one = heldOf(unpacked.carried, readCarried(unpacked.carried))
    return one === null ? [] : [{ file, ...one }]
  })
  const of = (grade: string) => held.filter((one) => one.grade === grade).map(({ file }) => file)

  it('have the grade of what they carry', () => {
    expect(held.length).toBeGreaterThan(40)
    expect(of('parameters-only')).toEqual([
      'lora-manager-lora-manager-basic.jpg',
      'lora-manager-no-preview.png',
      'sd-parsers-automatic1111-cropped.jpg',
      'sd-parsers-automatic1111-cropped.png',
      'sd-parsers-fooocus1-cropped.png',
      'sd-parsers-invokeai-imeta1.png',
      'sd-parsers-text-after-idat.png',
    ])
    // The sound's graph is a node without anything a graph has.
    expect(of('prompt-only')).toEqual(['frontend-with-metadata.flac', 'frontend-workflow-prompt-parameters.png'])
    expect(of('inferred')).toEqual(['sd-parsers-invokeai-dream1.png', 'sd-parsers-invokeai-sdmeta1.png', 'sd-parsers-novelai1-cropped.png'])
    expect(of('none')).toEqual([])
  })

  it('name their models', () => {
    const models = held.flatMap(({ file, models: named }) => named.map(({ directory, name, hash, weight }) => `${file}: ${directory} ${name} ${hash?.type}:${hash?.value} ${weight}`))
    expect(models.filter((line) => line.startsWith('sd-parsers-auto'))).toEqual([
      'sd-parsers-automatic1111-cropped.jpg: checkpoints realistic_realisticVisionV20_v20 autov2:c0d1994c73 undefined',
      'sd-parsers-automatic1111-cropped.png: checkpoints realistic_realisticVisionV20_v20 autov2:c0d1994c73 undefined',
    ])
    expect(models).toContain('sd-parsers-text-after-idat.png: checkpoints realistic_realisticVisionV20_v20 autov2:c0d1994c73 undefined')
    expect(models).toContain('lora-manager-no-preview.png: checkpoints dreamlike-photoreal-2.0 autov2:92970aa785 undefined')
    expect(models).toContain('frontend-workflow-prompt-parameters.png: checkpoints fp16-pruned undefined:undefined undefined')
    expect(models).toContain('sd-parsers-fooocus1-cropped.png: checkpoints juggernautXL_v8Rundiffusion autov2:aeb7e9e689 undefined')
    expect(models.filter((line) => line.startsWith('lora-manager-lora-manager-basic') && line.includes('loras')).length).toBeGreaterThan(2)
  })
})
