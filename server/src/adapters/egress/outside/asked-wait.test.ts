import { expect, it } from 'vitest'
import { askedWait } from './asked-wait.js'

const now = Date.UTC(2031, 0, 1, 12)
const inSeconds = (seconds: number) => String(now / 1000 + seconds)

it.each<[string, number, Record<string, string>, number]>([
  ['nothing is said', 429, {}, 0],
  ['seconds', 429, { 'retry-after': '7' }, 7],
  ['a date', 503, { 'retry-after': 'Wed, 01 Jan 2031 12:00:30 GMT' }, 30],
  ['a date gone by', 503, { 'retry-after': 'Wed, 01 Jan 2031 11:00:00 GMT' }, 0],
  ['no time at all', 429, { 'retry-after': 'soon' }, 0],
  ['less than nothing', 429, { 'retry-after': '-5' }, 0],
  ['a time that is none of a refusal', 301, { 'retry-after': '7' }, 0],
  ['the secondary limit', 403, { 'retry-after': '60' }, 60],
  ['a rate limit that is used up', 429, { ratelimit: '"api";r=0;t=55' }, 55],
  ['the same on a good answer', 200, { ratelimit: '"api";r=0;t=55' }, 55],
  ['a rate limit with some left', 200, { ratelimit: '"api";r=12;t=55' }, 0],
  ['two limits, one used up', 200, { ratelimit: '"burst";r=0;t=3, "day";r=900;t=5000' }, 3],
  ['spaces in it', 429, { ratelimit: '"api"; r=0; t=9' }, 9],
  ['a quota that is used up', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(90) }, 90],
  ['a quota with some left', 403, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': inSeconds(90) }, 0],
  ['a quota that is new again', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(-5) }, 0],
  ['a quota without an end', 403, { 'x-ratelimit-remaining': '0' }, 0],
  ['the older draft', 429, { 'ratelimit-remaining': '0', 'ratelimit-reset': '11' }, 11],
  ['the longest of several', 429, { 'retry-after': '2', ratelimit: '"api";r=0;t=55' }, 55],
  ['for ever, kept to a day', 429, { 'retry-after': '99999999999' }, 86_400],
  ['no number', 429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'NaN', ratelimit: ';;,r=,t=' }, 0],
])('%s', (_, status, headers, seconds) => expect(askedWait(status, new Map(Object.entries(headers)), now)).toBe(seconds * 1000))
