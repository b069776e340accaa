/** Quantile of numbers, 0..1: `quantile(times, 0.95)`. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

export const median = (numbers) => quantile(numbers, 0.5)

/** Milliseconds of each of `times` runs after `warm` unmeasured ones. */
export async function timeRuns(run, { times, warm = 0 }) {
  const taken = []
  for (let at = -warm; at < times; at++) {
    const began = performance.now()
    await run(at)
    if (at >= 0) taken.push(performance.now() - began)
  }
  return taken
}

/** Median milliseconds of several functions, run in turn so that a busy machine slows all of them alike. */
export async function timeInTurn(runs, { times, warm = 1 }) {
  const taken = runs.map(() => [])
  for (let at = -warm; at < times; at++) {
    for (const [index, run] of runs.entries()) {
      const [ms] = await timeRuns(run, { times: 1 })
      if (at >= 0) taken[index].push(ms)
    }
  }
  return taken.map(median)
}
