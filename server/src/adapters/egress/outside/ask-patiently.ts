import { ProblemError } from '../../../problems.js'
import { askedWait } from './asked-wait.js'
import type { Clock, Question, Travelled } from './parts.js'

const mostTries = 3
const mostMs = 60_000
const mostPerTryMs = 30_000
/** Where a refusal names no time. */
const breathMs = 1_000
const restMs = 60_000

/** Until when a source wants to be left alone, by all its questions; milliseconds since the epoch. */
export interface Quiet {
  until: number
}

/**
 * Asks, and after 429, 503 or a 403 of a spent quota waits as the answer says and asks again: at most 3 tries and 60 seconds in all.
 * What would take longer is SOURCE_BUSY, and stays so without asking until that time has come. A 503 without a time is an answer.
 */
export async function askPatiently(
  ask: (timeoutMs: number) => Promise<Travelled>,
  quiet: Quiet,
  { source, clock, question }: { readonly source: string; readonly clock: Clock; readonly question: Pick<Question, 'signal' | 'state'> },
): Promise<Travelled> {
  const deadline = clock.now() + mostMs
  const busy = () =>
    new ProblemError('SOURCE_BUSY', { source, until: new Date(quiet.until).toISOString(), token: question.state.token === null ? 'no' : 'yes' })
  for (let tries = 1; ; tries += 1) {
    const wait = quiet.until - clock.now()
    if (quiet.until > deadline) throw busy()
    if (wait > 0) await clock.sleep(wait, question.signal)
    const travelled = await ask(Math.min(mostPerTryMs, Math.max(1, deadline - clock.now())))
    const { status, headers } = travelled.answer
    const asked = askedWait(status, headers, clock.now())
    quiet.until = Math.max(quiet.until, asked > 0 ? clock.now() + asked : 0)
    if (!(status === 429 || status === 503 || (status === 403 && asked > 0))) return travelled
    if (tries < mostTries) {
      if (asked === 0) quiet.until = clock.now() + breathMs * tries
      continue
    }
    if (status === 503 && asked === 0) return travelled
    if (asked === 0) quiet.until = clock.now() + restMs
    throw busy()
  }
}
