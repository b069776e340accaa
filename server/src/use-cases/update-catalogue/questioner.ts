import type { RegistryAnswer } from '../../core/registry.js'
import type { UpdateCatalogueParts } from './parts.js'

/** Between two questions. */
const betweenMs = 500
const tries = 3
/** Doubled with each try, where an answer names no time. */
const firstWaitMs = 2_000
/** Who asks for more rest than this is asked by the next update. */
const longestWaitMs = 120_000

/** Asks one question after the other, never two at once, with a pause between, and counts what they cost. */
export interface Questioner {
  ask<T>(question: () => Promise<RegistryAnswer<T>>): Promise<RegistryAnswer<T>>
  readonly spent: () => { readonly requests: number; readonly received: number }
}

/**
 * A question whose failure is passing is asked up to 3 times, after as long as its answer says or 2 and 4 seconds. Rejects with
 * the signal's reason alone.
 */
export function createQuestioner(
  { pause }: Pick<UpdateCatalogueParts, 'pause'>,
  { signal, waiting }: { readonly signal: AbortSignal | undefined; readonly waiting: (seconds: number) => void },
): Questioner {
  let [requests, received] = [0, 0]
  return {
    async ask(question) {
      for (let attempt = 1; ; attempt += 1) {
        signal?.throwIfAborted()
        if (requests > 0 && attempt === 1) await pause(betweenMs, signal)
        requests += 1
        const answer = await question()
        received += answer.bytes
        if (answer.ok || answer.failure.kind !== 'passing' || attempt === tries) return answer
        const wait = answer.failure.afterMs ?? firstWaitMs * 2 ** (attempt - 1)
        if (wait > longestWaitMs) return answer
        waiting(Math.ceil(wait / 1000))
        await pause(wait, signal)
      }
    },
    spent: () => ({ requests, received }),
  }
}
