import type { Sqlite } from './connect.js'
import { codedFault, isDamage } from './faults.js'
import { setAside } from './open-writer.js'
import type { Opened, Session } from './session.js'

/** The writer's side: what it asks sees its own writes, and each write is one transaction. */
export interface WriterSession extends Session {
  /** All of it or nothing. Rejects with ProblemError. */
  write<T>(act: (on: Opened) => T): Promise<T>
}

export function createWriterSession(opened: Opened, path: string): WriterSession {
  const { sqlite } = opened
  let broken: { readonly with: unknown } | null = null

  /** Damage that is met on the way puts the file aside at once; the next start begins a new one. */
  function failed(error: unknown): unknown {
    const coded = codedFault(error, path)
    if (!isDamage(error)) return coded
    broken = { with: coded }
    sqlite.close()
    try {
      setAside(path, error)
    } catch {
      // Another program holds it: the next start meets the damage again.
    }
    return coded
  }

  async function within<T>(how: 'deferred' | 'immediate', act: (on: Opened) => T): Promise<T> {
    if (broken !== null) throw broken.with
    try {
      return sqlite.transaction(() => act(opened))[how]()
    } catch (error) {
      throw failed(error)
    }
  }

  return {
    read: (_, ask) => within('deferred', ask),
    write: (act) => within('immediate', act),
    fault: () => null,
    close: async () => {
      if (sqlite.open) endCleanly(sqlite)
      sqlite.close()
    },
  }
}

/** An empty journal tells the next writer that all is well, though readers keep the file open. */
function endCleanly(sqlite: Sqlite): void {
  try {
    sqlite.pragma('busy_timeout = 0')
    sqlite.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // The next writer looks at the whole file, no more.
  }
}
