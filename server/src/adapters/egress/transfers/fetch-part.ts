import type { TransferAsk, Transferred, TransferProgress } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { reasonOf } from '../reason.js'
import { hostAndPort } from '../target.js'
import { giverOf, type Leave } from './leave-for.js'
import { mismatch, type Tried, tryOnce } from './one-try.js'
import { openPart } from './open-part.js'
import { createPace } from './pace.js'
import { keyOf } from './part-record.js'
import type { TransferParts } from './parts.js'
import { busy } from './refusal.js'
import { Stalled, watchStall } from './watch-stall.js'

const mostTries = 5
const firstRestMs = 1000
const longestRestMs = 30_000
/** A host that wants to be left alone for longer is left alone. */
const mostWaitMs = 300_000
/** A try that brought the part so much further was a good one: the count begins anew. */
const goodTryBytes = 4 * 1024 * 1024

type Outcome = Tried | { readonly is: 'lost'; readonly error: unknown }

export interface Fetching {
  readonly parts: TransferParts
  readonly ask: TransferAsk
  readonly leave: Leave
  readonly signal: AbortSignal
  readonly progress: (now: TransferProgress) => void
}

/** One file, whole and proven, under `ask.part`; what is there already is proven and not fetched again. */
export async function fetchPart({ parts, ask, leave, signal, progress }: Fetching): Promise<Transferred> {
  const keepTail = ask.sha256 !== null || ask.blake3 !== null
  const part = await openPart(parts, ask.part, { key: keyOf(leave.url), keepTail, signal })
  const tally = { fetched: 0, from: part.record?.from ?? leave.url.host }
  const sizeOf = () => ask.size ?? part.record?.size ?? null
  const pace = createPace(sizeOf, progress)
  const came = (bytes: number, from: string) => {
    tally.fetched += bytes
    tally.from = from
    pace.note(part.received, parts.clock.now())
  }
  try {
    pace.note(part.done, parts.clock.now())
    // What another plan was told of its size is no word about this one.
    if (ask.size !== null && part.record?.size != null && part.record.size !== ask.size) await part.drop()
    if (sizeOf() === null || part.record === null || part.done < (sizeOf() ?? 0)) await fetchRest()
    const digests = await part.finish()
    for (const kind of ['sha256', 'blake3'] as const) {
      if (ask[kind] === null || ask[kind] === digests[kind]) continue
      await part.drop()
      throw mismatch({ at: new URL(`https://${tally.from}`) }, `its ${kind === 'sha256' ? 'SHA-256' : 'BLAKE3'} is another one`)
    }
    pace.note(part.done, parts.clock.now(), true)
    return { size: part.done, ...digests, ...tally }
  } finally {
    await part.close()
  }

  async function fetchRest(): Promise<void> {
    let furthest = part.done
    let anew = false
    let changed = false
    for (let tries = 1; ; tries += 1) {
      const before = JSON.stringify(part.record?.validator ?? null)
      const outcome: Outcome = await tryWatched(anew).catch((error: unknown): Outcome => {
        if (signal.aborted) throw signal.reason
        if (error instanceof ProblemError) throw error
        return { is: 'lost', error }
      })
      if (outcome.is === 'whole') return
      await part.flush()
      changed ||= (before !== 'null' && before !== JSON.stringify(part.record?.validator ?? null)) || (outcome.is === 'again' && outcome.why === 'changed')
      if (part.done - furthest >= goodTryBytes) tries = 0
      furthest = Math.max(furthest, part.done)
      if (tries >= mostTries && !(outcome.is === 'again' && outcome.why === 'stretch')) throw lastWord(outcome, changed)
      anew = outcome.is === 'again' && (outcome.why === 'anew' || outcome.why === 'changed')
      if (anew) continue
      if (outcome.is === 'again' && outcome.why === 'stretch') {
        tries -= 1
        continue
      }
      const told = outcome.is === 'again' ? outcome.waitMs : 0
      if (told > mostWaitMs) throw busy(leave, parts.clock.now() + told)
      const rest = Math.min(longestRestMs, firstRestMs * 2 ** Math.max(0, tries - 1)) * (0.5 + parts.random())
      await parts.clock.sleep(Math.max(told, rest), signal)
    }
  }

  async function tryWatched(anew: boolean): Promise<Tried> {
    const own = new AbortController()
    const both = AbortSignal.any([signal, own.signal])
    const watching = new AbortController()
    const look = () => {
      pace.note(part.received, parts.clock.now())
      return tally.fetched
    }
    void watchStall(parts.clock, look, (reason) => own.abort(reason), watching.signal)
    try {
      return await tryOnce({ parts, ask, leave, part, anew, came, signal: both })
    } finally {
      watching.abort()
    }
  }

  function lastWord(outcome: Exclude<Outcome, { is: 'whole' }>, changed: boolean): ProblemError {
    if (changed) return new ProblemError('TRANSFER_CHANGED', { host: tally.from })
    if (outcome.is === 'again') {
      if (outcome.why === 'busy') return busy(leave, parts.clock.now() + Math.max(outcome.waitMs, longestRestMs))
      if (outcome.why === 'unwell') return outcome.refusal
      return new ProblemError('TRANSFER_STALLED', { host: outcome.from.host })
    }
    if (outcome.error instanceof Stalled || part.done > 0) return new ProblemError('TRANSFER_STALLED', { host: tally.from }, { cause: outcome.error })
    return new ProblemError('SOURCE_UNREACHABLE', { source: giverOf(leave), host: hostAndPort(leave.url), because: reasonOf(outcome.error) }, { cause: outcome.error })
  }
}

