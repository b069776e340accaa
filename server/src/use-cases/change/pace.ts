/** Milliseconds between two tellings of progress. */
const between = 300
/** How much a new measurement counts against those before. */
const weight = 0.3

/** Bytes, rate and rest of an action over all that it prepares. `sizes`: what is known before, null where nothing is. */
export function createPace(sizes: readonly (number | null)[], now: () => number) {
  const done = sizes.map(() => 0)
  const totals = [...sizes]
  let [toldAt, toldDone, rate] = [now(), 0, 0]
  const sum = () => done.reduce((all, one) => all + one, 0)
  return {
    /** Answers whether it is time to tell. */
    take(at: number, bytes: number, total: number | null): boolean {
      done[at] = bytes
      totals[at] = total ?? totals[at] ?? null
      const passed = now() - toldAt
      if (passed < between) return false
      const speed = Math.max(0, ((sum() - toldDone) * 1000) / passed)
      rate = rate === 0 ? speed : rate + weight * (speed - rate)
      toldAt = now()
      toldDone = sum()
      return true
    },
    now(): { done: number; total?: number; rate?: number; rest?: number } {
      const total = totals.every((one) => one !== null) && totals.length > 0 ? totals.reduce<number>((all, one) => all + (one ?? 0), 0) : undefined
      const speed = rate > 0 ? { rate: Math.round(rate), ...(total === undefined ? {} : { rest: Math.ceil(Math.max(0, total - sum()) / rate) }) } : {}
      return { done: sum(), ...(total === undefined ? {} : { total }), ...speed }
    },
  }
}
