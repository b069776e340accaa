import type { Digests, FileStamp, SampleKeys } from '../../core/model-index.js'
import type { ProblemCode } from '../../problems.js'

/** What the hasher and its workers say to each other. */

export interface DigestTask {
  readonly kind: 'digest'
  readonly path: string
  readonly sha256: boolean
  readonly tensorsFrom: number | null
}
export interface SampleTask {
  readonly kind: 'sample'
  readonly path: string
  readonly wanted: readonly (keyof SampleKeys)[]
}
export type HashTask = DigestTask | SampleTask

export type DigestAnswer = Digests & { readonly stamp: FileStamp }
export type SampleAnswer = SampleKeys & { readonly stamp: FileStamp }
export type HashAnswer = { readonly kind: 'digest'; readonly value: DigestAnswer } | { readonly kind: 'sample'; readonly value: SampleAnswer }

/** What a hashing worker is started with, beside the pool's own. */
export interface HashSetting {
  readonly backend: 'native' | 'wasm'
}

/** A coded problem on its way between threads. */
export interface Fault {
  readonly code: ProblemCode
  readonly facts: Readonly<Record<string, string>>
}

/** The parent's word. One task at a time: the next follows the last word about the one before. */
export interface Order<Task> {
  readonly id: number
  readonly task: Task
}

/** A worker's words about a task: progress any number of times, then one of the others. */
export type Word<Answer> = { readonly id: number } & (
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'stopped' }
)

/** `stop[0]` is the number of a task that nobody waits for any more. Shared memory: a worker that reads hears no messages. */
export interface PoolSetting<Setting> {
  readonly stop: Int32Array
  readonly setting: Setting
}
