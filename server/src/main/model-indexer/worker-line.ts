import type { Worker } from 'node:worker_threads'
import { fromFailure } from './failure.js'
import type { Asked, AskedName, FromWorker, ToWorker } from './messages.js'

interface Waiting {
  readonly resolve: (value: Asked[AskedName]['answer']) => void
  readonly reject: (error: Error) => void
}

export interface WorkerLine {
  ask<K extends AskedName>(kind: K, ask: Asked[K]['ask']): Promise<Asked[K]['answer']>
  tell(message: Extract<ToWorker, { kind: 'want' }>): void
  /** Whether the thread still lives. */
  readonly alive: () => boolean
  end(): Promise<void>
}

/** Questions and answers over one worker. When it dies, every question that waits is rejected. */
export function openLine(worker: Worker, heard: (word: Exclude<FromWorker, { kind: 'answer' }>) => void): WorkerLine {
  const waiting = new Map<number, Waiting>()
  let [ids, alive] = [0, true]

  function lose(error: Error): void {
    alive = false
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  worker.on('message', (word: FromWorker) => {
    if (word.kind !== 'answer') {
      heard(word)
      return
    }
    const asked = waiting.get(word.id)
    waiting.delete(word.id)
    if (word.ok) asked?.resolve(word.value)
    else asked?.reject(fromFailure(word.failure))
  })
  worker.on('error', (error) => lose(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => lose(new Error('the thread of the model index has ended')))

  return {
    ask<K extends AskedName>(kind: K, ask: Asked[K]['ask']) {
      const id = ++ids
      return new Promise<Asked[K]['answer']>((resolve, reject) => {
        if (!alive) {
          reject(new Error('the thread of the model index has ended'))
          return
        }
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        worker.postMessage({ kind, id, ask })
      })
    },
    tell: (message) => worker.postMessage(message),
    alive: () => alive,
    async end() {
      alive = false
      await worker.terminate()
    },
  }
}
