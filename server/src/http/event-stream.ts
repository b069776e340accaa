import type { ServerResponse } from 'node:http'
import { readAfter } from './event-frame.js'
import type { EventHub, EventSink } from './events.js'
import { refuse, type Refusal } from './refusal.js'

/** How long a client that takes nothing may hold its socket after its stream was ended. */
const giveUpMs = 2_000

/**
 * Turns node's answer into a stream of events, past hono: its `writableLength` is what the client has not taken, so there
 * is no second buffer. null: the stream runs, and `outgoing` belongs to it.
 */
export function openEventStream(outgoing: ServerResponse, hub: EventHub, after: string | undefined): Refusal | null {
  const from = after === undefined ? null : readAfter(after)
  if (after !== undefined && from === null) {
    return refuse(
      'REQUEST_SHAPE',
      { part: 'query', where: 'after', because: 'Expected a whole number' },
      { status: 400 },
    )
  }
  let headersSent = false
  const sink: EventSink = {
    write(frame) {
      if (!headersSent) outgoing.writeHead(200, { 'Content-Type': 'text/event-stream' })
      headersSent = true
      outgoing.write(frame)
    },
    buffered: () => outgoing.writableLength,
    end() {
      outgoing.end()
      const timer = setTimeout(() => outgoing.destroy(), giveUpMs)
      timer.unref()
      outgoing.once('close', () => clearTimeout(timer))
    },
  }
  outgoing.on('error', () => {})
  const disconnect = hub.connect(sink, from)
  if (disconnect === null)
    return refuse('STREAMS_EXHAUSTED', { limit: hub.clients() }, { headers: { 'Retry-After': '30' } })
  outgoing.once('close', disconnect)
  if (outgoing.destroyed) disconnect()
  return null
}
