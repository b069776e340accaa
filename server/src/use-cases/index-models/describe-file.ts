import { describeModel } from '../../core/model-files/describe-model.js'
import { type ModelFacts, unknownFacts } from '../../core/model-facts.js'
import { sameStamp } from '../../core/model-hashes.js'
import type { Described, IndexedModel } from '../../core/model-index.js'
import { ProblemError } from '../../problems.js'
import type { DescribePorts } from './parts.js'
import { type CompanionReader, createCompanionReader } from './read-companions.js'

/**
 * Facts and claims of one file as the index knows it; null where it is another one by now, or gone: the next scan says so. A
 * file that cannot be read has facts too, else it would be tried for ever.
 */
export async function describeFile(
  ports: Pick<DescribePorts, 'disk' | 'readers'>,
  model: IndexedModel,
  readCompanions: CompanionReader = createCompanionReader(ports.disk),
): Promise<Described | null> {
  const facts = factsOf(ports, model)
  // Asked after the read, so that what was written meanwhile is not taken for what was read.
  const now = facts === null ? null : await ports.disk.stamp(model.path)
  if (facts === null || now === null || !sameStamp(now, model)) return null
  const { id, size, modified, inode } = model
  return { id, stamp: { size, modified, inode }, facts, claims: readCompanions(model.path) }
}

function factsOf({ disk, readers }: Pick<DescribePorts, 'disk' | 'readers'>, model: IndexedModel): ModelFacts | null {
  try {
    const { source, stamp, close } = disk.open(model.path)
    try {
      return sameStamp(stamp, model) ? describeModel(source, readers) : null
    } finally {
      close()
    }
  } catch (error) {
    return unreadable(error)
  }
}

function unreadable(error: unknown): ModelFacts {
  const says = error instanceof ProblemError ? error.message : 'Its content could not be read.'
  return { ...unknownFacts, faults: [{ code: 'unreadable', severity: 'blocks', says }] }
}
