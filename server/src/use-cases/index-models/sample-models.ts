import type { ModelIndex, SampleKeys } from '../../core/model-index.js'
import type { FileHasher } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import type { Clock, JobOptions } from './parts.js'
import { tellSteadily } from './steady.js'

interface SamplePorts {
  readonly index: Pick<ModelIndex, 'addKeys' | 'list'>
  readonly hasher: Pick<FileHasher, 'sample'>
  readonly clock: Clock
}

/**
 * Look-up keys over samples for every file that lacks one of them (D8), because somebody asks by such a key: up to 15 MiB
 * are read of each file. A file that changes or cannot be read is passed over.
 */
export async function sampleModels(
  { index, hasher, clock }: SamplePorts,
  wanted: readonly (keyof SampleKeys)[],
  { signal, progress, changed }: JobOptions = {},
): Promise<number> {
  const { models } = await index.list({ sort: 'size' })
  const lacking = models.filter(({ keys }) => wanted.some((key) => keys[key] === undefined))
  const teller = tellSteadily(clock, progress)
  let sampled = 0
  for (const [done, model] of lacking.entries()) {
    signal?.throwIfAborted()
    teller.tell({ job: 'hash', done, total: lacking.length, what: model.path })
    const keys = await sampleOne(hasher, model.path, wanted, signal)
    if (keys === null) continue
    const { stamp, ...values } = keys
    if (await index.addKeys(model.id, stamp, values)) sampled += 1
  }
  teller.end()
  if (sampled > 0) changed?.()
  return sampled
}

async function sampleOne(hasher: Pick<FileHasher, 'sample'>, path: string, wanted: readonly (keyof SampleKeys)[], signal: AbortSignal | undefined) {
  try {
    return await hasher.sample(path, wanted, signal === undefined ? {} : { signal })
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}
