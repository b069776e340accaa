import { EventSchema, type GreenlightEvent } from '@greenlight/shared/event'
import * as v from 'valibot'
import { openSocket, writeRequest } from './raw-exchange.js'
import type { Door } from './door.js'

export interface EventClient {
  /** The next event; rejects after 5 seconds or when the stream ends before. */
  next(): Promise<GreenlightEvent>
  /** All that is still to come. */
  rest(): Promise<GreenlightEvent[]>
  status(): Promise<number>
  readonly ended: Promise<void>
  close(): void
}

/** Reads frames out of server-sent text; comments and what is not whole yet are left out. */
export function readFrames(text: string): GreenlightEvent[] {
  const lines = text.split('\n').filter((line) => line.startsWith('data: '))
  return lines.map((line) => v.parse(EventSchema, JSON.parse(line.slice(6))))
}

/** A client of `/events` over a plain socket. */
export async function openEvents(door: Door, query = ''): Promise<EventClient> {
  const socket = await openSocket(door.port)
  const frames: GreenlightEvent[] = []
  let status: number | undefined
  let text = ''
  let gone = false
  let wake = () => {}
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    status ??= text.includes('\r\n\r\n') ? Number(text.split(' ')[1]) : undefined
    const whole = text.lastIndexOf('\n\n') + 2
    if (status === 200 && whole > 1) {
      frames.push(...readFrames(text.slice(0, whole)))
      text = text.slice(whole)
    }
    wake()
  })
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => {
      gone = true
      resolve()
      wake()
    })
  })
  socket.write(
    writeRequest('GET', `/events${query}`, {
      Host: `127.0.0.1:${door.port}`,
      Authorization: `Bearer ${door.panelToken}`,
    }),
  )

  async function until<T>(look: () => T | undefined): Promise<T> {
    for (const start = Date.now(); Date.now() - start < 5_000;) {
      const found = look()
      if (found !== undefined) return found
      if (gone) throw new Error(`the stream ended: ${text.slice(0, 300)}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 5_000)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    throw new Error(`nothing came: ${text.slice(0, 300)}`)
  }

  return {
    next: () => until(() => frames.shift()),
    status: () => until(() => status),
    rest: () => ended.then(() => frames.splice(0)),
    ended,
    close: () => void socket.destroy(),
  }
}
