import { digestFor } from '../../../model-hashes.js'
import { type HashAsked, hashKey } from '../../../model-index.js'
import type { KnownModel, ModelKnowledge } from '../../../model-knowledge.js'
import type { ModelReference } from '../../../workflow/references.js'
import { hashesAsked } from '../hashes-asked.js'
import { hashWord } from './hash-word.js'

export interface Compared {
  /** `agrees`: proven by a whole hash; `differs`: proven not to be; `unknown`: nothing to compare, or not hashed yet. */
  readonly answer: 'agrees' | 'differs' | 'unknown'
  readonly says: string
}

/** The hashes that a workflow names for a model against those of the file which has its name, each in its own kind. */
export function compareHash(reference: ModelReference, file: KnownModel, knowledge: ModelKnowledge): Compared {
  const results = hashesAsked(reference.embedded).flatMap((asked) => {
    const own = digestFor(asked, file.digests)
    return own === null ? [] : [{ asked, agrees: own === asked.value }]
  })
  const agreeing = results.find(({ agrees }) => agrees)
  if (agreeing !== undefined) return { answer: 'agrees', says: `Its ${hashWord(agreeing.asked)} is the one in the workflow.` }
  const [differing] = results
  if (differing === undefined) return { answer: 'unknown', says: '' }
  const meant = hashWord(differing.asked)
  const resaved = isResaved(file, differing.asked, knowledge)
  const says = resaved
    ? `The workflow means ${meant}; this file holds the same tensors by name, type and shape, saved anew.`
    : `The workflow means ${meant}; this file has another content under the same name.`
  return { answer: 'differs', says }
}

/** Whether a file with the hash asked for has the same header fingerprint. */
function isResaved({ facts }: KnownModel, asked: HashAsked, { byHash }: ModelKnowledge): boolean {
  const fingerprint = facts?.fingerprint
  return fingerprint != null && (byHash.get(hashKey(asked)) ?? []).some((other) => other.facts?.fingerprint === fingerprint)
}
