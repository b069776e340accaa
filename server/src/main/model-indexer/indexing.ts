import type { Problem } from '@greenlight/shared/problem'
import type { IndexStatus } from '@greenlight/shared/models'
import type { DescribeParts } from '../../core/model-files/parts.js'
import type { ModelIndex, ModelRoot, SampleKeys } from '../../core/model-index.js'
import type { FileHasher, ModelDisk } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { describeModels } from '../../use-cases/index-models/describe-models.js'
import { hashModels } from '../../use-cases/index-models/hash-models.js'
import type { Clock, IndexProgress, ReadingDisk } from '../../use-cases/index-models/parts.js'
import { sampleModels } from '../../use-cases/index-models/sample-models.js'
import { scanModels } from '../../use-cases/index-models/scan-models.js'
import type { IndexAccess } from './index-access.js'
import { createLane } from './lane.js'
import type { HashAnswer, HashRequest } from './messages.js'
import { createWanted } from './wanted.js'

export interface IndexingParts {
  readonly access: IndexAccess
  readonly disk: ModelDisk & ReadingDisk
  readonly readers: DescribeParts
  readonly hasher: FileHasher
  readonly clock: Clock
  readonly progress: (progress: IndexProgress) => void
  /** The index knows something new. */
  readonly changed: () => void
  /** A whole scan has ended. */
  readonly scanned?: (roots: readonly ModelRoot[]) => void
}

const nothing: HashAnswer = { hashed: 0, bytes: 0, skipped: [] }

/**
 * Everything that the worker does, over ports. Scans and headers take turns in one lane, hashes run in another beside it: a scan
 * never waits for hours of hashing. Where another process writes the index, nothing is done here.
 */
export function createIndexing(parts: IndexingParts) {
  const { access, disk, readers, hasher, clock, changed } = parts
  const wanted = createWanted()
  const state: { now: 'describing' | 'scanning' | null; fault: Problem | null } = { now: null, fault: null }
  const walks = createLane()
  const hashes = createLane()
  /** Files with a new name. */
  let again: readonly string[] = []
  let queued: { roots: readonly ModelRoot[]; done: Promise<void> } | null = null

  /** Null where the index is another's. Damage that is met on the way begins a new one with the next call. */
  async function writing<T>(act: (index: ModelIndex) => Promise<T>): Promise<T | null> {
    try {
      const held = await access.renew()
      if (held.mode === 'read') return null
      const answer = await act(held.index)
      state.fault = null
      return answer
    } catch (error) {
      if (error instanceof ProblemError) {
        state.fault = error.problem
        if (error.problem.code === 'INDEX_DAMAGED') await access.drop()
      }
      throw error
    }
  }

  async function walk(roots: readonly ModelRoot[], signal: AbortSignal): Promise<void> {
    await writing(async (index) => {
      state.now = 'scanning'
      const { renamed } = await scanModels({ index, disk, clock }, roots, { signal, progress: parts.progress, changed })
      again = [...again, ...renamed]
    }).finally(() => (state.now = null))
    parts.scanned?.(roots)
  }

  /** Whether all of it is done: it yields to a scan that waits. */
  async function describe(signal: AbortSignal): Promise<boolean> {
    const outcome = await writing((index) => {
      state.now = 'describing'
      const options = { signal, progress: parts.progress, changed, wanted: () => wanted.paths(), again, yields: () => queued !== null }
      return describeModels({ index, disk, readers, clock }, options)
    }).finally(() => (state.now = null))
    if (outcome?.done === false) return false
    again = []
    return true
  }

  async function describeAll(): Promise<void> {
    while (!(await walks.run(describe)));
  }

  /** One that waits already serves all who ask meanwhile. */
  function scan(roots: readonly ModelRoot[]): Promise<void> {
    if (queued !== null) {
      queued.roots = roots
      return queued.done
    }
    const mine = { roots, done: Promise.resolve() }
    const walked = walks.run((signal) => {
      queued = null
      return walk(mine.roots, signal)
    })
    mine.done = walked.finally(() => (queued = queued === mine ? null : queued)).then(describeAll).then(hashWanted)
    queued = mine
    return mine.done
  }

  /** What was wanted before it was found. Nobody waits for it. */
  function hashWanted(): void {
    if (wanted.hashes().size > 0 && !hashes.busy()) void hash({ which: 'needed', full: false, paths: [] }).catch(() => undefined)
  }

  async function hash({ which, full, paths }: HashRequest): Promise<HashAnswer> {
    if (which === 'none') return nothing
    wanted.add(paths, { hash: true, full })
    const options = { which, full, wanted: () => wanted.hashes(), progress: parts.progress, changed }
    const run = (signal: AbortSignal) => writing((index) => hashModels({ index, disk, readers, clock, hasher }, { ...options, signal }))
    return (await hashes.run(run)) ?? nothing
  }

  async function sample(keys: readonly (keyof SampleKeys)[]): Promise<number> {
    const run = (signal: AbortSignal) => writing((index) => sampleModels({ index, hasher, clock }, keys, { signal, progress: parts.progress, changed }))
    return (await hashes.run(run)) ?? 0
  }

  async function status(): Promise<IndexStatus> {
    const held = await access.get().catch(keepFault)
    const base = { schema: 'greenlight/index@1', hasher: hasher.name } as const
    const faults = state.fault === null ? [] : [state.fault]
    if (held === null) return { ...base, state: 'absent', files: 0, bytes: 0, described: 0, hashed: 0, corrupt: 0, problems: faults }
    const [counts, problems] = [await held.index.counts(), await held.index.problems()]
    const told = { ...base, ...counts, problems: [...faults, ...problems] }
    if (held.mode === 'read') return { ...told, state: 'elsewhere', holder: held.holder }
    return { ...told, state: state.now ?? (hashes.busy() ? 'hashing' : 'idle') }
  }

  function keepFault(error: unknown): null {
    if (!(error instanceof ProblemError)) throw error
    state.fault = error.problem
    return null
  }

  return {
    scan,
    hash,
    sample,
    status,
    want(paths: readonly string[], how: { readonly hash: boolean; readonly full: boolean }): void {
      if (!wanted.add(paths, how)) return
      // What runs already takes them in; faults are in the status.
      if (!walks.busy()) void describeAll().catch(() => undefined)
      if (how.hash) hashWanted()
    },
    /** Ends what runs and what waits. */
    async stop(): Promise<void> {
      await Promise.all([walks.stop(), hashes.stop()])
    },
  }
}

export type Indexing = ReturnType<typeof createIndexing>
