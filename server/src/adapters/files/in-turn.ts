const last = new Map<string, Promise<unknown>>()

/** Does `work` when everything that was asked for under the same key in this process is done. Rejects with what `work` rejects with. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  last.set(key, mine)
  try {
    return await mine
  } finally {
    if (last.get(key) === mine) last.delete(key)
  }
}
