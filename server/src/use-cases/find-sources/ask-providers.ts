import type { SourceName } from '@greenlight/shared/sources'
import type { ModelProvider, ProviderAnswer } from '../../core/ports.js'
import type { Question } from '../../core/sources/search/search.js'
import { sayAsked } from '../../core/sources/search/questions.js'
import { problem, ProblemError } from '../../problems.js'

/** What may be spent on one request, over all its models. */
export interface Budget {
  readonly calls: number
  readonly seconds: number
}

export type Asked =
  { readonly of: SourceName; readonly answer: ProviderAnswer } | { readonly of: SourceName; readonly answer: null }

export interface Asker {
  /** Whether some source that may be asked can answer it. */
  readonly canAnswer: (question: Question) => boolean
  /** Every source that can answer, at once, by name; an answer of null: the budget is spent. Rejects with the signal's reason alone. */
  readonly ask: (question: Question) => Promise<readonly Asked[]>
  /** Aborts when the request is stopped or its time is over. */
  readonly signal: AbortSignal
  /** Throws the signal's reason where the request was stopped. */
  readonly stopped: () => void
}

interface AskerParts {
  readonly providers: readonly ModelProvider[]
  readonly budget: Budget
  readonly now: () => number
  readonly signal: AbortSignal
}

/** Asks each question once, however many models of a workflow share it. */
export function createAsker({ providers, budget, now, signal }: AskerParts): Asker {
  const end = now() + budget.seconds * 1000
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, budget.seconds * 1000))])
  const answers = new Map<string, Promise<ProviderAnswer | null>>()
  let calls = 0

  function askOne(provider: ModelProvider, question: Question): Promise<ProviderAnswer | null> {
    const folder = question.phase === 'by-name' ? (question.directory ?? '') : ''
    const key = [provider.name, question.phase, folder, sayAsked(question)].join('\n')
    const earlier = answers.get(key)
    if (earlier !== undefined) return earlier
    if (calls >= budget.calls || now() >= end || inTime.aborted) return Promise.resolve(null)
    calls += 1
    const answer = within(answerOf(provider, question, inTime), inTime).catch(
      (error: unknown): ProviderAnswer | null => {
        signal.throwIfAborted()
        if (inTime.aborted) return null
        return {
          ok: false,
          problem:
            error instanceof ProblemError
              ? error.problem
              : problem('SOURCE_UNREACHABLE', { source: provider.name, host: 'its address' }),
        }
      },
    )
    answers.set(key, answer)
    return answer
  }

  return {
    signal: inTime,
    stopped: () => signal.throwIfAborted(),
    canAnswer: (question) => providers.some((provider) => canAnswer(provider, question)),
    async ask(question) {
      signal.throwIfAborted()
      const able = providers.filter((provider) => canAnswer(provider, question))
      return Promise.all(
        able.map(async (provider) => ({ of: provider.name, answer: await askOne(provider, question) })),
      )
    },
  }
}

/** The answer, or the signal's reason as soon as it aborts: whoever is asked may not listen to it. */
export function within<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function canAnswer(provider: ModelProvider, question: Question): boolean {
  if (question.phase === 'by-hash') return provider.byHash !== undefined
  return question.phase === 'by-name' ? provider.byName !== undefined : provider.knows(question.url)
}

async function answerOf(provider: ModelProvider, question: Question, signal: AbortSignal): Promise<ProviderAnswer> {
  const none: ProviderAnswer = { ok: true, files: [] }
  if (question.phase === 'by-hash') return (await provider.byHash?.(question.hash, { signal })) ?? none
  if (question.phase === 'by-name')
    return (await provider.byName?.(question.words, question.directory, { signal })) ?? none
  return provider.byAddress(question.url, { signal })
}
