import type { GreenlightEvent } from '@greenlight/shared/event'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import type { ConnectionEvent } from '../state/connection.js'
import { serveAnswers, type Serving } from '../testing/serve-answers.js'
import { handTimers, type HandTimers } from '../testing/hand-timers.js'
import { createSidecar } from './client.js'
import { keepConnected } from './keep-connected.js'

let serving: Serving | null = null
const controller = { current: new AbortController() }
afterEach(async () => {
  controller.current.abort()
  await serving?.stop()
})

interface Watched {
  news: ConnectionEvent[]
  events: GreenlightEvent[]
  timers: HandTimers
  wake: () => void
  urls: () => string[]
}

const ready = JSON.stringify({ ready: true, version: '1', protocol: 1, installation: null })

/** `stream` plays the sidecar's event stream; it is given the turn (1, 2, ...) and the open answer. */
async function watch(stream: (turn: number, response: ServerResponse) => void, greeting: (turn: number) => [number, string] = () => [200, ready]): Promise<Watched> {
  const turns = { ready: 0, events: 0 }
  serving = await serveAnswers((request, response) => {
    if (request.url?.startsWith('/events') === true) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.flushHeaders()
      return stream(++turns.events, response)
    }
    const [status, body] = greeting(++turns.ready)
    return response.writeHead(status).end(body)
  })
  const { address, requests } = serving
  controller.current = new AbortController()
  const watched = { news: [] as ConnectionEvent[], events: [] as GreenlightEvent[], timers: handTimers() }
  const wake = keepConnected({
    sidecar: createSidecar({ address: (path) => address + path, headers: () => ({}) }),
    timers: watched.timers,
    dispatch: (event) => watched.news.push(event),
    onEvent: (event) => watched.events.push(event),
    signal: controller.current.signal,
  })
  return { ...watched, wake, urls: () => requests.map(({ url }) => url) }
}

const frame = (event: object): string => `data: ${JSON.stringify(event)}\n\n`

test('after a break the stream goes on where it stopped', async () => {
  const { events, timers, urls } = await watch((turn, response) => {
    response.write(frame(turn === 1 ? { kind: 'hello', seq: 7, version: '1' } : { kind: 'resync', seq: 9 }))
    if (turn === 1) response.end()
  })
  await vi.waitFor(() => expect(timers.waiting()).toBe(1))
  timers.pass(500)
  await vi.waitFor(() => expect(events.map(({ seq }) => seq)).toEqual([7, 9]))
  expect(urls()).toEqual(['/ready', '/events', '/ready', '/events?after=7'])
})

test('an absent sidecar is looked for more and more seldom, and at once when asked', async () => {
  const { news, timers, wake } = await watch(() => {}, () => [503, '{"code":"SIDECAR_ABSENT","message":"m","hint":"h"}'])
  const waits = [500, 1000, 2000, 5000]
  for (const [tries, wait] of waits.entries()) {
    await vi.waitFor(() => expect(timers.waiting()).toBe(1))
    expect(news).toHaveLength(tries + 1)
    timers.pass(wait - 1)
    expect(timers.waiting()).toBe(1)
    timers.pass(1)
  }
  await vi.waitFor(() => expect(timers.waiting()).toBe(1))
  wake()
  await vi.waitFor(() => expect(news).toHaveLength(6))
  expect(news.every(({ type }) => type === 'unanswered')).toBe(true)
})

test('without a session nothing is tried until the reader did something', async () => {
  const { news, timers, wake } = await watch(() => {}, (turn) => (turn === 1 ? [401, '{"code":"TOKEN_REFUSED","message":"m","hint":"h"}'] : [200, ready]))
  await vi.waitFor(() => expect(news).toHaveLength(1))
  expect(news[0]).toMatchObject({ type: 'refused', signedOut: true })
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(timers.waiting()).toBe(0)
  wake()
  await vi.waitFor(() => expect(news[1]).toMatchObject({ type: 'greeted' }))
})

test('another protocol is said, and its events are not asked for', async () => {
  const { news, urls, timers } = await watch(() => {}, () => [200, ready.replace('"protocol":1', '"protocol":2')])
  await vi.waitFor(() => expect(timers.waiting()).toBe(1))
  expect(news).toMatchObject([{ type: 'greeted', protocol: 2 }])
  expect(urls()).toEqual(['/ready'])
})

test('a stream that is silent for a minute is given up', async () => {
  const { events, timers, urls } = await watch((turn, response) => {
    if (turn === 1) response.write(frame({ kind: 'hello', seq: 1, version: '1' }))
  })
  await vi.waitFor(() => expect(events).toHaveLength(1))
  await vi.waitFor(() => expect(timers.waiting()).toBe(1))
  timers.pass(60_000)
  await vi.waitFor(() => expect(timers.waiting()).toBe(1))
  timers.pass(500)
  await vi.waitFor(() => expect(urls()).toContain('/events?after=1'))
})
