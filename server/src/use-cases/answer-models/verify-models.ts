import type { VerifiedModels } from '@greenlight/shared/models'
import { sameStamp } from '../../core/model-hashes.js'
import type { CompanionClaim, Digests, IndexedModel } from '../../core/model-index.js'
import type { FileHasher } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'

type Verified = VerifiedModels['models'][number]

export interface VerifyOptions {
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number, what: string) => void
}

/** Reads every byte of the files again: are they still what they were, and what their companion files claim? */
export async function verifyModels(hasher: Pick<FileHasher, 'digest'>, models: readonly IndexedModel[], options: VerifyOptions = {}): Promise<VerifiedModels> {
  const verified: Verified[] = []
  for (const [done, model] of models.entries()) {
    options.progress?.(done, models.length, model.name)
    verified.push(await verifyOne(hasher, model, options.signal))
  }
  return { schema: 'greenlight/verified@1', models: verified }
}

async function verifyOne(hasher: Pick<FileHasher, 'digest'>, model: IndexedModel, signal: AbortSignal | undefined): Promise<Verified> {
  const { path, facts } = model
  try {
    const now = await hasher.digest(path, { sha256: true, tensorsFrom: facts?.tensorsFrom ?? null, ...(signal === undefined ? {} : { signal }) })
    return { path, ...judge(model, now, sameStamp(model, now.stamp)), blake3: `blake3:${now.blake3}`, ...(now.sha256 === undefined ? {} : { sha256: `sha256:${now.sha256}` }) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { path, answer: 'unreadable', says: error.problem.message }
  }
}

function judge({ facts, digests, claims }: IndexedModel, now: Digests, untouched: boolean): Pick<Verified, 'answer' | 'says'> {
  const fault = facts?.faults.find(({ severity }) => severity === 'blocks')
  if (facts?.health === 'corrupt') return { answer: 'corrupt', says: fault?.says ?? 'Its header contradicts the file.' }
  if (digests.blake3 !== undefined && digests.blake3 !== now.blake3) {
    const how = untouched ? 'although its size and time are the same: the disk may be failing' : 'since it was hashed'
    return { answer: 'changed', says: `Its content changed ${how}.` }
  }
  const against = claims.find((claim) => differs(claim, now))
  if (against !== undefined) return { answer: 'claim-differs', says: `${against.from} names another hash: ${against.says}` }
  return digests.blake3 === undefined
    ? { answer: 'first-seen', says: 'Hashed for the first time; there was nothing to compare.' }
    : { answer: 'same', says: 'Every byte is as it was.' }
}

function differs(claim: CompanionClaim, now: Digests): boolean {
  if (claim.sha256 !== undefined) return claim.sha256 !== now.sha256
  if (claim.blake3 !== undefined) return claim.blake3 !== now.blake3
  if (claim.autov3 !== undefined && now.tensorsSha256 !== undefined) return !now.tensorsSha256.startsWith(claim.autov3)
  return claim.autov2 !== undefined && now.sha256 !== undefined && !now.sha256.startsWith(claim.autov2)
}
