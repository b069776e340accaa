/** Units: milliseconds since the epoch, and milliseconds. */
const longestMs = 24 * 60 * 60 * 1000

/**
 * How long a service wants to be left alone from now on, in milliseconds; 0 when it says nothing of that. Reads `Retry-After` (seconds or
 * a date, RFC 9110 10.2.3), `RateLimit: "name";r=0;t=55` (and the older `RateLimit-Remaining` / `-Reset`), and `X-RateLimit-Remaining: 0` with
 * `X-RateLimit-Reset` (seconds since the epoch).
 */
export function askedWait(status: number, headers: ReadonlyMap<string, string>, nowMs: number): number {
  const limited = status === 429 || status === 503 || status === 403
  const waits = [limited ? retryAfter(headers.get('retry-after'), nowMs) : 0, rateLimit(headers.get('ratelimit')), spent(headers, nowMs)]
  return Math.min(longestMs, Math.max(0, ...waits.filter(Number.isFinite)))
}

function retryAfter(text: string | undefined, nowMs: number): number {
  if (text === undefined) return 0
  return /^\s*\d+\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs
}

/** The longest of its limits that are used up. */
function rateLimit(text: string | undefined): number {
  const waits = (text ?? '').split(',').map((limit) => {
    const [left, seconds] = [/;\s*r=(\d+)/.exec(limit)?.[1], /;\s*t=(\d+)/.exec(limit)?.[1]]
    return left !== undefined && Number(left) === 0 ? Number(seconds ?? 0) * 1000 : 0
  })
  return Math.max(...waits)
}

function spent(headers: ReadonlyMap<string, string>, nowMs: number): number {
  if (Number(headers.get('x-ratelimit-remaining') ?? 1) === 0) return Number(headers.get('x-ratelimit-reset') ?? 0) * 1000 - nowMs
  return Number(headers.get('ratelimit-remaining') ?? 1) === 0 ? Number(headers.get('ratelimit-reset') ?? 0) * 1000 : 0
}
