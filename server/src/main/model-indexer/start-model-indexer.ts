import type { IndexStatus } from '@greenlight/shared/models'
import { startWorker } from '../../adapters/hashing/worker-entry.js'
import type { HashAsked, ModelRoot, SampleKeys } from '../../core/model-index.js'
import type { IndexProgress } from '../../use-cases/index-models/parts.js'
import { StoppedError } from './lane.js'
import type { FromWorker, HashAnswer, HashRequest, WorkerSetting } from './messages.js'
import { createRescans } from './rescans.js'
import { openLine, type WorkerLine } from './worker-line.js'

export interface ModelIndexerOptions {
  /** Greenlight's state folder. */
  readonly state: string
  /** Asked before each scan. */
  readonly roots: () => Promise<readonly ModelRoot[]>
  readonly publish: (event: { readonly kind: 'models-changed' } | ({ readonly kind: 'progress' } & IndexProgress)) => void
  /** Whether scans come by themselves after the first: folders watched, and read anew every 10 minutes. */
  readonly follow?: boolean
  /** What this process is, for another one that finds the index taken: `greenlight serve`. */
  readonly what?: string
  /** A scan that nobody waits for went wrong; what has a code is in the status too. */
  readonly onFault?: (error: unknown) => void
}

export interface IndexWork {
  readonly hash: HashRequest['which']
  readonly full: boolean
  /** Only these files are hashed, before all others; none: as `hash` says. */
  readonly paths: readonly string[]
  /** Look-up keys that somebody asks by; taken of every file that has none yet. */
  readonly sample?: readonly (keyof SampleKeys)[]
}

/** The keeper of the model index in the main thread; all work is done in one worker thread, which starts with the first call. */
export interface ModelIndexer {
  /** Walks all roots and reads the headers of what is new; answers when that is done. */
  rescan(): Promise<void>
  /** Files that open workflows ask for, and the hashes they would need: before all others. */
  want(paths: readonly string[], hashes?: readonly HashAsked[]): void
  hash(request: HashRequest): Promise<HashAnswer>
  status(): Promise<IndexStatus>
  /** Begins a scan and then hashes, without waiting. */
  start(work: IndexWork): void
  /** The same, and waits for the end of it. */
  run(work: IndexWork): Promise<void>
  /** Ends what runs, after its transaction; what is done is kept. */
  stop(): Promise<void>
  /** Stops and ends the thread. */
  close(): Promise<void>
}

const closeMs = 5_000
/** Headers are garbage once they are read. Left to itself the thread lets 150 MB of it gather before it looks. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

/** Starts nothing yet. A thread that dies is started anew with the next call. */
export function startModelIndexer(options: ModelIndexerOptions): ModelIndexer {
  let line: WorkerLine | null = null
  let stops = 0
  /** A job that was told of and has not come to its end: whoever shows it must hear when it is over. */
  let open: IndexProgress['job'] | null = null
  const onFault = (error: unknown) => {
    if (!(error instanceof StoppedError)) options.onFault?.(error)
  }
  const rescans = createRescans({ follow: options.follow === true, scan, publish: options.publish, onFault })
  const setting: WorkerSetting = { state: options.state, watch: options.follow === true, what: options.what ?? 'greenlight' }

  function current(): WorkerLine {
    if (line?.alive() === true) return line
    line = openLine(startWorker(new URL('./worker.js', import.meta.url), { workerData: setting, resourceLimits }), hear)
    return line
  }

  function hear(word: Exclude<FromWorker, { kind: 'answer' }>): void {
    if (word.kind === 'progress') {
      const { job, done, total } = word.progress
      open = total === null || done < total ? job : null
      options.publish({ ...word.progress, kind: 'progress' })
    } else if (word.kind === 'changed') rescans.changed()
    else rescans.hint()
  }

  /** What was begun before the last stop is not taken up behind it. */
  function heed(begun: number): void {
    if (begun !== stops) throw new StoppedError()
  }

  async function scan(): Promise<void> {
    const begun = stops
    const roots = await options.roots()
    heed(begun)
    await current().ask('scan', { roots }).finally(over)
  }

  /** However it ended: how many there are in all is not known while folders are walked, and what is stopped never gets there. */
  function over(): void {
    if (open !== null) options.publish({ kind: 'progress', job: open, done: 0, total: 0, what: '' })
    open = null
  }

  const hash = (request: HashRequest): Promise<HashAnswer> => current().ask('hash', request).finally(over)

  async function run({ hash: which, full, paths, sample = [] }: IndexWork): Promise<void> {
    const begun = stops
    await rescans.now()
    heed(begun)
    if (sample.length > 0) await current().ask('sample', { keys: sample })
    if (which !== 'none') await hash({ which: paths.length > 0 ? 'needed' : which, full, paths })
  }

  return {
    rescan: () => rescans.now(),
    want(paths, hashes = []) {
      if (paths.length === 0) return
      const full = hashes.some(({ type }) => type !== 'blake3')
      current().tell({ kind: 'want', paths, hash: hashes.length > 0, full })
    },
    hash,
    status: () => current().ask('status', null),
    start: (work) => void run(work).catch(onFault),
    run,
    stop: async () => {
      stops += 1
      if (line?.alive() === true) await line.ask('stop', null)
    },
    async close() {
      rescans.close()
      stops += 1
      if (line?.alive() !== true) return
      // A thread that waits for a dead share hears nothing.
      const timeout = new Promise((resolve) => setTimeout(resolve, closeMs).unref())
      await Promise.race([line.ask('close', null).catch(() => undefined), timeout])
      await line.end()
    },
  }
}
