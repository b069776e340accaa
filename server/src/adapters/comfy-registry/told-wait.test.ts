import { expect, it } from 'vitest'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { readLicence } from './read-licence.js'
import { createRegistry } from './registry.js'
import { busyByLimit, busyFor, busyUntil, fails, type Misbehaviour } from './testing/misbehaviours.js'
import { startRegistry } from './testing/stand-in.js'
import { toldWait } from './told-wait.js'

it.each<[string, Misbehaviour, number | null]>([
  ['Retry-After in seconds', busyFor(55), 55_000],
  ['503 with Retry-After', busyFor(2, 503), 2_000],
  ['Retry-After as a date', busyUntil(90), 90_000],
  ['ratelimit', busyByLimit(55), 55_000],
  ['nothing', fails(429), null],
])('reads how long to wait from %s', async (_, wrong, afterMs) => {
  await using standIn = await startRegistry([])
  standIn.misbehave(() => wrong)
  const answer = await createRegistry(createLoopbackHost('comfy-registry', standIn.url)).packs({
    page: 1,
    limit: 1,
    since: null,
  })
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'passing', afterMs, problem: { code: 'REGISTRY_BUSY' } } })
})

it.each<[Record<string, string>, number | null]>([
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 2_000],
  [{ 'retry-after': '999999999' }, 86_400_000],
  [{ 'retry-after': '-5' }, null],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, null],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', date: 'Wed, 21 Oct 2026 08:28:00 GMT' }, 0],
  [{ 'ratelimit-reset': '12' }, 12_000],
  [{ ratelimit: 'limit=5, t=x' }, null],
])('bears the headers %j', (headers, ms) => {
  expect(toldWait(new Map(Object.entries(headers)))).toBe(ms)
})

it.each([
  ['{"file": "LICENSE"}', 'see LICENSE'],
  ['{"text": "MIT"}', 'MIT'],
  ['{"text":"","file":"LICENSE.txt"}', 'see LICENSE.txt'],
  ['"Apache-2.0"', 'Apache-2.0'],
  ['GPL-3.0-only', 'GPL-3.0-only'],
  ['MIT License\n\nCopyright (c)', 'MIT License'],
  ['{"file": "LICEN', '{"file": "LICEN'],
  ['{}', null],
  ['{"text": 7}', null],
  ['  ', null],
  [null, null],
])('reads the licence %j as %j', (text, licence) => {
  expect(readLicence(text)).toBe(licence)
})
