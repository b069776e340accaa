/** As many as the open workflows of a long day name; older ones had their turn. */
const most = 2000

/** Files that somebody waits for. */
export function createWanted() {
  const described = new Set<string>()
  const hashed = new Map<string, boolean>()

  return {
    /** False where all of it was wanted already. */
    add(paths: readonly string[], { hash, full }: { readonly hash: boolean; readonly full: boolean }): boolean {
      let news = false
      for (const path of paths) {
        if (!described.has(path)) news = true
        described.add(path)
        if (!hash || hashed.get(path) === true || (hashed.has(path) && !full)) continue
        hashed.set(path, full)
        news = true
      }
      for (const path of described) {
        if (described.size <= most) break
        described.delete(path)
        hashed.delete(path)
      }
      return news
    },
    paths: (): readonly string[] => [...described],
    hashes: (): ReadonlyMap<string, boolean> => hashed,
  }
}
