import type { ProblemError } from '../../../problems.js'
import type { Way } from '../outside/find-way.js'
import { within } from '../outside/within.js'
import { hostAndPort } from '../target.js'
import type { Hop, Question } from './hop.js'
import type { Leave } from './leave-for.js'
import type { OpenAnswer } from './open-answer.js'
import type { TransferParts } from './parts.js'

const lookUpMs = 60_000

interface OpenHop extends Hop {
  readonly find: (signal: AbortSignal) => Promise<Way>
  readonly refuse: (because: string) => ProblemError
}

/** Finds the way of one hop and makes it. Its line gets into the ledger when it ends, if anything left this machine. */
export async function sendOpen(parts: TransferParts, leave: Leave, question: Question, hop: OpenHop): Promise<{ answer: OpenAnswer; end: () => Promise<void> }> {
  const { ledger, clock } = parts
  const { signal, purpose } = question
  await ledger.ready()
  signal.throwIfAborted()
  const line = { at: new Date(clock.now()).toISOString(), source: leave.source ?? ('other' as const), host: hostAndPort(hop.url), purpose, sent: 0, received: 0 }
  const note = (status: number | null) => ledger.write({ ...line, status })
  const way = await within(hop.find(signal), lookUpMs, 'its name could not be looked up in time', signal).catch(async (error: unknown) => {
    await note(null)
    throw error
  })
  if (!way.ok) {
    if (way.askedName) await note(null)
    throw hop.refuse(way.because)
  }
  try {
    const answer = await parts.open({
      url: hop.url,
      method: question.method,
      headers: hop.headers,
      body: null,
      addresses: way.addresses,
      proxy: way.proxy,
      // Who holds a loopback port is on this machine already; there a certificate proves nothing more.
      anyCertificate: way.loopback,
      signal,
      ...(parts.trust ? { trust: parts.trust } : {}),
      onEnd: (sent, received) => Object.assign(line, { sent, received }),
    })
    let noted: Promise<void> | null = null
    const end = () => {
      answer.close()
      return (noted ??= note(answer.status))
    }
    return { answer, end }
  } catch (error) {
    await note(null)
    throw error
  }
}
