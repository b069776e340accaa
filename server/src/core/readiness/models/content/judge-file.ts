import type { Evidence, ModelEntry } from '@greenlight/shared/report'
import type { KnownModel, ModelKnowledge } from '../../../model-knowledge.js'
import type { Found } from '../found.js'

/**
 * What the content of the file says that the name found: its hashes and what it is; a damaged one is `corrupt`, whatever its
 * name. Damaged files are no candidates either: where nothing else is left, the file is named as damaged.
 */
export function judgeFile(found: Found, knowledge: ModelKnowledge): Found {
  if (found.file !== null) {
    const known = knowledge.byPath.get(found.file.path)
    if (known === undefined) return found
    const file = { ...found.file, ...factsOf(known) }
    return isDamaged(known) ? damaged(found, file, known) : { ...found, file, evidence: [...found.evidence, ...about(known)] }
  }
  if (found.candidates.length === 0) return found
  const whole = found.candidates.filter(({ path }) => !isDamaged(knowledge.byPath.get(path)))
  if (whole.length > 0) return whole.length === found.candidates.length ? found : { ...found, candidates: whole }
  const [first] = found.candidates
  const known = first === undefined ? undefined : knowledge.byPath.get(first.path)
  return known === undefined ? found : damaged(found, { path: known.path, ...factsOf(known) }, known)
}

function damaged(found: Found, file: NonNullable<ModelEntry['file']>, known: KnownModel): Found {
  return { ...found, state: 'corrupt', how: 'damaged', file, candidates: [], evidence: about(known) }
}

export function isDamaged(known: KnownModel | undefined): boolean {
  return known?.facts?.health === 'corrupt'
}

function factsOf({ size, digests, facts }: KnownModel): Omit<NonNullable<ModelEntry['file']>, 'path'> {
  return {
    size,
    ...(digests.blake3 === undefined ? {} : { blake3: `blake3:${digests.blake3}` }),
    ...(digests.sha256 === undefined ? {} : { sha256: `sha256:${digests.sha256}` }),
    ...(facts?.kind == null ? {} : { kind: facts.kind }),
    ...(facts?.family == null ? {} : { family: facts.family }),
    ...(facts?.quantisation == null ? {} : { quantisation: facts.quantisation }),
  }
}

function about({ facts, path }: KnownModel): Evidence[] {
  return (facts?.faults ?? []).map(({ says }) => ({ from: 'header', says, where: path }))
}
