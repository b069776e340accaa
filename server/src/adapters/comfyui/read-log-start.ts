/** app/logger.py: `datetime.now().isoformat()`, in the server's own local time and without its zone. */
const stamp = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,6})? - /gm
/** Milliseconds: less than any two time zones differ. */
const quarter = 15 * 60_000

/**
 * Milliseconds since the epoch at which the server was running already: its oldest line that is kept. Its local time is taken for ours only while its
 * newest line is so young that its clock cannot be behind by a time zone (one that is ahead makes the answer later, which is still true).
 * Null: cannot be told.
 */
export function readLogStart(log: string, now: number): number | null {
  const times = [...log.matchAll(stamp)].map((match) => {
    const [year = 0, month = 1, day, hour, minute, second] = match.slice(1).map(Number)
    return new Date(year, month - 1, day, hour, minute, second).getTime()
  })
  const [oldest, newest] = [Math.min(...times), Math.max(...times)]
  if (!Number.isFinite(oldest) || !Number.isFinite(newest) || now - newest >= quarter) return null
  // Whole seconds were read: the line was written within the second.
  return oldest + 1000
}
