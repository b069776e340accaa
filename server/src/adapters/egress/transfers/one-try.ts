import type { TransferAsk } from '../../../core/change-ports.js'
import { policyRules } from '../../../core/policy-words.js'
import { ProblemError } from '../../../problems.js'
import { tellsItsEnd } from './answer-length.js'
import { checkSpace } from './disk-fault.js'
import { judgeAnswer } from './judge-answer.js'
import type { Leave } from './leave-for.js'
import type { OpenPart } from './open-part.js'
import { blockFor, keyOf, plainUrl } from './part-record.js'
import type { TransferParts } from './parts.js'
import { readHead } from './read-head.js'
import { refusal, waitOf } from './refusal.js'
import { type Arrived, travelTo } from './travel-to.js'
import { ifRangeOf, validatorOf } from './validator.js'

/** A host that gives so much at a time is asked for the next stretch as a matter of course. */
const leastStretch = 64 * 1024

/** What came of one question. `again`: it may be asked once more; `waitMs`: as the host wants it. */
export type Tried =
  | { readonly is: 'whole' }
  | { readonly is: 'again'; readonly why: 'anew' | 'busy' | 'changed' | 'cut' | 'stretch' | 'unwell'; readonly waitMs: number; readonly from: Arrived['at']; readonly refusal: ProblemError }

export interface Trying {
  readonly parts: TransferParts
  readonly ask: TransferAsk
  readonly leave: Leave
  readonly part: OpenPart
  /** What is here is not of the file that is there now: all of it is asked for. */
  readonly anew: boolean
  /** Told of every piece that came from outside. */
  readonly came: (bytes: number, from: string) => void
  readonly signal: AbortSignal
}

/** Asks for what is missing and writes what comes. Rejects with coded problems that no further try would mend, else with the fault of the network. */
export async function tryOnce({ parts, ask, leave, part, anew, came, signal }: Trying): Promise<Tried> {
  const validator = part.record?.validator ?? null
  const from = validator === null || anew ? 0 : part.done
  const range = from === 0 || validator === null ? null : { from, ifRange: ifRangeOf(validator) }
  const arrived = await travelTo(parts, leave, { method: 'GET', part: range, purpose: 'download of a file', signal })
  try {
    const verdict = judgeAnswer(arrived.answer, { done: from, validator, size: ask.size ?? part.record?.size ?? null })
    const again = (why: Extract<Tried, { is: 'again' }>['why'], waitMs = 0): Tried => ({ is: 'again', why, waitMs, from: arrived.at, refusal: refusal(leave, arrived) })
    switch (verdict.is) {
      case 'refused':
        throw refusal(leave, arrived)
      case 'packed':
        throw new ProblemError('TRANSFER_ENCODED', { host: arrived.at.host })
      case 'partial':
        throw mismatch(arrived, 'a part of it came where all was asked for')
      case 'later': {
        const waitMs = waitOf(arrived, parts.clock.now())
        return again(arrived.answer.status === 429 || waitMs > 0 ? 'busy' : 'unwell', waitMs)
      }
      case 'anew':
        return again(verdict.changed ? 'changed' : 'anew')
      default:
    }
    const body = verdict.is === 'append' ? arrived.answer.body : await beginWith(verdict.size)
    const size = ask.size ?? verdict.size
    for await (const bytes of body) {
      const most = size ?? ask.maxBytes
      if (part.received + bytes.length > most) throw size === null ? tooLarge(ask.maxBytes) : await notTheFile('it is longer than it should be')
      came(bytes.length, arrived.at.host)
      await part.append(bytes)
    }
    await part.flush()
    if (size !== null && part.done < size) return again(verdict.is === 'append' && verdict.stretch && part.done - from >= leastStretch ? 'stretch' : 'cut')
    if (size === null && !tellsItsEnd(arrived.answer) && ask.sha256 === null && ask.blake3 === null) throw await notTheFile('its end cannot be told from a broken connection')
    return { is: 'whole' }
  } finally {
    await arrived.end()
  }

  /** All that speaks against the answer is said before anything that is here is let go of. */
  async function beginWith(size: number | null): Promise<AsyncIterable<Uint8Array>> {
    const { head, all } = await readHead(arrived.answer.body)
    const what = parts.foreign(ask.name ?? nameIn(leave.url), head, size)
    if (what !== null) throw new ProblemError('TRANSFER_NOT_A_MODEL', { host: arrived.at.host, what })
    if (ask.size !== null && size !== null && size !== ask.size) throw mismatch(arrived, `it has ${size} bytes, not ${ask.size}`)
    const whole = ask.size ?? size
    if (whole !== null && whole > ask.maxBytes) throw tooLarge(ask.maxBytes)
    if (whole !== null) await checkSpace(ask.part, whole - part.done)
    await part.begin({
      schema: 'greenlight/part@1',
      url: plainUrl(leave.url),
      key: keyOf(leave.url),
      validator: validatorOf(arrived.answer.headers, leave.token),
      size: whole,
      from: arrived.at.host,
      block: blockFor(whole),
    })
    return all
  }

  async function notTheFile(because: string): Promise<ProblemError> {
    await part.drop()
    return mismatch(arrived, because)
  }
}

export function mismatch({ at }: Pick<Arrived, 'at'>, because: string): ProblemError {
  return new ProblemError('TRANSFER_MISMATCH', { host: at.host, because })
}

function tooLarge(most: number): ProblemError {
  return new ProblemError('POLICY_REFUSED', { what: 'this file', because: `it has more than ${most} bytes`, rule: policyRules.maxFileBytes })
}

function nameIn(url: URL): string {
  const last = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
