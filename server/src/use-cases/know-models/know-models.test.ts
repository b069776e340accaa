import { createHash } from 'node:crypto'
import { stat, truncate, writeFile } from 'node:fs/promises'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { createModelDisk } from '../../adapters/files/models/model-disk.js'
import { tempTree, type TempTree } from '../../adapters/files/testing/temp-tree.js'
import { createFileHasher } from '../../adapters/hashing/file-hasher.js'
import { nothingInstalled } from '../../core/installed.js'
import { buildSafetensors } from '../../core/model-files/testing/build-safetensors.js'
import { parts as describe } from '../../core/model-files/testing/parts.js'
import { type ModelRoot, stampOf } from '../../core/model-index.js'
import { buildModelReference } from '../../core/readiness/testing/build-references.js'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import type { ModelReference } from '../../core/workflow/references.js'
import { createModelKnower } from './know-models.js'

const hasher = await createFileHasher({ workers: 1 })
afterAll(() => hasher.close())

const bytes = buildSafetensors({ weight: { dtype: 'F32', shape: [40] } })
const sha = createHash('sha256').update(bytes).digest('hex')

let digests: string[] = []
const counted: typeof hasher.digest = (path, options) => {
  digests.push(path)
  return hasher.digest(path, options)
}
beforeEach(() => {
  digests = []
})

function asking(name: string, directory: string, hash: string | null): ModelReference {
  const embedded = [{ name, url: null, directory, hash, hashType: 'SHA256', where: 'nodes[0]' }]
  return buildModelReference(name, { directory, embedded })
}

async function knower(tree: TempTree, files: Readonly<Record<string, readonly string[]>>) {
  const index = createMemoryModelIndex()
  const wanted: string[] = []
  const want = (paths: readonly string[]) => void wanted.push(...paths)
  const models = new Map<string, { name: string; path: string; size: number }[]>()
  for (const [folder, names] of Object.entries(files)) {
    models.set(folder, await Promise.all(names.map(async (name) => ({ name, path: tree.at(folder, name), size: (await stat(tree.at(folder, name))).size }))))
  }
  const made = createModelKnower({ index, disk: createModelDisk(), describe, hasher: { digest: counted }, want })
  return { index, wanted, know: (...asked: ModelReference[]) => made.know(asked, { ...nothingInstalled, models }) }
}

const rootOf = (tree: TempTree): ModelRoot => ({ path: tree.at('loras'), from: 'comfyui', folders: [{ name: 'loras', accepts: 'any' }] })

it('hashes the nearest place first, and stops where it found the content', async () => {
  await using tree = await tempTree({ 'loras/a.safetensors': bytes, 'vae/b.safetensors': bytes })
  const { know, wanted } = await knower(tree, { loras: ['a.safetensors'], vae: ['b.safetensors'] })
  const knowledge = await know(asking('lost.safetensors', 'loras', sha))
  expect([...knowledge.byHash.values()].flat().map(({ path }) => path)).toEqual([tree.at('loras', 'a.safetensors')])
  expect(digests).toEqual([tree.at('loras', 'a.safetensors')])
  expect(wanted).toEqual([tree.at('loras', 'a.safetensors')])
})

it('hashes a file once, until it changed', async () => {
  await using tree = await tempTree({ 'loras/a.safetensors': bytes })
  const { know } = await knower(tree, { loras: ['a.safetensors'] })
  await know(asking('lost.safetensors', 'loras', sha))
  await know(asking('lost.safetensors', 'loras', sha), asking('a.safetensors', 'loras', sha))
  expect(digests).toHaveLength(1)
  await writeFile(tree.at('loras/a.safetensors'), bytes.map((byte) => byte ^ 1))
  await know(asking('lost.safetensors', 'loras', sha))
  expect(digests).toHaveLength(2)
})

it('what is too large to hash at once leaves a doubt, and hides no smaller place', async () => {
  await using tree = await tempTree({ 'loras/large.safetensors': bytes, 'vae/b.safetensors': bytes })
  await truncate(tree.at('loras/large.safetensors'), 300 * 1024 * 1024)
  const { know } = await knower(tree, { loras: ['large.safetensors'], vae: ['b.safetensors'] })
  const nowhere = await know(asking('lost.safetensors', 'loras', 'ab'.repeat(32)))
  expect([...nowhere.unproven]).toEqual([`sha256:${'ab'.repeat(32)}`])
  const found = await know(asking('lost.safetensors', 'loras', sha))
  expect([...found.unproven]).toEqual([])
  expect([...found.byHash.values()].flat().map(({ path }) => path)).toEqual([tree.at('vae', 'b.safetensors')])
})

it('an index that is older than the disk proves nothing', async () => {
  await using tree = await tempTree({ 'loras/a.safetensors': bytes })
  const { index, know } = await knower(tree, { loras: ['a.safetensors'] })
  const stats = await stat(tree.at('loras/a.safetensors'))
  await index.setRoots([rootOf(tree)])
  await index.record(rootOf(tree).path, { found: [{ name: 'a.safetensors', link: null, ...stampOf(stats), modified: 1 }], gone: [] })
  const [stored] = (await index.list({})).models
  if (stored === undefined) throw new Error('nothing recorded')
  await index.addDigests(stored.id, stored, { blake3: 'ab'.repeat(32), sha256: 'cd'.repeat(32) })
  const { byHash, byPath } = await know(asking('lost.safetensors', 'loras', 'cd'.repeat(32)), asking('a.safetensors', 'loras', sha))
  expect(byHash.size).toBe(0)
  expect([...byPath.values()].map((one) => one.digests.sha256)).toEqual([sha])
})

it('hashes nothing and tells no hash where none is asked for', async () => {
  await using tree = await tempTree({ 'loras/a.safetensors': bytes })
  const { index, know, wanted } = await knower(tree, { loras: ['a.safetensors'] })
  const stamp = stampOf(await stat(tree.at('loras/a.safetensors')))
  await index.setRoots([rootOf(tree)])
  await index.record(rootOf(tree).path, { found: [{ name: 'a.safetensors', link: null, ...stamp }], gone: [] })
  const [stored] = (await index.list({})).models
  await index.addDigests(stored?.id ?? -1, stamp, { blake3: 'ab'.repeat(32) })
  const { byPath } = await know(asking('a.safetensors', 'loras', null))
  expect([...byPath.values()].map((one) => one.digests)).toEqual([{}])
  expect([digests, wanted]).toEqual([[], []])
})
