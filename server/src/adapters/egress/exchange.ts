import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { EgressAnswer } from '../../core/ports.js'
import { beginRequest, beginTunnel } from './connection.js'
import { GivenUp } from './given-up.js'
import type { Exchange } from './outgoing.js'

/**
 * Sends one request and reads the whole answer. Follows no redirect, knows no cookies, asks for no compression.
 * Rejects with `GivenUp` (time, size, packing, proxy), Node's network error, or the signal's reason.
 */
export function exchange(of: Exchange): Promise<EgressAnswer> {
  return new Promise((resolve, reject) => {
    of.signal?.throwIfAborted()
    let request: ClientRequest | null = null
    let through: Socket | null = null
    let settled = false
    const settle = (done: () => void) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      of.signal?.removeEventListener('abort', abort)
      of.onEnd?.(request?.socket?.bytesWritten ?? 0, request?.socket?.bytesRead ?? 0)
      request?.destroy()
      // What runs inside a tunnel does not take it down.
      through?.destroy()
      done()
    }
    const fail = (error: unknown) => settle(() => reject(error))
    const abort = () => fail(of.signal?.reason)
    const timer = setTimeout(() => fail(new GivenUp(`no answer within ${of.timeoutMs} ms`)), of.timeoutMs)
    of.signal?.addEventListener('abort', abort, { once: true })
    const ask = (tunnel: Socket | null) => {
      if (settled) return void tunnel?.destroy()
      through = tunnel
      request = beginRequest(of, tunnel).on('error', fail)
      request.on('response', (answer) => {
        readBody(answer, of).then((bytes) => {
          settle(() => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), bytes }))
        }, fail)
      })
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

async function readBody(answer: IncomingMessage, { maxBytes, method, refusePacked }: Exchange): Promise<Uint8Array> {
  const packed = answer.headers['content-encoding'] ?? 'identity'
  if (refusePacked === true && packed !== '' && packed !== 'identity') throw new GivenUp(`its answer is packed (${packed.slice(0, 20)})`)
  const tooLarge = () => new GivenUp(`its answer is larger than ${maxBytes} bytes`)
  // The length that HEAD tells is that of a body that does not come.
  if (method !== 'HEAD' && Number(answer.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    total += chunk.length
    if (total > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, total)
}

/** Names in lower case; cookies are left out. */
export function headersOf(answer: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && name !== 'set-cookie') headers.set(name, String(value))
  }
  return headers
}
