import type { GreenlightEvent } from '@greenlight/shared/event'
import { describe, expect, test } from 'vitest'
import { createEventHub, type EventHubOptions, type EventSink } from './events.js'
import { readFrames } from './testing/event-client.js'
import { createFakeTimers } from './testing/fake-timers.js'

function openHub(options: Partial<EventHubOptions> = {}, start = 5_000) {
  const timers = createFakeTimers(start)
  return { timers, hub: createEventHub({ version: '1.2.3', timers, ...options }) }
}

/** A client that takes everything at once, or nothing at all. */
function openSink(takes = true) {
  const state = { text: '', held: 0, ended: false }
  const sink: EventSink = {
    write(frame) {
      state.text += new TextDecoder().decode(frame)
      if (!takes) state.held += frame.byteLength
    },
    buffered: () => state.held,
    end: () => void (state.ended = true),
  }
  return { sink, state, events: (): GreenlightEvent[] => readFrames(state.text) }
}

const kinds = (events: readonly GreenlightEvent[]) => events.map((event) => event.kind)
const progress = (job: string, done: number, total: number | null = null) =>
  ({ kind: 'progress', job, done, total, what: 'hashing' }) as const

describe('the stream of events', () => {
  test('greets with the version and the newest seq, then hands on with seq growing by one', () => {
    const { hub } = openHub()
    hub.publish({ kind: 'workflows-changed' })
    const client = openSink()
    hub.connect(client.sink, null)
    hub.publish({ kind: 'installation-changed', digest: 'd' })
    hub.publish({ kind: 'workflows-changed' })
    expect(client.events()).toEqual([
      { kind: 'hello', seq: 5_001, version: '1.2.3' },
      { kind: 'installation-changed', seq: 5_002, digest: 'd' },
      { kind: 'workflows-changed', seq: 5_003 },
    ])
    expect(hub.seq()).toBe(5_003)
  })

  test('replays what a client missed', () => {
    const { hub } = openHub()
    for (let round = 0; round < 10; round += 1) hub.publish({ kind: 'workflows-changed' })
    const client = openSink()
    hub.connect(client.sink, 5_007)
    expect(client.events().map((event) => event.seq)).toEqual([5_007, 5_008, 5_009, 5_010])
  })

  test('a client that missed nothing gets the greeting only', () => {
    const { hub } = openHub()
    hub.publish({ kind: 'workflows-changed' })
    const client = openSink()
    hub.connect(client.sink, 5_001)
    expect(kinds(client.events())).toEqual(['hello'])
  })

  test.each([
    ['older than the ring', 5_000],
    ['of the future', 6_000],
    ['of an earlier run', 17],
  ])('says resync to a seq %s', (_, after) => {
    const { hub } = openHub({ ring: 3 })
    for (let round = 0; round < 10; round += 1) hub.publish({ kind: 'workflows-changed' })
    const client = openSink()
    hub.connect(client.sink, after)
    expect(client.events()).toEqual([
      { kind: 'hello', seq: 5_010, version: '1.2.3' },
      { kind: 'resync', seq: 5_010 },
    ])
  })

  test('the ring reaches back exactly as far as it says', () => {
    const { hub } = openHub({ ring: 3 })
    for (let round = 0; round < 10; round += 1) hub.publish({ kind: 'workflows-changed' })
    const [inside, outside] = [openSink(), openSink()]
    hub.connect(inside.sink, 5_007)
    hub.connect(outside.sink, 5_006)
    expect(kinds(inside.events())).toEqual(['hello', 'workflows-changed', 'workflows-changed', 'workflows-changed'])
    expect(kinds(outside.events())).toEqual(['hello', 'resync'])
  })

  test('beats every 15 seconds while somebody listens, and not otherwise', () => {
    const { hub, timers } = openHub()
    expect(timers.waiting()).toBe(0)
    const client = openSink()
    const leave = hub.connect(client.sink, null)
    timers.pass(45_000)
    expect(client.state.text.split(': beat\n\n')).toHaveLength(4)
    leave?.()
    expect(timers.waiting()).toBe(0)
  })

  test('has room for 64 clients, and for another when one left', () => {
    const { hub } = openHub()
    const leaves = Array.from({ length: 64 }, () => hub.connect(openSink().sink, null))
    expect(hub.connect(openSink().sink, null)).toBeNull()
    leaves[3]?.()
    expect(hub.connect(openSink().sink, null)).not.toBeNull()
    expect(hub.clients()).toBe(64)
  })

  test('ends a client that takes nothing at its cap, and no other', () => {
    const { hub } = openHub()
    const [stalled, well] = [openSink(false), openSink()]
    hub.connect(stalled.sink, null)
    hub.connect(well.sink, null)
    for (let round = 0; round < 2_000; round += 1)
      hub.publish({ kind: 'installation-changed', digest: 'x'.repeat(1_000) })
    expect(stalled.state.held).toBeLessThan(1024 * 1024 + 100)
    expect(stalled.state.ended).toBe(true)
    expect(stalled.events().at(-1)?.kind).toBe('resync')
    expect(well.events()).toHaveLength(2_001)
    expect(hub.clients()).toBe(1)
  })

  test('says closing last and takes nobody after it', () => {
    const { hub, timers } = openHub()
    const client = openSink()
    hub.connect(client.sink, null)
    hub.publish(progress('hash', 1))
    hub.close()
    hub.publish({ kind: 'workflows-changed' })
    expect(kinds(client.events())).toEqual(['hello', 'progress', 'closing'])
    expect(client.state.ended).toBe(true)
    expect(hub.connect(openSink().sink, null)).toBeNull()
    expect(timers.waiting()).toBe(0)
  })
})

describe('progress', () => {
  test('comes at most ten times a second per job, first at once and newest last', () => {
    const { hub, timers } = openHub()
    const client = openSink()
    hub.connect(client.sink, null)
    for (let done = 0; done < 1_000; done += 1) {
      hub.publish(progress('hash', done, 999))
      timers.pass(1)
    }
    timers.pass(200)
    const seen = client.events().flatMap((event) => (event.kind === 'progress' ? [event.done] : []))
    expect(seen[0]).toBe(0)
    expect(seen.at(-1)).toBe(999)
    expect(seen.length).toBeLessThanOrEqual(12)
    expect(seen.length).toBeGreaterThanOrEqual(10)
  })

  test('of one job does not hold up another, nor other events', () => {
    const { hub } = openHub()
    const client = openSink()
    hub.connect(client.sink, null)
    hub.publish(progress('a', 1))
    hub.publish(progress('a', 2))
    hub.publish(progress('b', 1))
    hub.publish({ kind: 'workflows-changed' })
    expect(kinds(client.events())).toEqual(['hello', 'progress', 'progress', 'workflows-changed'])
  })

  test('leaves nothing behind when a job is over', () => {
    const { hub, timers } = openHub()
    for (let job = 0; job < 100; job += 1) hub.publish(progress(`job ${job}`, 1, 1))
    timers.pass(100)
    expect(timers.waiting()).toBe(0)
  })
})
