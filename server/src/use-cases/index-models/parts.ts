import type { DescribeParts } from '../../core/model-files/parts.js'
import type { ModelIndex } from '../../core/model-index.js'
import type { FileHasher, ModelDisk } from '../../core/ports.js'

/** What runs, for people and for `/events`. */
export interface IndexProgress {
  readonly job: 'describe' | 'hash' | 'scan'
  /** Files. */
  readonly done: number
  readonly total: number | null
  /** Path or name of what is at hand. */
  readonly what: string
  /** Bytes read so far, and per second. */
  readonly bytes?: number
  readonly rate?: number
}

/** What each of the jobs takes. All of it is optional but the signal's meaning: it ends the job with the signal's reason. */
export interface JobOptions {
  readonly signal?: AbortSignal | undefined
  readonly progress?: ((progress: IndexProgress) => void) | undefined
  /** Called after each transaction that changed something. */
  readonly changed?: (() => void) | undefined
}

export interface HashOptions extends JobOptions {
  /** `all`: every content that has no hash yet; `needed`: only what is wanted. */
  readonly which: 'all' | 'needed' | 'none'
  /** SHA-256 and the tensor-only hash beside BLAKE3, in the same read. */
  readonly full?: boolean
  /** Paths that go before all others, and whether they are wanted in full; asked before each file. */
  readonly wanted?: () => ReadonlyMap<string, boolean>
}

export interface Clock {
  /** Milliseconds that only grow. */
  readonly now: () => number
  /** Gives other work of the thread its turn. */
  readonly turn: () => Promise<void>
}

/** The disk as `describeModels` needs it. */
export type ReadingDisk = Pick<ModelDisk, 'open' | 'stamp'> & {
  /** Base names of all that lies in a folder; none where it cannot be read. */
  readonly list: (folder: string) => readonly string[]
}

export interface ScanPorts {
  readonly index: Pick<ModelIndex, 'finishWalk' | 'record' | 'setRoots' | 'stamps'>
  readonly disk: Pick<ModelDisk, 'walk'>
  readonly clock: Clock
}

export interface DescribePorts {
  readonly index: Pick<ModelIndex, 'byPaths' | 'counts' | 'describe' | 'lacking'>
  readonly disk: ReadingDisk
  readonly readers: DescribeParts
  readonly clock: Clock
}

export interface HashPorts extends DescribePorts {
  readonly index: Pick<ModelIndex, 'addDigests' | 'byPaths' | 'counts' | 'describe' | 'lacking'>
  readonly hasher: Pick<FileHasher, 'digest' | 'workers'>
}
