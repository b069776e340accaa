import { afterEach, expect, test } from 'vitest'
import { createEventHub } from './events.js'
import { openDoor, type Door } from './testing/door.js'
import { openEvents } from './testing/event-client.js'
import { heldBuffers } from './testing/held-memory.js'
import { exchange, openSocket, writeRequest } from './testing/raw-exchange.js'

const opened: Door[] = []
async function open(...given: Parameters<typeof openDoor>): Promise<Door> {
  const door = await openDoor(...given)
  opened.push(door)
  return door
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((door) => door.close()))
})

async function eventually(holds: () => boolean, ms = 5_000): Promise<void> {
  for (const start = Date.now(); !holds() && Date.now() - start < ms;)
    await new Promise((resolve) => setTimeout(resolve, 5))
  expect(holds()).toBe(true)
}

test('greets, hands on, and replays after a lost connection', async () => {
  const door = await open()
  const first = await openEvents(door)
  expect(await first.status()).toBe(200)
  expect((await first.next()).kind).toBe('hello')
  door.events.publish({ kind: 'workflows-changed' })
  const seen = await first.next()
  expect(seen.kind).toBe('workflows-changed')
  first.close()
  await eventually(() => door.events.clients() === 0)
  door.events.publish({ kind: 'installation-changed', digest: 'abc' })
  const second = await openEvents(door, `?after=${seen.seq}`)
  expect(await second.next()).toMatchObject({ kind: 'hello', seq: seen.seq })
  expect(await second.next()).toEqual({ kind: 'installation-changed', seq: seen.seq + 1, digest: 'abc' })
})

test('a seq of another run gets resync', async () => {
  const door = await open()
  const client = await openEvents(door, '?after=3')
  expect((await client.next()).kind).toBe('hello')
  expect((await client.next()).kind).toBe('resync')
})

test.each(['?after=', '?after=x', '?after=-1', '?after=1.5', '?after=99999999999999999'])(
  '%s is refused',
  async (query) => {
    const door = await open()
    expect(await (await openEvents(door, query)).status()).toBe(400)
    expect(door.events.clients()).toBe(0)
  },
)

test('one stream more than there is room for is refused, and taken when another left', async () => {
  const door = await open({ app: { events: createEventHub({ version: '0', maxClients: 2 }) } })
  const one = await openEvents(door)
  const two = await openEvents(door)
  expect([await one.status(), await two.status()]).toEqual([200, 200])
  const request = writeRequest('GET', '/events', {
    Host: `127.0.0.1:${door.port}`,
    Authorization: `Bearer ${door.panelToken}`,
  })
  const refused = await exchange(door.port, request)
  expect([refused.status, JSON.parse(refused.body).code]).toEqual([503, 'STREAMS_EXHAUSTED'])
  one.close()
  await eventually(() => door.events.clients() === 1)
  expect(await (await openEvents(door)).status()).toBe(200)
})

test('a client that never reads costs bounded memory, is ended, and disturbs nobody', async () => {
  const door = await open()
  const stalled = await openSocket(door.port)
  stalled.pause()
  stalled.write(
    writeRequest('GET', '/events', { Host: `127.0.0.1:${door.port}`, Authorization: `Bearer ${door.panelToken}` }),
  )
  await eventually(() => door.events.clients() === 1)
  const well = await openEvents(door)
  await well.next()
  const before = heldBuffers()
  const digest = 'x'.repeat(10_000)
  for (let round = 0; round < 3_000; round += 1) {
    door.events.publish({ kind: 'installation-changed', digest })
    expect((await well.next()).kind).toBe('installation-changed')
  }
  expect(door.events.clients()).toBe(1)
  // 30 MB were published: the ring keeps 10 MB of them, a stalled client 1 MiB at most.
  await eventually(() => heldBuffers() - before < 14 * 1024 * 1024, 1_500)
  stalled.destroy()
}, 20_000)

test('stopping ends every stream with closing', async () => {
  const door = await open()
  const clients = await Promise.all([openEvents(door), openEvents(door)])
  for (const client of clients) expect((await client.next()).kind).toBe('hello')
  await door.close()
  for (const client of clients) expect((await client.rest()).map((event) => event.kind)).toEqual(['closing'])
})

test('HEAD opens no stream', async () => {
  const door = await open()
  const request = writeRequest('HEAD', '/events', {
    Host: `127.0.0.1:${door.port}`,
    Authorization: `Bearer ${door.panelToken}`,
  })
  expect((await exchange(door.port, request, { head: true })).status).toBe(405)
})
