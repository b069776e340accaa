import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { EgressAnswer } from '../../core/ports.js'
import type { Address } from './target.js'

/** One request as it goes out. */
export interface Exchange {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Fixed addresses in place of a name look-up. */
  readonly addresses: readonly Address[] | null
  readonly anyCertificate: boolean
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
  readonly signal: AbortSignal | null
}

/** Why an exchange was given up by us. Faults of the network keep Node's own error and code. */
export class GivenUp extends Error {}

/**
 * Sends one request and reads the whole answer. Follows no redirect, knows no cookies and no proxy, asks for no compression.
 * Rejects with `GivenUp` (time, size), Node's network error, or the signal's reason.
 */
export function exchange(of: Exchange): Promise<EgressAnswer> {
  return new Promise((resolve, reject) => {
    of.signal?.throwIfAborted()
    const send = of.url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(of.url, optionsFor(of))
    const settle = (done: () => void) => {
      clearTimeout(timer)
      of.signal?.removeEventListener('abort', abort)
      request.destroy()
      done()
    }
    const fail = (error: unknown) => settle(() => reject(error))
    const abort = () => fail(of.signal?.reason)
    const timer = setTimeout(() => fail(new GivenUp(`no answer within ${of.timeoutMs} ms`)), of.timeoutMs)
    of.signal?.addEventListener('abort', abort, { once: true })
    request.on('error', fail)
    request.on('response', (answer) => {
      readBody(answer, of.maxBytes).then((bytes) => {
        settle(() => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), bytes }))
      }, fail)
    })
    request.end(of.body ?? undefined)
  })
}

function optionsFor(of: Exchange): RequestOptions & { rejectUnauthorized?: boolean } {
  // Own agents: the global one obeys proxy variables of the environment.
  const agent = of.url.protocol === 'https:' ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false })
  return {
    agent,
    method: of.method,
    headers: of.headers,
    // Credentials inside the address are not sent.
    auth: null,
    ...(of.addresses ? { lookup: pinnedTo(of.addresses) } : {}),
    ...(of.url.protocol === 'https:' ? { rejectUnauthorized: !of.anyCertificate } : {}),
  }
}

function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, answer) => {
    const first = addresses[0]
    if (options.all || !first) answer(null, [...addresses])
    else answer(null, first.address, first.family)
  }
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new GivenUp(`its answer is larger than ${maxBytes} bytes`)
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    total += chunk.length
    if (total > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, total)
}

function headersOf(answer: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && name !== 'set-cookie') headers.set(name, String(value))
  }
  return headers
}
