import { indexFile } from './index-file.js'
import { join } from 'node:path'
import type { ModelIndex, ModelIndexReader } from '../../core/model-index.js'
import { migrations } from './migrations.js'
import { openWriter } from './open-writer.js'
import { readIndex } from './read-index.js'
import { createReaderSession } from './reader-session.js'
import { writeIndex } from './write-index.js'
import { createWriterSession } from './writer-session.js'


/**
 * The model index below a state folder. `write` makes, mends and migrates it; only while `acquireIndexLock` is held (by any
 * thread of this process). Rejects with ProblemError INDEX_TOO_NEW, INDEX_BUSY, INDEX_DAMAGED, STATE_FOLDER_UNUSABLE.
 * `read` changes nothing and never rejects: it follows a file that comes later, and where it cannot read, answers are empty and
 * `problems()` says why.
 */
export function openModelIndex(options: { readonly folder: string; readonly mode: 'write' }): Promise<ModelIndex>
export function openModelIndex(options: { readonly folder: string; readonly mode: 'read' }): Promise<ModelIndexReader>
export async function openModelIndex({
  folder,
  mode,
}: {
  readonly folder: string
  readonly mode: 'read' | 'write'
}): Promise<ModelIndex | ModelIndexReader> {
  const path = join(folder, indexFile)
  if (mode === 'read') return readIndex(createReaderSession(path, migrations))
  const opened = await openWriter(path, migrations)
  return writeIndex(createWriterSession(opened, path), opened)
}
