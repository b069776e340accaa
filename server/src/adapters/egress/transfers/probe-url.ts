import type { TransferProbe } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { askedWait } from '../outside/asked-wait.js'
import { reasonOf } from '../reason.js'
import { hostAndPort } from '../target.js'
import { giverOf, type Leave } from './leave-for.js'
import type { TransferParts } from './parts.js'
import { readProbe } from './read-probe.js'
import { busy } from './refusal.js'
import { type Arrived, targetOf, travelTo } from './travel-to.js'

const purpose = 'size and hash of a file'
const mostMs = 30_000
/** Words of a refusal that are read. */
const mostBytes = 16 * 1024

/**
 * Asks HEAD, at Hugging Face without going on to where the bytes lie; where that is no answer (addresses that are signed for GET, hosts that
 * know no HEAD, refusals whose words matter) GET of the first byte.
 */
export async function probeUrl(parts: TransferParts, leave: Leave, signal: AbortSignal): Promise<TransferProbe> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(mostMs)])
  const stayHome = leave.source === 'huggingface'
  try {
    const head = await ask('HEAD')
    if (head.ok || (stayHome && head.arrived.answer.status !== 405)) return head.probe
    return (await ask('GET')).probe
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ProblemError) throw error
    const because = inTime.aborted ? 'no answer in time' : reasonOf(error)
    throw new ProblemError('SOURCE_UNREACHABLE', { source: giverOf(leave), host: hostAndPort(leave.url), because }, { cause: error })
  }

  async function ask(method: 'GET' | 'HEAD') {
    const part = method === 'GET' ? { from: 0, last: 0 } : null
    const arrived = await travelTo(parts, leave, { method, part, purpose, stayHome, signal: inTime })
    const { answer } = arrived
    try {
      const wait = askedWait(answer.status, answer.headers, parts.clock.now())
      if (answer.status === 429 || (answer.status === 503 && wait > 0)) throw busy(leave, parts.clock.now() + wait)
      const words = answer.status >= 400 && method === 'GET' ? await wordsOf(arrived) : ''
      return { ok: answer.status < 400, arrived, probe: readProbe(leave, arrived, targetOf(answer, arrived.at), words) }
    } finally {
      await arrived.end()
    }
  }
}

async function wordsOf({ answer }: Arrived): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of answer.body) {
    pieces.push(piece)
    length += piece.length
    if (length >= mostBytes) break
  }
  return Buffer.concat(pieces).toString('utf8').slice(0, mostBytes)
}
