import { Buffer } from 'node:buffer'
import { longestPiece } from './backend.js'
import { digestFile } from './digest-file.js'
import type { Interruption } from './interruption.js'
import { createNativeHasher } from './native.js'
import type { HashAnswer, HashSetting, HashTask } from './protocol.js'
import { readRegularFile } from './regular-file.js'
import { createSampler } from './sample-keys.js'
import { serve } from './serve-pool.js'
import { createWasmHasher } from './wasm.js'

/** Entry of one hashing thread: reads with blocking calls into one buffer of its own, one file at a time. */
await serve<HashSetting, HashTask, HashAnswer>(async ({ backend: name }) => {
  const backend = await (name === 'native' ? createNativeHasher() : createWasmHasher())
  const buffer = Buffer.allocUnsafeSlow(longestPiece)
  const sample = createSampler(backend, buffer)
  return async (task: HashTask, interruption: Interruption) => {
    if (task.kind === 'digest') return { kind: 'digest', value: await digestFile(backend, buffer, task, interruption) }
    const { value, stamp } = await readRegularFile(task.path, (file) => sample(file, task.wanted, interruption))
    return { kind: 'sample', value: { ...value, stamp } }
  }
})
