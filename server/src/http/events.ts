import type { GreenlightEvent } from '@greenlight/shared/event'
import { encodeFrame, heartBeat } from './event-frame.js'
import { createProgressGate } from './progress-gate.js'
import { systemTimers, type Timers } from './timers.js'

type WithoutSeq<E> = E extends GreenlightEvent ? Omit<E, 'seq'> : never
/** What others tell: the hub's own frames (`hello`, `resync`, `closing`) and `seq` are not theirs to set. */
export type PublishedEvent = WithoutSeq<Exclude<GreenlightEvent, { kind: 'closing' | 'hello' | 'resync' }>>

/** One client's way out. */
export interface EventSink {
  write(frame: Uint8Array): void
  /** Bytes written that the client has not taken. */
  buffered(): number
  /** No more frames; gives up on a client that takes nothing. */
  end(): void
}

export interface EventHub {
  publish(event: PublishedEvent): void
  /** Greets, replays what came after `after` (or says `resync`), then hands on. null: no room. The answer disconnects. */
  connect(sink: EventSink, after: number | null): (() => void) | null
  /** Tells every client that the sidecar stops, and ends their streams. */
  close(): void
  clients(): number
  /** `seq` of the newest event. */
  seq(): number
}

export interface EventHubOptions {
  version: string
  timers?: Timers
  /** Events kept for clients that come back. */
  ring?: number
  maxClients?: number
  /** Bytes a client may leave untaken before its stream is ended. */
  maxBuffered?: number
  beatMs?: number
}

/**
 * One stream of events for every page. `seq` begins at the clock's milliseconds, so that the numbers of an earlier run of
 * the sidecar are never taken for its own: a client that comes back with one is told to `resync`.
 */
export function createEventHub(options: EventHubOptions): EventHub {
  const { timers = systemTimers, ring = 1_000, maxClients = 64, maxBuffered = 1024 * 1024, beatMs = 15_000 } = options
  const sinks = new Set<EventSink>()
  const kept: { seq: number; frame: Uint8Array }[] = []
  let seq = timers.now()
  let forgotten = seq
  let stopBeat: (() => void) | null = null
  let closed = false

  function send(sink: EventSink, frame: Uint8Array): void {
    if (!sinks.has(sink)) return
    if (sink.buffered() + frame.byteLength <= maxBuffered) return sink.write(frame)
    sink.write(encodeFrame({ kind: 'resync', seq }))
    drop(sink)
    sink.end()
  }

  function drop(sink: EventSink): void {
    sinks.delete(sink)
    if (sinks.size > 0) return
    stopBeat?.()
    stopBeat = null
  }

  function beat(): void {
    stopBeat = timers.after(beatMs, beat)
    for (const sink of [...sinks]) send(sink, heartBeat)
  }

  function emit(event: PublishedEvent): void {
    seq += 1
    const frame = encodeFrame({ ...event, seq })
    kept.push({ seq, frame })
    if (kept.length > ring) forgotten = kept.shift()?.seq ?? forgotten
    for (const sink of [...sinks]) send(sink, frame)
  }

  const gate = createProgressGate(timers, emit)

  function publish(event: PublishedEvent): void {
    if (closed) return
    if (event.kind === 'progress') gate.offer(event)
    else emit(event)
  }

  function connect(sink: EventSink, after: number | null): (() => void) | null {
    if (closed || sinks.size >= maxClients) return null
    sinks.add(sink)
    stopBeat ??= timers.after(beatMs, beat)
    const known = after !== null && after >= forgotten && after <= seq
    send(sink, encodeFrame({ kind: 'hello', seq: known ? after : seq, version: options.version }))
    if (known) for (const event of kept) if (event.seq > after) send(sink, event.frame)
    if (after !== null && !known) send(sink, encodeFrame({ kind: 'resync', seq }))
    return () => drop(sink)
  }

  function close(): void {
    closed = true
    gate.close()
    const last = encodeFrame({ kind: 'closing', seq })
    for (const sink of [...sinks]) {
      sink.write(last)
      drop(sink)
      sink.end()
    }
  }

  return { publish, connect, close, clients: () => sinks.size, seq: () => seq }
}
