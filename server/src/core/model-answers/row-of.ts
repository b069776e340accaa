import type { ModelRow } from '@greenlight/shared/models'
import { familyTitle } from '../model-files/families/family-title.js'
import type { IndexedModel } from '../model-index.js'

/** One file of the index as lists show it. `uses`: saved workflows that name it, where somebody counted. */
export function rowOf(model: IndexedModel, uses?: number): ModelRow {
  const { path, name, size, folders, root, modified, digests, facts, link } = model
  return {
    path,
    name,
    size,
    folder: folders[0] ?? '',
    folders: [...folders],
    root,
    modified,
    ...(digests.blake3 === undefined ? {} : { blake3: `blake3:${digests.blake3}` }),
    ...(digests.sha256 === undefined ? {} : { sha256: `sha256:${digests.sha256}` }),
    ...(digests.tensorsSha256 === undefined ? {} : { autov3: digests.tensorsSha256.slice(0, 12) }),
    ...(facts === null ? {} : described(facts)),
    ...(link === null ? {} : { link: true }),
    ...(uses === undefined ? {} : { uses }),
  }
}

function described(facts: NonNullable<IndexedModel['facts']>): Partial<ModelRow> {
  const { format, health, kind, family, quantisation, parameters, faults } = facts
  return {
    format,
    health,
    ...(kind === null ? {} : { kind }),
    ...(family === null ? {} : { family, familyTitle: familyTitle(family) }),
    ...(quantisation === null ? {} : { quantisation }),
    ...(parameters === null ? {} : { parameters }),
    ...(faults.length === 0 ? {} : { faults: faults.map(({ says }) => says) }),
  }
}
