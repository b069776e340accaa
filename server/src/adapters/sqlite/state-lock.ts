import type { StateLock } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'
import { acquireLock } from './lock-file.js'

/**
 * The lock of a state folder: who holds it may approve, apply and write receipts. `what`: what this process is, for the message that
 * another one prints (`greenlight serve`). `take` rejects with STATE_FOLDER_BUSY at once, and STATE_FOLDER_UNUSABLE.
 */
export function createStateLock(state: string, what: string): StateLock {
  return {
    async take() {
      const lock = acquireLock(state, 'state', what)
      if (!lock.ok) throw new ProblemError('STATE_FOLDER_BUSY', { holder: lock.holder })
      return lock
    },
  }
}
