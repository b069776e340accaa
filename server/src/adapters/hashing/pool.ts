import type { Worker } from 'node:worker_threads'
import type { Fault, Order, PoolSetting, Word } from './protocol.js'
import { createQueue } from './queue.js'

export interface PoolOptions<Setting, Task> {
  /** Threads at a time. */
  readonly size: number
  readonly setting: Setting
  /** A worker whose module calls `serve`. */
  readonly start: (data: PoolSetting<Setting>) => Worker
  /** The reasons a task is refused with. */
  readonly toError: (fault: Fault) => Error
  /** A thread ended in the middle of this task, or the pool was closed. */
  readonly toLoss: (task: Task, because: string) => Error
  /** Milliseconds after which a thread without a task ends; default 5,000. */
  readonly idleMs?: number
}

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined
  readonly progress?: ((bytes: number) => void) | undefined
}

interface Job<Task, Answer> {
  readonly order: Order<Task>
  readonly progress: (bytes: number) => void
  /** Each settles the promise; only the first counts. */
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
  isSettled: boolean
  thread: Thread<Task, Answer> | null
}

interface Thread<Task, Answer> {
  readonly worker: Worker
  readonly stop: Int32Array
  job: Job<Task, Answer> | null
  idle: NodeJS.Timeout | undefined
  because: string
}

/**
 * Tasks on worker threads, first come first served. Threads start when they are needed and end when nothing was asked for a
 * while; they keep the process alive only while they work. One that dies fails only its own task.
 */
export class Pool<Setting, Task, Answer> {
  readonly #options: PoolOptions<Setting, Task>
  readonly #threads = new Set<Thread<Task, Answer>>()
  readonly #waiting = createQueue<Job<Task, Answer>>()
  #lastId = 0
  #isClosed = false

  constructor(options: PoolOptions<Setting, Task>) {
    this.#options = options
  }

  /** Rejects with the signal's reason as soon as it is aborted, whatever the thread does; its thread stops at the next piece. */
  run(task: Task, { signal, progress = () => {} }: TaskOptions = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      if (this.#isClosed) return reject(this.#options.toLoss(task, 'hashing was ended'))
      this.#lastId = (this.#lastId + 1) & 0x7fffffff
      const settle = <T>(how: (value: T) => void) => (value: T) => {
        if (job.isSettled) return
        job.isSettled = true
        signal?.removeEventListener('abort', abort)
        how(value)
      }
      const job: Job<Task, Answer> = {
        order: { id: this.#lastId, task },
        progress,
        resolve: settle(resolve),
        reject: settle(reject),
        isSettled: false,
        thread: null,
      }
      const abort = () => this.#abandon(job, signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      this.#waiting.add(job)
      this.#dispatch()
    })
  }

  /** Ends all threads and refuses what was not done. */
  async close(): Promise<void> {
    this.#isClosed = true
    const threads = [...this.#threads]
    const running = threads.flatMap(({ job }) => job ?? [])
    for (const job of [...running, ...this.#waiting.drain()]) {
      this.#abandon(job, this.#options.toLoss(job.order.task, 'hashing was ended'))
    }
    await Promise.all(threads.map(({ worker }) => worker.terminate()))
  }

  #abandon(job: Job<Task, Answer>, reason: unknown): void {
    job.reject(reason)
    if (job.thread?.job === job) Atomics.store(job.thread.stop, 0, job.order.id)
  }

  #dispatch(): void {
    for (;;) {
      const thread = [...this.#threads].find(({ job }) => job === null)
      if (thread === undefined && this.#threads.size >= this.#options.size) return
      const job = this.#nextJob()
      if (job === undefined) return
      try {
        this.#give(thread ?? this.#startThread(), job)
      } catch (error) {
        job.reject(this.#options.toLoss(job.order.task, error instanceof Error ? error.message : String(error)))
      }
    }
  }

  #nextJob(): Job<Task, Answer> | undefined {
    for (;;) {
      const job = this.#waiting.take()
      if (job === undefined || !job.isSettled) return job
    }
  }

  #give(thread: Thread<Task, Answer>, job: Job<Task, Answer>): void {
    clearTimeout(thread.idle)
    thread.job = job
    job.thread = thread
    thread.worker.ref()
    thread.worker.postMessage(job.order)
  }

  #startThread(): Thread<Task, Answer> {
    const stop = new Int32Array(new SharedArrayBuffer(4))
    const worker = this.#options.start({ stop, setting: this.#options.setting })
    const thread: Thread<Task, Answer> = { worker, stop, job: null, idle: undefined, because: 'its thread ended' }
    this.#threads.add(thread)
    worker.on('message', (word: Word<Answer>) => this.#hear(thread, word))
    worker.on('error', (error: unknown) => {
      thread.because = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', () => this.#bury(thread))
    return thread
  }

  #hear(thread: Thread<Task, Answer>, word: Word<Answer>): void {
    const job = thread.job
    if (job === null || job.order.id !== word.id) return
    if (word.kind === 'progress') {
      if (!job.isSettled) job.progress(word.bytes)
      return
    }
    thread.job = null
    if (word.kind === 'answer') job.resolve(word.answer)
    else if (word.kind === 'fault') job.reject(this.#options.toError(word.fault))
    this.#dispatch()
    if (thread.job === null) this.#rest(thread)
  }

  #rest(thread: Thread<Task, Answer>): void {
    thread.worker.unref()
    thread.idle = setTimeout(() => void this.#retire(thread), this.#options.idleMs ?? 5000).unref()
  }

  /** A thread that is ending takes no more tasks: another is started for them. */
  async #retire(thread: Thread<Task, Answer>): Promise<void> {
    this.#threads.delete(thread)
    await thread.worker.terminate()
  }

  #bury(thread: Thread<Task, Answer>): void {
    clearTimeout(thread.idle)
    this.#threads.delete(thread)
    thread.job?.reject(this.#options.toLoss(thread.job.order.task, thread.because))
    thread.job = null
    this.#dispatch()
  }
}
