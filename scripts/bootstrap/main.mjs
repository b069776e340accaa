import { ensureNode } from './find-node.mjs'
import { withLock } from './lock.mjs'
import { ensurePackages } from './packages.mjs'
import { inRoot } from './places.mjs'
import { SetupError } from './problems.mjs'
import { sayProblem } from './say.mjs'
import { tasks } from './tasks.mjs'

/**
 * `node scripts/bootstrap.mjs TASK [ARG...]`: lays what is missing (Node, packages, compiled code) and runs the task.
 * Plain JavaScript that Node 18 reads; everything below it runs on the Node that ensureNode answers.
 * Answers the exit status.
 */
export async function main([name, ...args]) {
  try {
    const task = tasks[Object.hasOwn(tasks, name ?? '') ? name : '']
    if (task === undefined) {
      throw new SetupError('SETUP_TASK_UNKNOWN', { task: name ?? '', tasks: Object.keys(tasks).join(', ') }, 2)
    }
    const node = await withLock(inRoot('.cache/setup.lock'), async () => {
      const node = await ensureNode()
      await ensurePackages(node)
      await task.prepare?.(node)
      return node
    })
    return await task.run(node, args)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    sayProblem(error)
    return error.status
  }
}
