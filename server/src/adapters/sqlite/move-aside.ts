import { existsSync, renameSync } from 'node:fs'

/** What SQLite keeps beside a database; a journal that stayed behind would be played into the next file of that name. */
const companions = ['', '-wal', '-shm', '-journal']

/** Renames a damaged database to the first free `.damaged-<n>`, so that a new one can be made. Answers its new path. */
export function moveAside(path: string): string {
  let at = 1
  while (companions.some((end) => existsSync(`${path}.damaged-${at}${end}`))) at++
  const target = `${path}.damaged-${at}`
  // The database last: until it is gone, a start in between finds it damaged and comes here again.
  for (const end of companions.toReversed()) if (existsSync(path + end)) renameSync(path + end, target + end)
  return target
}
