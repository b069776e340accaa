import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts the worker whose compiled module is `entry`: `startWorker(new URL('./name-worker.js', import.meta.url))`. Tests run
 * the sources, so there the worker is the `.ts` file beside it, whose types Node strips and whose imports of `./x.js` are
 * led to `./x.ts`: nothing has to be compiled first, and no stale build is tested. Options of this process (`--input-type`,
 * `--inspect`) are not handed on, for some of them are refused to a worker.
 */
export function startWorker(entry: URL, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(entry, { execArgv: [], ...options })
  const resolver = new URL('./testing/resolve-sources.ts', import.meta.url)
  const execArgv = ['--disable-warning=ExperimentalWarning', '--experimental-transform-types', '--import', resolver.href]
  return new Worker(new URL(entry.href.replace(/\.js$/, '.ts')), { ...options, execArgv })
}
