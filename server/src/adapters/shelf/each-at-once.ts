/** Does `work` with every entry, at most `width` at a time; the first failure ends it once those under way have settled. */
export async function eachAtOnce<T>(
  entries: readonly T[],
  width: number,
  work: (entry: T) => Promise<void>,
): Promise<void> {
  let next = 0
  let failed = false
  const lane = async () => {
    while (!failed && next < entries.length) {
      const entry = entries[next]
      next += 1
      if (entry === undefined) continue
      await work(entry).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(width, entries.length) }, lane))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}
