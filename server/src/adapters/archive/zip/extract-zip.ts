import { type Budget, judgeRatio, type Limits } from '../budget.js'
import { ArchiveRefusal } from '../refusal.js'
import type { Source } from '../source.js'
import type { TreeWriter } from '../tree-writer.js'
import { findDirectory } from './end-record.js'
import { inflateEntry } from './inflate-entry.js'
import { checkAfter, openLocal } from './local-header.js'
import { readDirectory } from './read-directory.js'

/**
 * Writes the entries in the order in which they lie. They must fill the file from its first byte to the directory without a gap, and
 * headers and directory must agree: then every program sees the same contents.
 */
export async function extractZip(source: Source, tree: TreeWriter, budget: Budget, limits: Limits): Promise<void> {
  const directory = await findDirectory(source)
  const entries = await readDirectory(source, directory, limits.entries)
  budget.declare(entries.reduce((sum, entry) => sum + entry.size, 0))
  for (const entry of entries) judgeRatio(entry.size, entry.packed, limits.ratio)
  if ((entries[0]?.at ?? directory.at) !== 0)
    throw new ArchiveRefusal('hides-something', 'there is something before its first entry')
  for (const [index, entry] of entries.entries()) {
    const at = await openLocal(source, entry)
    await checkAfter(source, entry, at + entry.packed, entries[index + 1]?.at ?? directory.at)
    if (entry.folder) await tree.folder(entry.name)
    else await tree.file(entry.name, entry.executable, inflateEntry(source, entry, at))
  }
}
