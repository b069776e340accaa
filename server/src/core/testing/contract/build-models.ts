import type { ModelFacts } from '../../model-facts.js'
import type {
  Described,
  IndexedModel,
  ModelIndex,
  ModelIndexReader,
  ModelRoot,
  WalkedModel,
} from '../../model-index.js'

/** Parts of the stories that every model index is told. */

export const models: ModelRoot = {
  path: '/ComfyUI/models',
  from: 'comfyui',
  folders: [
    { name: 'checkpoints', accepts: new Set(['.ckpt', '.safetensors']) },
    { name: 'diffusers', accepts: 'diffusers' },
    { name: 'configs', accepts: new Set(['.yaml']) },
  ],
}
export const downloads: ModelRoot = { path: 'D:\\Größe 模型', from: 'user', folders: [] }

/** A file as a walk meets it; without an inode unless told otherwise. */
export function walked(name: string, more: Partial<WalkedModel> = {}): WalkedModel {
  return { name, size: 100, modified: 1700000000000.25, inode: null, link: null, ...more }
}

export function factsOf(more: Partial<ModelFacts> = {}): ModelFacts {
  return {
    format: 'safetensors',
    health: 'whole',
    faults: [],
    kind: 'lora',
    family: 'sdxl',
    evidence: [{ from: 'header', says: 'lora_up and lora_down' }],
    tensors: 2,
    parameters: 10,
    bytesByType: { BF16: 20 },
    quantisation: 'bf16',
    metadata: { 'modelspec.title': 'Ünïcode 模型', empty: '' },
    tensorsFrom: 64,
    fingerprint: `blake3:${'0'.repeat(64)}`,
    pickle: null,
    ...more,
  }
}

/** 64 hex digits that begin so. */
export function hex(start: string): string {
  return start.padEnd(64, '0')
}

export async function modelAt(index: ModelIndexReader, name: string, root: ModelRoot = models): Promise<IndexedModel> {
  const { models: all } = await index.list({})
  const model = all.find((one) => one.name === name && one.root === root.path)
  if (model === undefined) throw new Error(`the index has no ${name}`)
  return model
}

/** What `describe` takes for the file as the index knows it. */
export async function described(
  index: ModelIndexReader,
  name: string,
  more: Partial<Described> = {},
): Promise<Described> {
  const { id, size, modified, inode } = await modelAt(index, name)
  return { id, stamp: { size, modified, inode }, facts: factsOf(), claims: [], ...more }
}

export async function addHash(
  index: ModelIndex,
  name: string,
  blake3: string,
  more: { sha256?: string; tensorsSha256?: string } = {},
): Promise<boolean> {
  const { id, size, modified, inode } = await modelAt(index, name)
  return index.addDigests(id, { size, modified, inode }, { blake3: hex(blake3), ...more })
}

/** An index of one root with these files. */
export async function filled(index: ModelIndex, found: readonly WalkedModel[]): Promise<ModelIndex> {
  await index.setRoots([models, downloads])
  await index.record(models.path, { found, gone: [] })
  return index
}

export async function namesOf(index: ModelIndexReader): Promise<string[]> {
  return (await index.names()).map(({ name }) => name)
}
