import type { DescribeParts } from '../../core/model-files/parts.js'
import type { HashAsked, ModelIndexReader } from '../../core/model-index.js'
import type { FileHasher, ModelDisk } from '../../core/ports.js'

export interface KnowModelsParts {
  /** The index as it is now; it may be empty. */
  readonly index: Pick<ModelIndexReader, 'byHashes' | 'byPaths' | 'counts' | 'lacking' | 'outside'>
  readonly disk: Pick<ModelDisk, 'open' | 'stamp'>
  readonly describe: DescribeParts
  /** Hashes what is small at once. */
  readonly hasher: Pick<FileHasher, 'digest'>
  /** Told which files and hashes an answer would need, so that the index takes them first. */
  readonly want?: (paths: readonly string[], hashes: readonly HashAsked[]) => void
}
