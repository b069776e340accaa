import type { Clock, IndexProgress, JobOptions } from './parts.js'

/** Milliseconds: 10 words a second are more than anybody reads. */
const tellEvery = 100
const turnEvery = 20

/** Tells progress at most ten times a second, and always how it ended. */
export function tellSteadily({ now }: Pick<Clock, 'now'>, tell: JobOptions['progress']) {
  let last = -Infinity
  let kept: IndexProgress | null = null
  return {
    tell(progress: IndexProgress): void {
      if (tell === undefined) return
      kept = progress
      if (now() - last < tellEvery) return
      last = now()
      kept = null
      tell(progress)
    },
    end(): void {
      if (kept !== null) tell?.(kept)
      kept = null
    },
  }
}

/** Gives others their turn every 20 ms of work. */
export function turnSteadily({ now, turn }: Clock): () => Promise<void> {
  let last = now()
  return async () => {
    if (now() - last < turnEvery) return
    await turn()
    last = now()
  }
}
