import { describe, expect, test } from 'vitest'
import type { ModelKind } from '@greenlight/shared/models'
import type { ModelReference } from '../workflow/references.js'
import { buildFolders, buildInstalled } from './testing/build-installed.js'
import { judge } from './testing/build-judged.js'
import { buildKnowledge, buildKnown } from './testing/build-knowledge.js'
import { buildModelReference, buildNode } from './testing/build-references.js'

interface Used {
  readonly name: string
  readonly folder: string
  readonly kind: ModelKind | null
  readonly family: string | null
  readonly active?: boolean
}

/** Findings about other bases in a workflow that uses these files. */
function doubtsOf(files: readonly Used[]) {
  const folders = Object.fromEntries([...new Set(files.map(({ folder }) => folder))].map((folder) => [folder, files.filter((file) => file.folder === folder).map(({ name }) => name)]))
  const installed = buildInstalled({ root: '/comfy', models: buildFolders(folders) })
  const models = files.map(({ name, folder, active = true }, at): ModelReference => buildModelReference(name, { directory: folder, node: `${at + 1}`, nodeType: `Loader${at}`, active }))
  const knowledge = buildKnowledge(files.map(({ name, folder, kind, family }) => buildKnown(name, folder, { facts: { kind, family } })))
  const report = judge(models.map(({ node }) => buildNode(node ?? '', 'Anything')), installed, { references: { models }, knowledge })
  return report.findings.filter(({ kind }) => kind === 'model-other-base')
}

const sdxl: Used = { name: 'xl.safetensors', folder: 'checkpoints', kind: 'checkpoint', family: 'sdxl' }
const sd1: Used = { name: 'old.safetensors', folder: 'checkpoints', kind: 'checkpoint', family: 'sd1' }
const lora = (family: string | null): Used => ({ name: 'style.safetensors', folder: 'loras', kind: 'lora', family })

describe('made for another base model', () => {
  test('an SD 1 ControlNet under an SDXL model warns, with both names', () => {
    const [told, ...more] = doubtsOf([sdxl, { name: 'canny.safetensors', folder: 'controlnet', kind: 'controlnet', family: 'sd1' }])
    expect(more).toEqual([])
    expect(told).toMatchObject({ severity: 'warns', subject: 'canny.safetensors', node: '2' })
    expect(told?.message).toMatch(/^canny\.safetensors is a ControlNet for .*1.*, and the workflow’s base model is SDXL.* \(xl\.safetensors\)\.$/)
  })

  test('a LoRA of the same family, of no known family, or under an unknown base is not doubted', () => {
    expect(doubtsOf([sdxl, lora('sdxl')])).toEqual([])
    expect(doubtsOf([sdxl, lora(null)])).toEqual([])
    expect(doubtsOf([{ ...sdxl, kind: null, family: null }, lora('sd1')])).toEqual([])
  })

  test('with two pipelines in one workflow nobody is doubted', () => {
    expect(doubtsOf([sdxl, sd1, lora('sd1')])).toEqual([])
  })

  test('what is bypassed neither counts as a base nor is doubted', () => {
    expect(doubtsOf([{ ...sdxl, active: false }, lora('sd1')])).toEqual([])
    expect(doubtsOf([sdxl, { ...lora('sd1'), active: false }])).toEqual([])
  })
})
