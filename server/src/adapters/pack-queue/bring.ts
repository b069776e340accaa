import { lstat } from 'node:fs/promises'
import { ProblemError } from '../../problems.js'
import type { Ask } from './ask.js'
import { differenceBetween } from './compare-trees.js'
import { findDialect } from './find-dialect.js'
import type { Patience } from './patience.js'
import { pause } from './pause.js'
import { readMark } from './read-mark.js'
import type { Dialect, Seen, Task } from './speak.js'
import { syncTree } from './sync-tree.js'

interface Bringing {
  readonly ask: Ask
  /** Where it comes, and the files that it must have. */
  readonly path: string
  readonly files: string
  readonly patience: Patience
  readonly signal: AbortSignal
  /** Told when nothing of the task is in the queue any more. */
  readonly onOver: () => void
}

/** Has one pack brought, and believes only what lies there. MANAGER_BROUGHT_OTHER, MANAGER_FAILED, MANAGER_REFUSED, or the signal's reason. */
export async function bring(task: Task, { ask, path, files, patience, signal, onOver }: Bringing): Promise<void> {
  const failed = (because: string) => new ProblemError('MANAGER_FAILED', { pack: task.id, because })
  const dialect = await findDialect(ask)
  if (dialect === null) {
    onOver()
    throw failed('no ComfyUI-Manager answers')
  }
  await begin(dialect, task, onOver)
  const until = Date.now() + patience.whole
  let [last, looked]: (string | null)[] = [null, null]
  let [ends, quiet] = [0, 0]
  for (;;) {
    await pause(patience.every, signal)
    const now = await readMark(path)
    const seen = await dialect.see(task)
    // The mark is written last of all; two looks that agree show that it is whole.
    if (now !== null && (seen.is === 'ended' || (now === last && now !== looked))) {
      looked = now
      const difference = await differenceBetween(files, path, signal)
      if (difference === null || seen.is === 'ended') onOver()
      if (difference === null) return syncTree(path)
      // A pack may bring a file of that name itself: then it is there before the rest.
      if (seen.is === 'ended') throw new ProblemError('MANAGER_BROUGHT_OTHER', { pack: task.id, because: difference })
    }
    last = now
    ends = seen.is === 'ended' ? ends + 1 : 0
    quiet = seen.is === 'silent' ? quiet + 1 : 0
    // Between two answers it may have begun: one look is not enough.
    if (seen.is === 'ended' && (ends > 1 || seen.refused || seen.says !== null)) {
      onOver()
      throw await whyNot(task, path, seen)
    }
    if (seen.is === 'waiting') await dialect.start()
    if (quiet >= patience.silent) throw failed('ComfyUI does not answer any more')
    if (Date.now() >= until) throw failed(`it is not done after ${Math.ceil(patience.whole / 60_000)} minutes`)
  }
}

/** An answer that was lost says nothing: what is in the queue is looked at then, and never asked for twice. */
async function begin(dialect: Dialect, task: Task, onOver: () => void): Promise<void> {
  await dialect.refresh(task)
  try {
    await dialect.ask(task)
  } catch (error) {
    if (error instanceof ProblemError) onOver()
    throw error
  }
  await dialect.start()
}

async function whyNot({ id }: Task, path: string, seen: Extract<Seen, { is: 'ended' }>): Promise<ProblemError> {
  if (seen.refused) return new ProblemError('MANAGER_REFUSED', { pack: id })
  if (seen.says !== null) return new ProblemError('MANAGER_FAILED', { pack: id, because: seen.says })
  const half = await lstat(path).then(() => true, () => false)
  return new ProblemError('MANAGER_FAILED', { pack: id, because: half ? 'it ended in the middle' : 'it ended without bringing it, and its log alone tells why' })
}
