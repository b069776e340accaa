import { acquireLock, type HeldLock } from './lock-file.js'

/** `holder`: who writes the index, a few words for people. */
export type IndexLock = HeldLock

/**
 * Makes this process the one that may write the index of a state folder. `what`: what this process is, for the message that another
 * one prints. Throws ProblemError STATE_FOLDER_UNUSABLE.
 */
export function acquireIndexLock(folder: string, what = 'greenlight'): IndexLock {
  return acquireLock(folder, 'models', what)
}
