import { resolve } from 'node:path'
import type { TransferProgress, Transferred, Transfers } from '../../../core/change-ports.js'
import { createGate } from './at-most.js'
import { fetchPart } from './fetch-part.js'
import { leaveFor } from './leave-for.js'
import { dropPart } from './open-part.js'
import type { TransferParts } from './parts.js'
import { probeUrl } from './probe-url.js'
import { createSharedWork } from './share-work.js'

/** Files from outside, each fetched once whoever asks. Touches nothing before its source may be asked: no name look-up, no socket, no file. */
export function createTransfers(parts: TransferParts): Transfers {
  const shared = createSharedWork<Transferred, TransferProgress>()
  const gate = createGate()
  return {
    async fetch(ask, { signal, progress }) {
      signal.throwIfAborted()
      const rules = await parts.rules()
      const leave = leaveFor(parts, rules, ask.url, ask.ask ?? [])
      const start = (own: AbortSignal, news: (now: TransferProgress) => void) =>
        gate.pass(rules.mostAtOnce, () => fetchPart({ parts, ask, leave, signal: own, progress: news }), own)
      return shared.join(keyOf(ask.part), JSON.stringify([leave.url.href, ask.size, ask.sha256, ask.blake3, ask.maxBytes]), start, { signal, news: progress })
    },
    async probe(url, signal, ask = []) {
      signal.throwIfAborted()
      return probeUrl(parts, leaveFor(parts, await parts.rules(), url, ask), signal)
    },
    async discard(part) {
      await shared.end(keyOf(part))
      await dropPart(parts, part)
    },
  }
}

/** Two spellings of one place on a disk that takes no notice of case are one. */
function keyOf(part: string): string {
  const path = resolve(part)
  return process.platform === 'linux' ? path : path.toLowerCase()
}
