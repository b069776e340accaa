import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ProgramAnswer, RunProgram } from '../../core/change-ports.js'
import type { Uv } from './find-uv.js'

export interface UvParts {
  readonly run: RunProgram
  /** Rejects with UV_NOT_FOUND. */
  readonly uv: (signal: AbortSignal) => Promise<Uv>
  /** Runs it with the variables that lead all it asks through the one gate. */
  readonly throughGate: (run: (env: Readonly<Record<string, string>>) => Promise<ProgramAnswer>, signal: AbortSignal) => Promise<ProgramAnswer>
  /** `<state>/uv`: cache, kept answers and scratch; made when absent. */
  readonly folder: string
  /** The deletion of what Greenlight itself made (law 9); absent is fine. */
  readonly removeOwnFile: (file: string) => Promise<void>
  readonly removeOwnTree: (folder: string) => Promise<void>
}

export interface UvAsk {
  readonly args: readonly string[]
  /** Texts that are handed over as files: `{name}` in an argument stands for the path. */
  readonly files?: Readonly<Record<string, string>>
  readonly network: 'none' | 'allowed'
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** A verbose resolution of a few hundred packages prints some megabytes. */
const mostOutput = 16 * 1024 * 1024

/**
 * Runs uv with nothing of the user's own configuration: no settings file, no `UV_*` variable, no netrc, no keyring, no Python of its own, its
 * cache below the state folder. Rejects with UV_NOT_FOUND or the signal's reason.
 */
export async function runUv(parts: UvParts, { args, files = {}, network, timeoutMs, signal }: UvAsk): Promise<ProgramAnswer> {
  const uv = await parts.uv(signal)
  await mkdir(parts.folder, { recursive: true, mode: 0o700 })
  const scratch = await mkdtemp(path.join(parts.folder, 'ask-'))
  try {
    const named = new Map<string, string>()
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(scratch, name)
      await writeFile(file, text, { flag: 'wx' })
      named.set(`{${name}}`, file)
    }
    const common = ['--no-config', '--cache-dir', path.join(parts.folder, 'cache'), '--color', 'never', '--no-progress', '--no-python-downloads']
    const start = (env: Readonly<Record<string, string>>) => parts.run({
      command: uv.command,
      args: [...uv.before, ...args.map((arg) => named.get(arg) ?? arg), ...common, ...(network === 'none' ? ['--offline'] : [])],
      cwd: scratch,
      env: { ...env, NETRC: path.join(scratch, 'none'), UV_KEYRING_PROVIDER: 'disabled', UV_NO_ENV_FILE: '1', UV_NO_PROGRESS: '1', UV_LOCK_TIMEOUT: '120', UV_HTTP_TIMEOUT: '60', UV_HTTP_RETRIES: '2' },
      timeoutMs,
      maxOutputBytes: mostOutput,
      signal,
      network,
    })
    return await (network === 'none' ? start({}) : parts.throughGate(start, signal))
  } finally {
    await parts.removeOwnTree(scratch)
  }
}

/** Does work that makes uv leave an empty lock file in the environment, and takes that away again where none was before. */
export async function withoutTrace<T>(parts: UvParts, prefix: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(prefix, '.lock')
  const before = await sizeOf(lock)
  try {
    return await work()
  } finally {
    if (before === null && (await sizeOf(lock)) === 0) await parts.removeOwnFile(lock)
  }
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(({ size }) => size, () => null)
}
