import type { Installed } from '../core/installed.js'
import type { Hasher } from '../core/ports.js'
import { digestInstalled } from './digest-installed.js'

export interface Snapshot {
  readonly installed: Installed
  readonly digest: string
}

export interface WatchOptions {
  readonly read: () => Promise<Installed>
  readonly hasher: Hasher
  readonly now: () => number
  /** Milliseconds after which an answer is given once more and read anew behind it. */
  readonly maxAgeMs: number
  readonly onChange?: (digest: string) => void
}

/**
 * The installation as last read. An old answer is served at once while a fresh one is on its way, so that an open panel
 * never waits for ComfyUI's node list (0.3 to 4 s); a change of facts is told through `onChange`.
 */
export function watchInstallation(options: WatchOptions) {
  let current: (Snapshot & { at: number }) | null = null
  let running: Promise<Snapshot> | null = null
  let next: Promise<Snapshot> | null = null

  const readSome = (): Promise<Snapshot> => {
    running ??= readOnce().finally(() => (running = null))
    return running
  }

  /** A reading that begins now: one that is at work may have looked before the change that is asked about. */
  const refresh = (): Promise<Snapshot> => {
    if (running === null) return readSome()
    next ??= running.catch(() => null).then(() => {
      next = null
      return readSome()
    })
    return next
  }

  async function readOnce(): Promise<Snapshot> {
    const installed = await options.read()
    const digest = digestInstalled(installed, options.hasher)
    const before = current?.digest
    current = { installed, digest, at: options.now() }
    if (before !== undefined && before !== digest) options.onChange?.(digest)
    return current
  }

  return {
    /** `fresh`: read anew and wait, for "Check again" and after something was installed. */
    async get(fresh = false): Promise<Snapshot> {
      if (fresh) return refresh()
      if (current === null) return readSome()
      // A failed background read keeps the old facts; the next question tries again.
      if (options.now() - current.at > options.maxAgeMs) readSome().catch(() => undefined)
      return current
    },
    refresh,
    peek: (): Snapshot | null => current,
  }
}

export type InstallationWatch = ReturnType<typeof watchInstallation>
