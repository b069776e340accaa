import { setImmediate } from 'node:timers/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { createModelDisk } from '../../adapters/files/models/model-disk.js'
import { createFileHasher } from '../../adapters/hashing/file-hasher.js'
import { createDescribeParts } from './describe-parts.js'
import { toFailure } from './failure.js'
import { createFollowing } from './following.js'
import { createIndexAccess } from './index-access.js'
import { createIndexing } from './indexing.js'
import type { Asked, AskedName, FromWorker, ToWorker, WorkerSetting } from './messages.js'

/** The thread that walks, reads and writes the index, so that the main one is free. */
async function serve(port: MessagePort, setting: WorkerSetting): Promise<void> {
  const say = (word: FromWorker) => port.postMessage(word)
  const access = createIndexAccess(setting)
  const hasher = await createFileHasher()
  const following = createFollowing({ isOn: setting.watch, hint: () => say({ kind: 'hint' }) })
  const indexing = createIndexing({
    access,
    disk: createModelDisk({ thrifty: true }),
    readers: await createDescribeParts(),
    hasher,
    clock: { now: () => performance.now(), turn: () => setImmediate(undefined) },
    progress: (progress) => say({ kind: 'progress', progress }),
    changed: () => say({ kind: 'changed' }),
    scanned: following.follow,
  })

  const answers: { readonly [K in AskedName]: (ask: Asked[K]['ask']) => Promise<Asked[K]['answer']> } = {
    scan: ({ roots }) => indexing.scan(roots).then(() => null),
    hash: (request) => indexing.hash(request),
    sample: ({ keys }) => indexing.sample(keys),
    async status() {
      const status = await indexing.status()
      return { ...status, problems: [...following.problems(), ...status.problems] }
    },
    stop: () => indexing.stop().then(() => null),
    async close() {
      await following.close()
      await indexing.stop()
      await hasher.close()
      await access.close()
      return null
    },
  }

  function answer(message: Exclude<ToWorker, { kind: 'want' }>): Promise<Asked[AskedName]['answer']> {
    switch (message.kind) {
      case 'scan':
        return answers.scan(message.ask)
      case 'hash':
        return answers.hash(message.ask)
      case 'sample':
        return answers.sample(message.ask)
      case 'status':
      case 'stop':
      case 'close':
        return answers[message.kind](null)
    }
  }

  port.on('message', (message: ToWorker) => {
    if (message.kind === 'want') {
      indexing.want(message.paths, message)
      return
    }
    const { id, kind } = message
    void answer(message)
      .then(
        (value) => say({ kind: 'answer', id, ok: true, value }),
        (error: unknown) => say({ kind: 'answer', id, ok: false, failure: toFailure(error) }),
      )
      .finally(() => kind === 'close' && port.close())
  })
}

if (parentPort !== null) await serve(parentPort, workerData as WorkerSetting)
