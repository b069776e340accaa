import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { beginRequest, beginTunnel } from '../connection.js'
import { headersOf } from '../exchange.js'
import type { Outgoing } from '../outgoing.js'
import { takeAll } from './take-all.js'

/** An answer whose body is still to come. */
export interface OpenAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  /** Read it once, or `close`. Rejects with Node's network error, or the signal's reason. */
  readonly body: AsyncIterable<Uint8Array>
  /** Ends the connection. */
  close(): void
}

/**
 * Sends one request and answers as soon as the headers are there. Follows no redirect, knows no cookies, asks for no compression. Time is the
 * signal's affair. Rejects with `GivenUp` (proxy), Node's network error, or the signal's reason.
 */
export function openAnswer(of: Outgoing): Promise<OpenAnswer> {
  return new Promise((resolve, reject) => {
    of.signal?.throwIfAborted()
    let request: ClientRequest | null = null
    let through: Socket | null = null
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      of.signal?.removeEventListener('abort', abort)
      of.onEnd?.(request?.socket?.bytesWritten ?? 0, request?.socket?.bytesRead ?? 0)
      request?.destroy()
      // What runs inside a tunnel does not take it down.
      through?.destroy()
    }
    const fail = (error: unknown) => {
      end()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const abort = () => fail(of.signal?.reason)
    of.signal?.addEventListener('abort', abort, { once: true })
    const ask = (tunnel: Socket | null) => {
      if (ended) return void tunnel?.destroy()
      through = tunnel
      request = beginRequest(of, tunnel).on('error', fail)
      request.on('response', (answer) => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), body: bodyOf(answer, of, end), close: end }))
      request.end(of.body ?? undefined)
    }
    try {
      if (of.proxy != null && of.url.protocol === 'https:') request = beginTunnel(of.proxy, of.url, ask, fail)
      else ask(null)
    } catch (error) {
      fail(error)
    }
  })
}

async function* bodyOf(answer: IncomingMessage, of: Outgoing, end: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* takeAll(answer)
  } catch (error) {
    of.signal?.throwIfAborted()
    throw error
  } finally {
    end()
  }
}
