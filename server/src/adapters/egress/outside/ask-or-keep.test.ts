import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { openHost, refusalOf, textOf } from '../testing/open-host.js'
import { serve } from '../testing/serve.js'

const hour = 3600_000

async function serveCounting(answer: (request: IncomingMessage, response: ServerResponse, asked: number) => void) {
  const seen: IncomingMessage[] = []
  return { ...(await serve((request, response) => answer(request, response, seen.push(request)))), seen }
}

it('gives a kept answer without asking, and its age', async () => {
  await using server = await serveCounting((_, response, asked) => response.writeHead(200, { etag: '"1"' }).end(`answer ${asked}`))
  const { host, clock, lines } = openHost({ endpoint: server.url })
  const first = await host.fetch('/x', 'file')
  clock.now += hour
  const second = await host.fetch('/x', 'file')
  expect([textOf(first), first.age, textOf(second), second.age, second.headers.get('etag')]).toEqual(['answer 1', undefined, 'answer 1', 3600, '"1"'])
  expect([server.seen.length, lines.length]).toEqual([1, 1])
})

it('keeps what is not there for as long', async () => {
  await using server = await serveCounting((_, response) => response.writeHead(404).end('none'))
  const { host } = openHost({ endpoint: server.url })
  await host.fetch('/x', 'by hash')
  expect([(await host.fetch('/x', 'by hash')).status, server.seen.length]).toEqual([404, 1])
})

it('asks after four hours whether it still holds', async () => {
  await using server = await serveCounting((request, response) => {
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"1"', 'last-modified': 'Wed, 01 Jan 2031 00:00:00 GMT' }).end('same')
  })
  const { host, clock } = openHost({ endpoint: server.url })
  await host.fetch('/x', 'file')
  clock.now += 4 * hour
  const again = await host.fetch('/x', 'file')
  expect([again.status, textOf(again), again.age]).toEqual([200, 'same', undefined])
  expect(server.seen[1]?.headers['if-modified-since']).toBe('Wed, 01 Jan 2031 00:00:00 GMT')
  clock.now += 3 * hour
  expect((await host.fetch('/x', 'file')).age).toBe(3 * 3600)
  expect(server.seen.length).toBe(2)
})

it('takes the new answer where it does not', async () => {
  await using server = await serveCounting((_, response, asked) => response.writeHead(200, { etag: `"${asked}"` }).end(`answer ${asked}`))
  const { host, clock } = openHost({ endpoint: server.url })
  await host.fetch('/x', 'file')
  clock.now += 5 * hour
  expect(textOf(await host.fetch('/x', 'file'))).toBe('answer 2')
  expect(textOf(await host.fetch('/x', 'file'))).toBe('answer 2')
})

it('asks an address that redirected without conditions: its validators are of another one', async () => {
  await using server = await serveCounting((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end()
    else response.writeHead(200, { etag: '"new"' }).end('moved')
  })
  const { host, clock } = openHost({ endpoint: server.url })
  await host.fetch('/old', 'file')
  clock.now += 5 * hour
  await host.fetch('/old', 'file')
  expect(server.seen.map((request) => [request.url, request.headers['if-none-match']])).toEqual([['/old', undefined], ['/new', undefined], ['/old', undefined], ['/new', undefined]])
})

it.each<[string, (response: ServerResponse) => void]>([
  ['nobody answers', (response) => response.destroy()],
  ['it fails', (response) => response.writeHead(502).end('bad gateway')],
  ['its quota is used up', (response) => response.writeHead(429, { 'retry-after': '7200' }).end()],
])('an old answer stands in where %s, its age told', async (_, fail) => {
  await using server = await serveCounting((_request, response, asked) => (asked === 1 ? response.end('old') : fail(response)))
  const { host, clock } = openHost({ endpoint: server.url })
  await host.fetch('/x', 'file')
  clock.now += 30 * hour
  const answer = await host.fetch('/x', 'file')
  expect([textOf(answer), answer.status, answer.age]).toEqual(['old', 200, 30 * 3600])
})

it('an old answer does not hide a refused address', async () => {
  await using server = await serveCounting((_, response, asked) => (asked === 1 ? response.end('old') : response.writeHead(302, { location: 'https://10.0.0.1/' }).end()))
  const { host, clock } = openHost({ endpoint: server.url })
  await host.fetch('/x', 'file')
  clock.now += 5 * hour
  expect(await refusalOf(host.fetch('/x', 'file'))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
})

it('asks anew at the word no-cache, and keeps what comes', async () => {
  await using server = await serveCounting((_, response, asked) => response.end(`answer ${asked}`))
  const { host } = openHost({ endpoint: server.url })
  await host.fetch('/x', 'file')
  expect(textOf(await host.fetch('/x', 'file', { headers: { 'Cache-Control': 'no-cache' } }))).toBe('answer 2')
  expect(textOf(await host.fetch('/x', 'file'))).toBe('answer 2')
})

it.each<[string, { token?: string; control?: string; status?: number; init?: object }]>([
  ['an answer that forbids it', { control: 'no-store' }],
  ['a private answer to a token', { token: 'hf_0123456789', control: 'private, max-age=60' }],
  ['a failure', { status: 500 }],
  ['a refusal', { status: 401 }],
  ['HEAD', { init: { method: 'HEAD' } }],
  ['POST', { init: { method: 'POST', body: '[]' } }],
  ['a part', { init: { headers: { Range: 'bytes=0-9' } } }],
  ['what the caller keeps himself', { init: { headers: { 'If-None-Match': '"0"' } } }],
])('keeps nothing of %s', async (_, { token, control, status = 200, init = {} }) => {
  await using server = await serveCounting((_request, response) => response.writeHead(status, control === undefined ? {} : { 'cache-control': control }).end('x'))
  const { host, kept } = openHost({ endpoint: server.url, token: token ?? null })
  await host.fetch('/x', 'file', init)
  await host.fetch('/x', 'file', init)
  expect([server.seen.length, kept.size]).toEqual([2, 0])
})

it('keeps a public answer to a token, and a private one to nobody', async () => {
  await using server = await serveCounting((request, response) => response.writeHead(200, { 'cache-control': request.url === '/open' ? 'public' : 'private' }).end('x'))
  const withToken = openHost({ endpoint: server.url, token: 'hf_0123456789' })
  await withToken.host.fetch('/open', 'file')
  const without = openHost({ endpoint: server.url })
  await without.host.fetch('/own', 'file')
  expect([withToken.kept.size, without.kept.size]).toEqual([1, 1])
})

it('gives what one token was told to no other, nor to nobody', async () => {
  await using server = await serveCounting((request, response) => response.end(request.headers.authorization ?? 'nobody'))
  const { host, state } = openHost({ endpoint: server.url, token: 'hf_aaaaaaaaaa' })
  expect(textOf(await host.fetch('/x', 'file'))).toBe('Bearer hf_aaaaaaaaaa')
  state.token = 'hf_bbbbbbbbbb'
  expect(textOf(await host.fetch('/x', 'file'))).toBe('Bearer hf_bbbbbbbbbb')
  state.token = null
  expect(textOf(await host.fetch('/x', 'file'))).toBe('nobody')
})

it('gives what a mirror said to no other endpoint', async () => {
  await using one = await serveCounting((_, response) => response.end('one'))
  await using other = await serveCounting((_, response) => response.end('other'))
  const { host, state } = openHost({ endpoint: one.url })
  await host.fetch('/x', 'file')
  state.endpoint = other.url
  expect(textOf(await host.fetch('/x', 'file'))).toBe('other')
})
