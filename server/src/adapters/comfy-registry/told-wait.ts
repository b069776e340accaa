/** Longest wait that is taken for meant. */
const mostMs = 24 * 60 * 60 * 1000

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date (measured against the answer's own
 * `Date`, so that no clock of ours is asked), `ratelimit: "api";r=0;t=55` or `ratelimit-reset: 55`. Null when it does not say.
 */
export function toldWait(headers: ReadonlyMap<string, string>): number | null {
  const seconds =
    retryAfter(headers) ??
    secondsOf(/(?:^|[;,\s])t=(\d{1,9})/.exec(headers.get('ratelimit') ?? '')?.[1]) ??
    resetIn(headers)
  return seconds === null ? null : Math.min(seconds * 1000, mostMs)
}

function retryAfter(headers: ReadonlyMap<string, string>): number | null {
  const told = headers.get('retry-after')?.trim()
  if (told === undefined) return null
  if (/^\d{1,9}(?:\.\d+)?$/.test(told)) return Math.ceil(Number(told))
  const [until, now] = [Date.parse(told), Date.parse(headers.get('date') ?? '')]
  return Number.isNaN(until) || Number.isNaN(now) ? null : Math.max(0, Math.ceil((until - now) / 1000))
}

function resetIn(headers: ReadonlyMap<string, string>): number | null {
  return secondsOf(headers.get('ratelimit-reset')?.trim())
}

function secondsOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}
