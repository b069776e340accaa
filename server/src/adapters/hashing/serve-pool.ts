import { parentPort, workerData } from 'node:worker_threads'
import { FaultError, type Interruption, StoppedError } from './interruption.js'
import type { Order, PoolSetting, Word } from './protocol.js'

const progressEveryMs = 100

/**
 * The worker's side of a pool: does the tasks that come, one at a time. An error that is no coded problem ends the thread:
 * what is left in it (the fixed heap of a WebAssembly module) is not to be trusted; the pool starts another.
 */
export async function serve<Setting, Task, Answer>(
  prepare: (setting: Setting) => Promise<(task: Task, interruption: Interruption) => Promise<Answer>>,
): Promise<void> {
  const port = parentPort
  if (port === null) return
  const { stop, setting } = workerData as PoolSetting<Setting>
  const work = await prepare(setting)
  const say = (word: Word<Answer>) => port.postMessage(word)
  port.on('message', ({ id, task }: Order<Task>) => {
    const stopped = () => Atomics.load(stop, 0) === id
    const progress = throttle((bytes) => say({ id, kind: 'progress', bytes }))
    void work(task, { stopped, progress }).then(
      (answer) => say({ id, kind: 'answer', answer }),
      (error: unknown) => {
        if (error instanceof StoppedError) say({ id, kind: 'stopped' })
        else if (error instanceof FaultError) say({ id, kind: 'fault', fault: error.fault })
        else throw error
      },
    )
  })
}

function throttle(say: (bytes: number) => void) {
  let last = performance.now()
  return (bytes: number) => {
    const now = performance.now()
    if (now - last < progressEveryMs) return
    last = now
    say(bytes)
  }
}
