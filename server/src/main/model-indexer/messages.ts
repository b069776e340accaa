import type { IndexStatus } from '@greenlight/shared/models'
import type { Problem } from '@greenlight/shared/problem'
import type { ModelRoot, SampleKeys } from '../../core/model-index.js'
import type { IndexProgress } from '../../use-cases/index-models/parts.js'

/** What the main thread and the worker that keeps the index say to each other. */

export interface HashRequest {
  /** `all`: every content that has no hash yet; `needed`: what is wanted and `paths`. */
  readonly which: 'all' | 'needed' | 'none'
  /** SHA-256 and the tensor-only hash beside BLAKE3. */
  readonly full: boolean
  /** Absolute, as the index spells them. */
  readonly paths: readonly string[]
}

export interface HashAnswer {
  readonly hashed: number
  readonly bytes: number
  readonly skipped: readonly Problem[]
}

/** Questions with an answer, by name. */
export interface Asked {
  /** Walks and describes; answers when nothing is left to describe. */
  readonly scan: { readonly ask: { readonly roots: readonly ModelRoot[] }; readonly answer: null }
  readonly hash: { readonly ask: HashRequest; readonly answer: HashAnswer }
  /** Look-up keys over samples, for every file that has none; answers how many were taken. */
  readonly sample: { readonly ask: { readonly keys: readonly (keyof SampleKeys)[] }; readonly answer: number }
  readonly status: { readonly ask: null; readonly answer: IndexStatus }
  /** Ends what runs and answers when it has ended; what is done is kept. */
  readonly stop: { readonly ask: null; readonly answer: null }
  /** Stops and gives everything back; the thread ends by itself. */
  readonly close: { readonly ask: null; readonly answer: null }
}
export type AskedName = keyof Asked

export type ToWorker =
  | { readonly [K in AskedName]: { readonly kind: K; readonly id: number; readonly ask: Asked[K]['ask'] } }[AskedName]
  /** Files that an open workflow asks for: before all others. `full`: with SHA-256. `hash`: not only described. */
  | { readonly kind: 'want'; readonly paths: readonly string[]; readonly hash: boolean; readonly full: boolean }

/** An error on its way between threads. */
export type Failure = { readonly kind: 'problem'; readonly problem: Problem } | { readonly kind: 'stopped' } | { readonly kind: 'fault'; readonly says: string }

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: Asked[AskedName]['answer'] }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly failure: Failure }
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'changed' }
  | { readonly kind: 'hint' }

export interface WorkerSetting {
  /** Greenlight's state folder. */
  readonly state: string
  /** Whether folders are watched after the first scan. */
  readonly watch: boolean
  /** What this process is, for another one that finds the index taken. */
  readonly what: string
}
