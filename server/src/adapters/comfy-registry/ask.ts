import type { EgressAnswer, OutsideHost } from '../../core/ports.js'
import type { RegistryAnswer } from '../../core/registry.js'
import { parseForeignJson } from '../../core/workflow/json.js'
import { problem, ProblemError } from '../../problems.js'
import { lineOf } from './foreign.js'
import { judgeAnswer } from './judge-answer.js'

const maxBytes = 32 * 1024 * 1024

export interface Question<T> {
  readonly path: string
  /** What is asked for, in words that end "The Comfy Registry gave no ...": they go into the ledger and into problems. */
  readonly what: string
  /** Null when the JSON is of another shape. */
  readonly read: (value: unknown) => T | null
  /** Whether only an answer of this moment will do: what a way out kept of earlier answers is then no answer. */
  readonly fresh: boolean
}

/** Asks one address and reads its JSON. Failures are values; rejects with the signal's reason alone. */
export async function ask<T>(
  host: OutsideHost,
  question: Question<T>,
  signal?: AbortSignal,
): Promise<RegistryAnswer<T>> {
  const { path, read, fresh } = question
  const what = printable(question.what)
  let answer: EgressAnswer
  try {
    const headers = { accept: 'application/json', ...(fresh ? { 'cache-control': 'no-cache' } : {}) }
    answer = await host.fetch(path, what, { headers, maxBytes, ...(signal === undefined ? {} : { signal }) })
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof ProblemError)) throw error
    const kind = error.problem.code === 'SOURCE_UNREACHABLE' ? 'passing' : 'stop'
    return { ok: false, bytes: 0, failure: { kind, afterMs: null, problem: error.problem } }
  }
  const bytes = answer.bytes.length
  if (fresh && answer.age !== undefined) {
    const because = `it is ${Math.ceil(answer.age / 60)} minutes old, because the service itself could not be asked`
    return {
      ok: false,
      bytes,
      failure: { kind: 'passing', afterMs: null, problem: problem('REGISTRY_ANSWER_UNREADABLE', { what, because }) },
    }
  }
  if (answer.status < 200 || answer.status > 299) return { ok: false, bytes, failure: judgeAnswer(answer, what) }
  const parsed = parseForeignJson(new TextDecoder().decode(answer.bytes))
  const value = parsed.ok ? read(parsed.value) : null
  if (value !== null) return { ok: true, value, bytes }
  const because = parsed.ok
    ? 'it is JSON of another shape'
    : parsed.problem.code === 'HTML_PAGE'
      ? 'it is a web page'
      : 'it is no JSON'
  return {
    ok: false,
    bytes,
    failure: { kind: 'here', afterMs: null, problem: problem('REGISTRY_ANSWER_UNREADABLE', { what, because }) },
  }
}

/** A question that cannot be asked, because nothing of that name can exist. */
export function unaskable(what: string): RegistryAnswer<never> {
  return {
    ok: false,
    bytes: 0,
    failure: { kind: 'absent', afterMs: null, problem: problem('REGISTRY_UNKNOWN', { what: printable(what) }) },
  }
}

/** Class names are foreign text, and these words reach people and the ledger. */
function printable(what: string): string {
  return lineOf(what, 200)?.toWellFormed() ?? ''
}
