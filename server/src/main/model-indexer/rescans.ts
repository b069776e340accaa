const debounceMs = 1_000
const everyMs = 10 * 60_000
const changedMs = 1_000
/** A scan that was only hinted at rests so many times as long as the last one took. */
const restFactor = 10

export interface RescansOptions {
  readonly follow: boolean
  readonly scan: () => Promise<void>
  readonly publish: (event: { readonly kind: 'models-changed' }) => void
  readonly onFault: (error: unknown) => void
}

/** When scans come: at once when asked, a second after a hint, every 10 minutes in any case. */
export function createRescans({ follow, scan, publish, onFault }: RescansOptions) {
  let [hinted, told, periodic]: (NodeJS.Timeout | null)[] = [null, null, null]
  let [tookMs, endedAt] = [0, -Infinity]
  let closed = false

  async function now(): Promise<void> {
    if (follow && !closed) periodic ??= setInterval(() => void quietly(), everyMs).unref()
    const started = performance.now()
    try {
      await scan()
    } finally {
      endedAt = performance.now()
      tookMs = endedAt - started
    }
  }

  async function quietly(): Promise<void> {
    if (closed) return
    await now().catch(onFault)
  }

  return {
    now,
    hint(): void {
      if (closed || hinted !== null) return
      const rest = endedAt + restFactor * tookMs - performance.now()
      hinted = setTimeout(() => {
        hinted = null
        void quietly()
      }, Math.max(debounceMs, rest)).unref()
    },
    /** At most once a second, and once after the last change. */
    changed(): void {
      if (closed || told !== null) return
      told = setTimeout(() => {
        told = null
        publish({ kind: 'models-changed' })
      }, changedMs).unref()
    },
    close(): void {
      closed = true
      for (const timer of [hinted, told]) if (timer != null) clearTimeout(timer)
      if (periodic != null) clearInterval(periodic)
    },
  }
}
