import { EventSchema, type GreenlightEvent } from '@greenlight/shared/event'
import * as v from 'valibot'
import type { Timers } from '../timing/timers.js'
import { createEventParser } from './event-parser.js'

/** The sidecar sends a comment every 15 s; a stream that is silent for so long is dead, whatever the network says. */
const silenceMs = 60_000

/** Reads a stream of events to its end; never throws. What is not an event that we know is passed over. */
export async function readEvents(
  response: Response,
  onEvent: (event: GreenlightEvent) => void,
  timers: Timers,
): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) return
  const parser = createEventParser()
  for (;;) {
    const watch = timers.set(() => void reader.cancel().catch(() => {}), silenceMs)
    const piece = await reader.read().catch(() => ({ done: true, value: undefined }))
    timers.clear(watch)
    if (piece.done || piece.value === undefined) return
    for (const data of parser.push(piece.value)) {
      const event = readEvent(data)
      if (event !== null) onEvent(event)
    }
  }
}

/** One frame's data; null when it is not an event of ours (a newer sidecar may send kinds that we do not know). */
export function readEvent(data: string): GreenlightEvent | null {
  try {
    const read = v.safeParse(EventSchema, JSON.parse(data))
    return read.success ? read.output : null
  } catch {
    return null
  }
}
