import { describe, expect, it } from 'vitest'
import { openHost, refusalOf, textOf } from '../testing/open-host.js'
import { serve } from '../testing/serve.js'

const start = Date.UTC(2031, 0, 1)

/** Refuses as often as there are headers, then answers. */
async function serveRefusing(status: number, refusals: readonly Record<string, string>[]) {
  let asked = 0
  const served = await serve((_, answer) => {
    const headers = refusals[asked++]
    if (headers === undefined) answer.end('at last')
    else answer.writeHead(status, headers).end('not now')
  })
  return { ...served, asked: () => asked }
}

describe('after a refusal it waits as the answer says and asks again', () => {
  it.each<[string, number, Record<string, string>[], number[]]>([
    ['Retry-After in seconds', 429, [{ 'retry-after': '7' }], [7000]],
    ['Retry-After as a date', 503, [{ 'retry-after': 'Wed, 01 Jan 2031 00:00:09 GMT' }], [9000]],
    ['RateLimit', 429, [{ ratelimit: '"api";r=0;t=55' }], [55_000]],
    ['X-RateLimit-Reset', 403, [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 + 20) }], [20_000]],
    ['nothing', 429, [{}], [1000]],
    ['nothing, twice', 503, [{}, {}], [1000, 2000]],
    ['two times', 429, [{ 'retry-after': '5' }, { 'retry-after': '6' }], [5000, 6000]],
  ])('%s', async (_, status, refusals, waits) => {
    await using server = await serveRefusing(status, refusals)
    const { host, slept, lines } = openHost({ endpoint: server.url })
    expect(textOf(await host.fetch('/x', 'file'))).toBe('at last')
    expect(slept).toEqual(waits)
    expect(lines.map((line) => line.status)).toEqual([...refusals.map(() => status), 200])
  })
})

it('gives up after three tries', async () => {
  await using server = await serveRefusing(429, [{}, {}, {}, {}])
  const { host, slept } = openHost({ endpoint: server.url })
  expect(await refusalOf(host.fetch('/x', 'file'))).toBe('SOURCE_BUSY: huggingface wants no more questions until 2031-01-01T00:01:03.000Z.')
  expect([server.asked(), slept]).toEqual([3, [1000, 2000]])
})

it('gives up where the waits add up to more than a minute', async () => {
  await using server = await serveRefusing(429, [{ 'retry-after': '40' }, { 'retry-after': '40' }])
  const { host, slept } = openHost({ endpoint: server.url })
  expect(await refusalOf(host.fetch('/x', 'file'))).toMatch(/^SOURCE_BUSY/)
  expect([server.asked(), slept]).toEqual([2, [40_000]])
})

it('answers a 503 that names no time', async () => {
  await using server = await serveRefusing(503, [{}, {}, {}])
  expect((await openHost({ endpoint: server.url }).host.fetch('/x', 'file')).status).toBe(503)
})

it('answers a 403 that is no matter of quota at once', async () => {
  await using server = await serveRefusing(403, [{}])
  const { host, slept } = openHost({ endpoint: server.url })
  expect((await host.fetch('/x', 'file')).status).toBe(403)
  expect(slept).toEqual([])
})

it('asks nothing more of a source whose quota is used up until it is new, then does', async () => {
  await using server = await serveRefusing(403, [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 + 3600) }])
  const { host, clock, slept } = openHost({ endpoint: server.url })
  for (const path of ['/x', '/y', '/z']) expect(await refusalOf(host.fetch(path, 'file'))).toContain('until 2031-01-01T01:00:00.000Z')
  expect([server.asked(), slept]).toEqual([1, []])
  clock.now = start + 3600_000
  expect(textOf(await host.fetch('/x', 'file'))).toBe('at last')
})

it('takes note of a quota that a good answer uses up', async () => {
  let asked = 0
  await using server = await serve((_, answer) => {
    asked += 1
    answer.writeHead(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 + 3600) }).end('last one')
  })
  const { host } = openHost({ endpoint: server.url })
  expect(textOf(await host.fetch('/x', 'file'))).toBe('last one')
  expect(await refusalOf(host.fetch('/y', 'file'))).toMatch(/^SOURCE_BUSY/)
  expect(asked).toBe(1)
})

it('a signal ends the wait', async () => {
  const stop = new AbortController()
  await using server = await serve((_, answer) => {
    answer.writeHead(429, { 'retry-after': '30' }).end()
    stop.abort(new Error('enough'))
  })
  await expect(openHost({ endpoint: server.url }).host.fetch('/x', 'file', { signal: stop.signal })).rejects.toThrow('enough')
})
