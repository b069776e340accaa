import type { EgressAnswer } from '../../../core/ports.js'
import { ProblemError } from '../../../problems.js'
import { reasonOf } from '../reason.js'
import { hostAndPort } from '../target.js'
import type { Way } from './find-way.js'
import type { OutsideHostParts, Question } from './parts.js'
import { within } from './within.js'

interface Hop {
  readonly url: URL
  readonly method: Question['method']
  readonly body: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly find: (signal: AbortSignal | null) => Promise<Way>
  readonly refuse: (because: string) => ProblemError
  readonly timeoutMs: number
}

/** Finds the way of one hop, makes it, and writes its line in the ledger if anything left this machine. */
export async function sendHop(parts: OutsideHostParts, question: Question, hop: Hop): Promise<EgressAnswer> {
  const { name: source, ledger, clock } = parts
  const host = hostAndPort(hop.url)
  const signal = question.signal ?? null
  await ledger.ready()
  const line = { at: new Date(clock.now()).toISOString(), source, host, purpose: question.purpose, sent: 0, received: 0 }
  const note = (status: number | null) => ledger.write({ ...line, status })
  const unreachable = (error: unknown) =>
    signal?.aborted === true ? signal.reason : new ProblemError('SOURCE_UNREACHABLE', { source, host, because: reasonOf(error) }, { cause: error })

  const way = await within(hop.find(signal), hop.timeoutMs, 'its name could not be looked up in time', signal).catch(async (error: unknown) => {
    await note(null)
    throw unreachable(error)
  })
  if (!way.ok) {
    if (way.askedName) await note(null)
    throw hop.refuse(way.because)
  }
  try {
    const answer = await parts.exchange({
      url: hop.url,
      method: hop.method,
      headers: hop.headers,
      body: hop.body,
      addresses: way.addresses,
      proxy: way.proxy,
      // Who holds a loopback port is on this machine already; there a certificate proves nothing more.
      anyCertificate: way.loopback,
      timeoutMs: hop.timeoutMs,
      maxBytes: question.maxBytes,
      signal,
      refusePacked: true,
      ...(parts.trust ? { trust: parts.trust } : {}),
      onEnd: (sent, received) => Object.assign(line, { sent, received }),
    })
    await note(answer.status)
    return answer
  } catch (error) {
    await note(null)
    throw unreachable(error)
  }
}
