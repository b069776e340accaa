import { type HashAsked, hashKey } from '../../../model-index.js'
import type { KnownModel, ModelKnowledge } from '../../../model-knowledge.js'
import type { ModelReference } from '../../../workflow/references.js'
import { candidate, type Found, nowhere } from '../found.js'
import { hashesAsked } from '../hashes-asked.js'
import { readsAlike } from '../model-index.js'
import type { Speller } from '../spelling.js'
import { placed } from './placed.js'
import { hashWord } from './hash-word.js'

/**
 * Files that have the very content which the workflow names by hash, under another name or in another place; null when none
 * is known. Equal bytes are equal: several copies are no open choice, the one that needs least is first.
 */
export function sameContent(reference: ModelReference, knowledge: ModelKnowledge, spell: Speller): Found | null {
  const proven = hashesAsked(reference.embedded).flatMap((asked) =>
    (knowledge.byHash.get(hashKey(asked)) ?? []).map((file) => ({ file, asked })),
  )
  const byPath = new Map(proven.map((one) => [one.file.path, one]))
  const ranked = [...byPath.values()].sort((a, b) => nearness(a.file, reference) - nearness(b.file, reference) || (a.file.path < b.file.path ? -1 : 1))
  const [best] = ranked
  if (best === undefined) return null
  const candidates = ranked.map(({ file, asked }) => {
    const hit = placed(file, reference.directory)
    const value = nearness(file, reference) === 0 ? spell(hit) : null
    return { ...candidate(hit, value, 1, says(asked)), folder: file.folders.length === 0 ? null : hit.folder }
  })
  const near = nearness(best.file, reference)
  if (near === 0) return { ...nowhere, state: 'elsewhere', how: 'same-content', candidates: candidates.filter((one) => one.widgetValue !== null) }
  return near === 1
    ? { ...nowhere, state: 'misplaced', how: 'other-folder', candidates: candidates.slice(0, 1) }
    : { ...nowhere, state: 'elsewhere', how: 'outside', candidates: candidates.slice(0, 1) }
}

/** 0: the asking loader reads it; 1: another model folder; 2: a root that ComfyUI does not have. */
function nearness({ folders }: KnownModel, { directory }: ModelReference): 0 | 1 | 2 {
  if (folders.length === 0) return 2
  return directory === null || folders.some((folder) => readsAlike(directory).includes(folder)) ? 0 : 1
}

function says(asked: HashAsked): string {
  return `Its content is the one that the workflow means: the ${hashWord(asked)} agrees.`
}
