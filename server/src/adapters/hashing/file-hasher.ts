import { availableParallelism } from 'node:os'
import type { FileHasher } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { createHasher } from './hasher.js'
import { createNativeHasher } from './native.js'
import { Pool } from './pool.js'
import type { HashAnswer, HashSetting, HashTask } from './protocol.js'
import { createWasmHasher } from './wasm.js'
import { startWorker } from './worker-entry.js'

export interface FileHasherOptions {
  /** Files at a time; default: the processors less one for everything else, at most 4. */
  readonly workers?: number
  /** Default: native where it loads. */
  readonly backend?: 'native' | 'wasm'
}

const backends = { native: createNativeHasher, wasm: createWasmHasher }

/**
 * Hashes files in worker threads, so that the event loop stays free. Starts no thread before the first file. Rejects when
 * the backend that was asked for does not load.
 */
export async function createFileHasher(options: FileHasherOptions = {}): Promise<FileHasher> {
  const { name } = await (options.backend === undefined ? createHasher() : backends[options.backend]())
  const workers = options.workers ?? Math.min(4, Math.max(1, availableParallelism() - 1))
  const pool = new Pool<HashSetting, HashTask, HashAnswer>({
    size: workers,
    setting: { backend: name },
    start: (workerData) => startWorker(new URL('./hash-worker.js', import.meta.url), { workerData }),
    toError: ({ code, facts }) => new ProblemError(code, facts),
    toLoss: ({ path }, because) => new ProblemError('HASHING_STOPPED', { path, because }),
  })
  return {
    name,
    workers,
    async digest(path, { sha256 = false, tensorsFrom = null, signal, progress }) {
      const answer = await pool.run({ kind: 'digest', path, sha256, tensorsFrom }, { signal, progress })
      if (answer.kind !== 'digest') throw new TypeError('a hashing thread gave the answer to another question')
      return answer.value
    },
    async sample(path, wanted, { signal } = {}) {
      const answer = await pool.run({ kind: 'sample', path, wanted }, { signal })
      if (answer.kind !== 'sample') throw new TypeError('a hashing thread gave the answer to another question')
      return answer.value
    },
    close: () => pool.close(),
  }
}
