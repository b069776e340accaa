import { openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { longestPiece } from './backend.js'
import { createBlockDigester } from './block-digester.js'
import type { FollowAnswer, FollowAsk, FollowSetting } from './follow-protocol.js'
import { createNativeHasher } from './native.js'
import { createWasmHasher } from './wasm.js'

/** Entry of a thread that hashes one file while another thread writes it; what it reads is still in the system's memory. */
const { path, block, backend: name } = workerData as FollowSetting
const backend = await (name === 'native' ? createNativeHasher() : createWasmHasher())
const digester = createBlockDigester(backend, block)
const buffer = Buffer.allocUnsafeSlow(longestPiece)
let file: number | null = null
let told = 0

function answer(ask: FollowAsk): FollowAnswer {
  if (ask === 'finish') return { digests: digester.finish() }
  file ??= openSync(path, 'r')
  while (digester.done < ask.to) {
    const read = readSync(file, buffer, 0, Math.min(buffer.length, ask.to - digester.done), digester.done)
    if (read === 0) throw Object.assign(new Error('the file is shorter than it was'), { code: 'ENODATA' })
    digester.update(buffer.subarray(0, read))
  }
  const blocks = digester.blocks.slice(told)
  told = digester.blocks.length
  return { blocks }
}

parentPort?.on('message', (ask: FollowAsk) => {
  try {
    parentPort?.postMessage(answer(ask))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    parentPort?.postMessage({ fault: { code, says: error instanceof Error ? error.message : String(error) } } satisfies FollowAnswer)
  }
})
