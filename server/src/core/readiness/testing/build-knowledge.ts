import { hashKey } from '../../model-index.js'
import { type ModelFacts, unknownFacts } from '../../model-facts.js'
import { type KnownModel, type ModelKnowledge, noModelKnowledge } from '../../model-knowledge.js'

/** A file of the disk below /comfy/models, with what its header says. */
export function buildKnown(name: string, folder: string | null, known: Partial<Omit<KnownModel, 'facts'>> & { facts?: Partial<ModelFacts> } = {}): KnownModel {
  const path = folder === null ? `/elsewhere/${name}` : `/comfy/models/${folder}/${name}`
  return { path, name, size: 1000, folders: folder === null ? [] : [folder], digests: {}, claims: [], ...known, facts: { ...unknownFacts, format: 'safetensors', health: 'whole', ...known.facts } }
}

/** Knowledge of these files: by path, and by each whole hash they have. */
export function buildKnowledge(files: readonly KnownModel[], more: Partial<ModelKnowledge> = {}): ModelKnowledge {
  const byHash = new Map<string, KnownModel[]>()
  for (const file of files) {
    const { blake3, sha256, tensorsSha256 } = file.digests
    const keys = [
      ...(blake3 === undefined ? [] : [hashKey({ type: 'blake3', value: blake3 })]),
      ...(sha256 === undefined ? [] : [hashKey({ type: 'sha256', value: sha256 }), hashKey({ type: 'autov2', value: sha256.slice(0, 10) })]),
      ...(tensorsSha256 === undefined ? [] : [hashKey({ type: 'autov3', value: tensorsSha256.slice(0, 12) })]),
    ]
    for (const key of keys) byHash.set(key, [...(byHash.get(key) ?? []), file])
  }
  return { ...noModelKnowledge, byPath: new Map(files.map((file) => [file.path, file])), byHash, ...more }
}
