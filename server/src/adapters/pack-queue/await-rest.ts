import type { Ask } from './ask.js'
import { findDialect } from './find-dialect.js'
import type { Patience } from './patience.js'
import { pause } from './pause.js'
import { readMark } from './read-mark.js'
import type { Task } from './speak.js'

/**
 * Waits until ComfyUI-Manager does no more about a task: it says so, it has set its mark, or it is gone. A task that waits in a queue that
 * nobody works on is started, for else it would come on some later day. False: it is still at work after `patience.rest`.
 */
export async function awaitRest(task: Task, of: { readonly ask: Ask | null; readonly path: string; readonly patience: Patience; readonly signal: AbortSignal }): Promise<boolean> {
  const { ask, path, patience, signal } = of
  if (ask === null) return true
  const until = Date.now() + patience.rest
  let [last, quiet]: [string | null, number] = [null, 0]
  for (;;) {
    const now = await readMark(path)
    if (now !== null && now === last) return true
    last = now
    const dialect = await findDialect(ask)
    const seen = dialect === null ? null : await dialect.see(task)
    if (seen?.is === 'ended') return true
    if (seen?.is === 'waiting') await dialect?.start()
    quiet = seen === null || seen.is === 'silent' ? quiet + 1 : 0
    // A program that does not answer any more has ended with all that it was doing.
    if (quiet >= patience.silent) return true
    if (Date.now() >= until) return false
    await pause(patience.every, signal)
  }
}
