import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { WorkflowReportSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { createModelDisk } from '../adapters/files/models/model-disk.js'
import { tempTree, type TempTree } from '../adapters/files/testing/temp-tree.js'
import { createFileHasher } from '../adapters/hashing/file-hasher.js'
import { createHasher } from '../adapters/hashing/hasher.js'
import { createCarriers } from '../adapters/images/carriers.js'
import { pngWith } from '../adapters/images/testing/index.js'
import { type Installed, nothingInstalled, nothingKnown } from '../core/installed.js'
import { buildSafetensors } from '../core/model-files/testing/build-safetensors.js'
import { parts as describeParts } from '../core/model-files/testing/parts.js'
import { heldLines } from '../core/readings/held-lines.js'
import { createMemoryModelIndex } from '../core/testing/memory-model-index.js'
import { inspectBytes } from './inspect.js'
import { createModelKnower } from './know-models/know-models.js'
import { createMemoryDecisionBook } from '../core/testing/memory-decision-book.js'

const hasher = await createFileHasher({ workers: 1 })
afterAll(() => hasher.close())

const ink = buildSafetensors({ weight: { dtype: 'F32', shape: [40] } })
const wax = buildSafetensors({ weight: { dtype: 'F32', shape: [80] } })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
/** Over what follows the header, as AUTOMATIC1111 takes it. */
const tensorHash = (bytes: Uint8Array) => sha256(bytes.subarray(8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))))

/** What a picture with these settings tells of the models in this tree. */
async function heldOf(tree: TempTree, files: Readonly<Record<string, readonly string[]>> | null, settings: string, more: Readonly<Record<string, string>> = {}) {
  const models = new Map<string, { name: string; path: string; size: number }[]>()
  for (const [folder, names] of Object.entries(files ?? {})) {
    models.set(folder, await Promise.all(names.map(async (name) => ({ name, path: tree.at(folder, name), size: (await stat(tree.at(folder, name))).size }))))
  }
  const installed: Installed = { ...nothingInstalled, models: files === null ? null : models }
  const ports = {
    hasher: await createHasher(),
    carriers: createCarriers(),
    models: createModelKnower({ index: createMemoryModelIndex(), disk: createModelDisk(), describe: describeParts, hasher }),
    catalogue: { lookUp: async () => nothingKnown, status: async () => [] },
    decisions: createMemoryDecisionBook(),
  }
  const bytes = pngWith({ parameters: `a cat\nSteps: 20, Sampler: Euler, Seed: 1, ${settings}`, ...more })
  return v.parse(WorkflowReportSchema, (await inspectBytes(ports, installed, { path: 'a b.png', bytes })).report)
}

const placesIn = (report: Awaited<ReturnType<typeof heldOf>>) => report.held?.models.map(({ name, here }) => [name, here?.map(({ path, by, says }) => `${path} ${by} ${says}`)])

