import { acquireIndexLock, type IndexLock } from '../../adapters/sqlite/index-lock.js'
import { openModelIndex } from '../../adapters/sqlite/open-model-index.js'
import type { ModelIndex, ModelIndexReader } from '../../core/model-index.js'

export type Access =
  | { readonly mode: 'write'; readonly index: ModelIndex }
  /** `holder`: which process writes it. */
  | { readonly mode: 'read'; readonly index: ModelIndexReader; readonly holder: string }

/** The index of a state folder as far as this process may use it: for writing while nobody else does. */
export function createIndexAccess({ state, what }: { readonly state: string; readonly what: string }) {
  let lock: IndexLock = { ok: false, holder: '' }
  /** One after another: two that open at once would be two writers. */
  let last: Promise<Access | null> = Promise.resolve(null)

  async function open(): Promise<Access> {
    if (!lock.ok) lock = acquireIndexLock(state, what)
    if (!lock.ok) return { mode: 'read', index: await openModelIndex({ folder: state, mode: 'read' }), holder: lock.holder }
    return { mode: 'write', index: await openModelIndex({ folder: state, mode: 'write' }) }
  }

  function then(next: (access: Access | null) => Promise<Access | null>): Promise<Access | null> {
    const opened = last.then(next)
    last = opened.catch(() => null)
    return opened
  }

  async function opened(mayKeep: (access: Access) => boolean): Promise<Access> {
    const access = await then(async (before) => {
      if (before !== null && mayKeep(before)) return before
      await before?.index.close()
      return open()
    })
    if (access === null) throw new TypeError('the model index was not opened')
    return access
  }

  async function drop(): Promise<void> {
    await then(async (access) => {
      await access?.index.close()
      return null
    })
  }

  return {
    /** Rejects as `openModelIndex` and `acquireIndexLock` do. */
    get: () => opened(() => true),
    /** Asks for the lock again where another process had it: that one may have ended. */
    renew: () => opened(({ mode }) => mode === 'write'),
    /** After damage: the next `get` opens anew. */
    drop,
    async close(): Promise<void> {
      await drop()
      if (lock.ok) lock.release()
      lock = { ok: false, holder: '' }
    },
  }
}

export type IndexAccess = ReturnType<typeof createIndexAccess>
