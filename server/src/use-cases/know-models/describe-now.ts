import { sameStamp } from '../../core/model-hashes.js'
import type { IndexedModel } from '../../core/model-index.js'
import type { KnownModel } from '../../core/model-knowledge.js'
import type { KnowModelsParts } from './parts.js'

/** The stored facts while the file is as it was then; else its header is read. Null where no file can be read. */
export async function describeNow(
  { disk, describe }: Pick<KnowModelsParts, 'describe' | 'disk'>,
  path: string,
  stored: IndexedModel | undefined,
): Promise<KnownModel | null> {
  const stamp = await disk.stamp(path)
  if (stamp === null) return null
  const same = stored !== undefined && sameStamp(stored, stamp) ? stored : null
  if (same !== null && same.facts !== null) return same
  try {
    // Ninety files of readers: most checks find every header in the index.
    const { describeModel } = await import('../../core/model-files/describe-model.js')
    const opened = disk.open(path)
    try {
      const facts = describeModel(opened.source, describe)
      const { digests, claims, folders } = same ?? { digests: {}, claims: [], folders: stored?.folders ?? [] }
      return { path, name: opened.source.name, size: opened.stamp.size, folders, facts, digests, claims }
    } finally {
      opened.close()
    }
  } catch {
    // The folder of a diffusers model, or a file that nobody may read: its name still stands.
    return null
  }
}
