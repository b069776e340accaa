import type { Problem } from '@greenlight/shared/problem'
import { sameStamp } from '../../core/model-hashes.js'
import type { IndexedModel } from '../../core/model-index.js'
import { problem, ProblemError } from '../../problems.js'
import { describeFile } from './describe-file.js'
import { HashQueue, type HashTask } from './hash-queue.js'
import type { HashOptions, HashPorts } from './parts.js'
import { tellSteadily } from './steady.js'

export interface HashOutcome {
  readonly hashed: number
  readonly bytes: number
  /** Files that changed while they were read, or could not be read. */
  readonly skipped: readonly Problem[]
}

/** Hashes as many files at a time as there are workers, wanted ones first, then the smallest. Each digest is kept at once. */
export async function hashModels(ports: HashPorts, options: HashOptions): Promise<HashOutcome> {
  const { signal, progress, changed, which } = options
  if (which === 'none') return { hashed: 0, bytes: 0, skipped: [] }
  const queue = new HashQueue(ports.index, options)
  const reading = new Map<number, number>()
  const skipped: Problem[] = []
  const { files, hashed: before } = await ports.index.counts()
  const total = which === 'all' && options.full !== true ? files - before : null
  const teller = tellSteadily(ports.clock, progress)
  const started = ports.clock.now()
  let [hashed, bytes] = [0, 0]

  function tell(what: string): void {
    const read = [...reading.values()].reduce((sum, one) => sum + one, bytes)
    const seconds = (ports.clock.now() - started) / 1000
    const rate = seconds > 0 ? Math.round(read / seconds) : 0
    teller.tell({ job: 'hash', done: hashed, total: total === null ? null : Math.max(total, hashed), what, bytes: read, rate })
  }

  async function work(): Promise<void> {
    for (let task = await queue.next(); task !== null; task = await queue.next()) {
      signal?.throwIfAborted()
      const { id, path, size } = task.model
      const heard = (read: number) => {
        reading.set(id, read)
        tell(path)
      }
      const fault = await hashOne(ports, task, signal, heard).finally(() => reading.delete(id))
      queue.end(fault === null)
      if (fault === null) {
        hashed += 1
        bytes += size
        changed?.()
      } else skipped.push(fault)
      tell(path)
    }
  }

  const workers = Array.from({ length: Math.max(1, ports.hasher.workers) }, () =>
    work().catch((error: unknown) => {
      queue.close()
      throw error
    }),
  )
  try {
    await all(workers)
  } finally {
    teller.end()
  }
  return { hashed, bytes, skipped }
}

/** Waits for every worker, then rejects as the first one did: none goes on behind the caller's back. */
async function all(workers: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(workers)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Null: the digests are kept. The stamps around the read are the disk's, so that they are of one kind with those of the index. */
async function hashOne(ports: HashPorts, { model, full }: HashTask, signal: AbortSignal | undefined, progress: (bytes: number) => void): Promise<Problem | null> {
  const { path, id, size, modified, inode } = model
  try {
    if (!(await isAsKnown(ports, model))) return problem('FILE_CHANGED', { path })
    const tensorsFrom = full ? await tensorsFromOf(ports, model) : null
    const wanted = { sha256: full, tensorsFrom, progress }
    const { blake3, sha256, tensorsSha256 } = await ports.hasher.digest(path, signal === undefined ? wanted : { ...wanted, signal })
    const digests = { blake3, ...(sha256 === undefined ? {} : { sha256 }), ...(tensorsSha256 === undefined ? {} : { tensorsSha256 }) }
    const kept = (await isAsKnown(ports, model)) && (await ports.index.addDigests(id, { size, modified, inode }, digests))
    return kept ? null : problem('FILE_CHANGED', { path })
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ProblemError && fileCodes.has(error.problem.code)) return error.problem
    throw error
  }
}

/** Faults of one file; whatever else is wrong is wrong for all. */
const fileCodes: ReadonlySet<string> = new Set(['FILE_CHANGED', 'FILE_UNREADABLE', 'HASHING_STOPPED'])

async function isAsKnown({ disk }: HashPorts, model: IndexedModel): Promise<boolean> {
  const stamp = await disk.stamp(model.path)
  return stamp !== null && sameStamp(stamp, model)
}

/** Where the tensors begin; the header is read now where nobody has read it yet. */
async function tensorsFromOf(ports: HashPorts, model: IndexedModel): Promise<number | null> {
  if (model.facts !== null) return model.facts.tensorsFrom
  const described = await describeFile(ports, model)
  if (described === null) return null
  await ports.index.describe([described])
  return described.facts.tensorsFrom
}