describe('models that parameters name', () => {
  it('are found by hash, whatever the files are called', async () => {
    await using tree = await tempTree({ 'checkpoints/другое имя.safetensors': ink, 'checkpoints/dreamer.safetensors': wax, 'loras/renamed.safetensors': wax })
    const files = { checkpoints: ['другое имя.safetensors', 'dreamer.safetensors'], loras: ['renamed.safetensors'] }
    const report = await heldOf(tree, files, `Model: dreamer, Model hash: ${sha256(ink).slice(0, 10)}, Lora hashes: "wax: ${tensorHash(wax).slice(0, 12)}"`)
    expect(report).toMatchObject({ verdict: 'unreadable', problems: [{ code: 'A1111_PARAMETERS' }], models: [] })
    expect(placesIn(report)).toEqual([
      ['dreamer', [`${tree.at('checkpoints', 'другое имя.safetensors')} hash Its AutoV2 is ${sha256(ink).slice(0, 10)}.`]],
      ['wax', [`${tree.at('loras', 'renamed.safetensors')} hash Its AutoV3 is ${tensorHash(wax).slice(0, 12)}.`]],
    ])
  })

  it('are told by name where no hash agrees, with what that is worth', async () => {
    await using tree = await tempTree({ 'checkpoints/dreamer.safetensors': wax, 'loras/deep/ink.safetensors': ink, 'vae/clear.safetensors': ink })
    const files = { checkpoints: ['dreamer.safetensors'], loras: ['deep/ink.safetensors'], vae: ['clear.safetensors'] }
    const report = await heldOf(tree, files, 'Model: dreamer, Model hash: 0123456789, Lora hashes: "ink: abcdef01", VAE: clear, Hires upscaler: 4x-Sharp')
    expect(placesIn(report)).toEqual([
      ['dreamer', [`${tree.at('checkpoints', 'dreamer.safetensors')} name It is named dreamer, but its content has another hash.`]],
      ['ink', [`${tree.at('loras', 'deep/ink.safetensors')} name It is named ink; a hash like abcdef01 cannot be compared.`]],
      ['clear', [`${tree.at('vae', 'clear.safetensors')} name It is named clear; the text gives no hash to compare.`]],
      ['4x-Sharp', []],
    ])
    expect(heldLines(report).map(({ text }) => text)[4]).toBe('4x-Sharp (upscale_models): not found here')
  })

  it('are all told where several files fit, the asking folder before others', async () => {
    await using tree = await tempTree({ 'loras/a/ink.safetensors': ink, 'loras/b/INK.safetensors': wax, 'vae/ink.safetensors': ink, 'loras/c.safetensors': wax })
    const files = { loras: ['a/ink.safetensors', 'b/INK.safetensors', 'c.safetensors'], vae: ['ink.safetensors'] }
    const byName = await heldOf(tree, files, 'Clip skip: 1, Extra: 1', { parameters: 'x <lora:ink:1>\nSteps: 2, Sampler: a, Seed: 1' })
    expect(byName.held?.models[0]?.here?.map(({ path }) => path)).toEqual([tree.at('loras', 'a/ink.safetensors'), tree.at('loras', 'b/INK.safetensors')])
    const byHash = await heldOf(tree, files, `Lora hashes: "x: ${sha256(wax).slice(0, 10)}"`)
    expect(byHash.held?.models[0]?.here?.map(({ path, by }) => [path, by])).toEqual([
      [tree.at('loras', 'b/INK.safetensors'), 'hash'],
      [tree.at('loras', 'c.safetensors'), 'hash'],
    ])
  })

  it('are met where a sub-folder stands in the name, as AUTOMATIC1111 wrote it', async () => {
    await using tree = await tempTree({ 'checkpoints/real/vision_v20.safetensors': ink })
    const report = await heldOf(tree, { checkpoints: ['real/vision_v20.safetensors'] }, 'Model: real_vision_v20')
    expect(report.held?.models[0]?.here).toHaveLength(1)
  })

  it('are compared by 12 digits of the whole file, too', async () => {
    await using tree = await tempTree({ 'embeddings/bad.safetensors': ink, 'embeddings/other.safetensors': wax })
    const files = { embeddings: ['bad.safetensors', 'other.safetensors'] }
    const report = await heldOf(tree, files, `TI hashes: "soft: ${sha256(wax).slice(0, 12)}, bad: ${sha256(ink).slice(0, 10)}ff"`)
    expect(placesIn(report)?.[0]).toEqual(['soft', [`${tree.at('embeddings', 'other.safetensors')} hash Its SHA-256 begins with ${sha256(wax).slice(0, 12)}.`]])
    expect(report.held?.models[1]?.here?.map(({ by }) => by)).toEqual(['name'])
  })

  it('are not looked for where there is nothing to look in', async () => {
    await using tree = await tempTree({})
    const report = await heldOf(tree, null, 'Model: dreamer, Model hash: 0123456789')
    expect(report.held?.models).toEqual([{ name: 'dreamer', directory: 'checkpoints', hash: { type: 'autov2', value: '0123456789' }, from: 'Model', confidence: 0.95 }])
  })

  it('are told beside a graph, which is judged as ever', async () => {
    await using tree = await tempTree({ 'checkpoints/dreamer.safetensors': ink })
    const workflow = JSON.stringify({ nodes: [{ id: 1, type: 'A', widgets_values: [] }], links: [], version: 0.4 })
    const report = await heldOf(tree, { checkpoints: ['dreamer.safetensors'] }, `Model: dreamer, Model hash: ${sha256(ink).slice(0, 10)}`, { workflow })
    expect(report).toMatchObject({ workflow: { format: 'image', nodes: 1 }, held: { grade: 'exact-workflow' } })
    expect(report.held?.models[0]?.here?.map(({ by }) => by)).toEqual(['hash'])
  })
})
