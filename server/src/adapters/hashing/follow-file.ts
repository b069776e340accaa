import type { FollowAnswer, FollowAsk, FollowSetting } from './follow-protocol.js'
import { startWorker } from './worker-entry.js'

/** A file that is hashed while it grows, in a thread of its own. All reject with the system's error. */
export interface FollowedFile {
  /** Hashes up to that byte; answers BLAKE3 (64 hex digits) of every whole block so far. */
  to(end: number): Promise<readonly string[]>
  /** `sha256:` and `blake3:` of all up to the last `to`; ends it. */
  finish(): Promise<{ readonly sha256: string; readonly blake3: string }>
  close(): Promise<void>
}

/** The caller closes it: until then its thread lives. */
export function followFile(setting: FollowSetting): FollowedFile {
  const worker = startWorker(new URL('./follow-worker.js', import.meta.url), { workerData: setting })
  const blocks: string[] = []
  const lost = Promise.withResolvers<never>()
  lost.promise.catch(() => undefined)
  worker.on('error', (error: Error) => lost.reject(error))
  worker.on('exit', () => lost.reject(new Error('the hashing thread ended')))
  let turn: Promise<unknown> = Promise.resolve()

  const ask = (what: FollowAsk): Promise<FollowAnswer> => {
    const asked = turn.then(async () => {
      const heard = Promise.withResolvers<FollowAnswer>()
      worker.once('message', heard.resolve)
      worker.postMessage(what)
      const answer = await Promise.race([heard.promise, lost.promise])
      if ('fault' in answer) throw Object.assign(new Error(answer.fault.says), { code: answer.fault.code })
      return answer
    })
    turn = asked.catch(() => undefined)
    return asked
  }

  return {
    async to(end) {
      const answer = await ask({ to: end })
      if ('blocks' in answer) blocks.push(...answer.blocks)
      return blocks
    },
    async finish() {
      const answer = await ask('finish')
      if (!('digests' in answer)) throw new TypeError('a hashing thread gave the answer to another question')
      return answer.digests
    },
    async close() {
      await worker.terminate()
    },
  }
}
