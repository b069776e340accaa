import type { Problem } from '@greenlight/shared/problem'
import type { SourceName } from '@greenlight/shared/sources'
import { problem, ProblemError } from '../problems.js'
import type { EgressAnswer } from './ports.js'
import { fieldOf, isForeign, listOf, textOf } from './provider-fields.js'
import { parseForeignJson } from './workflow/json.js'

/** What came of asking a provider of models: its answer, or why there is none. */
export type Asked =
  { readonly ok: true; readonly answer: EgressAnswer } | { readonly ok: false; readonly problem: Problem }

/** `absent`: the provider says that there is no such thing, which is an answer. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly absent: boolean; readonly problem: Problem }

/** Whom was asked, and about what, in words. */
export interface Question {
  readonly source: SourceName
  readonly what: string
}

export function received(answer: EgressAnswer): Asked {
  return { ok: true, answer }
}

/** A refusal of the host (switched off, unreachable, busy) as a value. The signal's reason and faults of ours stay rejections. */
export function refused(error: unknown): Asked {
  if (error instanceof ProblemError) return { ok: false, problem: error.problem }
  throw error
}

/**
 * JSON of an answer with status 200. PROVIDER_ANSWER_UNREADABLE for a web page, cut text and any status that says nothing of the
 * thing; else as `problemOfStatus`. 404 and 410 are `absent` where the provider itself says so: a page of some other server that
 * stands in its place says nothing.
 */
export function readJson(asked: Asked, question: Question): Read<unknown> {
  if (!asked.ok) return { ok: false, absent: false, problem: asked.problem }
  const { answer } = asked
  const parsed = parseForeignJson(new TextDecoder().decode(answer.bytes))
  const gone = answer.status === 404 || answer.status === 410
  if (answer.status !== 200) return { ok: false, absent: gone && parsed.ok, problem: problemOfStatus(answer, question) }
  if (parsed.ok) return { ok: true, value: parsed.value }
  return {
    ok: false,
    absent: false,
    problem: unreadable(question, wordsOfFault[parsed.problem.code] ?? 'it is not JSON'),
  }
}

const wordsOfFault: Readonly<Record<string, string>> = {
  FILE_EMPTY: 'it is empty',
  FILE_TOO_LARGE: 'it is too large',
  HTML_PAGE: 'it is a web page',
  JSON_TOO_DEEP: 'it is nested too deep',
  JSON_TOO_MANY_VALUES: 'it is too large',
}

/** SOURCE_BUSY for 429, 503 and a used-up quota; PROVIDER_REFUSED for 401, 403 and 451 (regions); else PROVIDER_ANSWER_UNREADABLE. */
export function problemOfStatus(answer: EgressAnswer, question: Question): Problem {
  const { status, headers } = answer
  const words = errorWords(answer)
  if (status === 429 || status === 503 || headers.get('x-ratelimit-remaining') === '0') {
    const seconds = secondsToWait(headers)
    return problem('SOURCE_BUSY', {
      source: question.source,
      until: seconds === null ? 'it is less busy' : `${seconds} seconds from now`,
    })
  }
  const because = words === null ? `status ${status}` : `status ${status}: ${words}`
  if (status === 401 || status === 403 || status === 451) return problem('PROVIDER_REFUSED', { ...question, because })
  return unreadable(question, because)
}

export function unreadable(question: Question, because: string): Problem {
  return problem('PROVIDER_ANSWER_UNREADABLE', { ...question, because })
}

/** The provider's own words about an error, on one line: header, `error` or `message`; `error` may be text or an object of a validator. */
export function errorWords(answer: EgressAnswer): string | null {
  const told = answer.headers.get('x-error-message')
  if (told !== undefined && told.trim() !== '') return oneLine(told)
  const parsed = parseForeignJson(new TextDecoder().decode(answer.bytes.subarray(0, 65_536)))
  if (!parsed.ok) return null
  const error = fieldOf(parsed.value, 'error')
  const inner = isForeign(error)
    ? (textOf(error, 'message') ?? textOf(listOf(error, 'issues')[0], 'message') ?? textOf(error, 'name'))
    : null
  const words = textOf(parsed.value, 'error') ?? inner ?? textOf(parsed.value, 'message', 'Message')
  return words === null ? null : oneLine(words)
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

/**
 * Seconds until the provider wants to be asked again, by its own clock: `Retry-After` (seconds or a date), Hugging Face's
 * `ratelimit: "api";r=0;t=55`, GitHub's `x-ratelimit-reset` (epoch seconds). Null when it does not say.
 */
export function secondsToWait(headers: ReadonlyMap<string, string>): number | null {
  const after = headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(after)) return Number(after)
  const here = Date.parse(headers.get('date') ?? '')
  const until = Date.parse(after)
  if (after !== '' && !Number.isNaN(until - here)) return Math.max(0, Math.ceil((until - here) / 1000))
  const window = /;\s*t=(\d{1,9})\b/.exec(headers.get('ratelimit') ?? '')?.[1]
  if (window !== undefined) return Number(window)
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
  return Number.isNaN(reset - here) ? null : Math.max(0, Math.ceil(reset - here / 1000))
}
