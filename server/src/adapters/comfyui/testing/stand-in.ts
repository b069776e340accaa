import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Egress } from '../../../core/ports.js'

/** Answers by route: JSON, text as it is, a status alone, or nothing at all (`'hangs'`). Everything else is 404. */
export type Routes = Readonly<Record<string, unknown>>
export const hangs = Symbol('never answers')

export interface StandIn extends AsyncDisposable {
  readonly url: string
  readonly asked: string[]
  /** The most requests that were open at one moment. */
  readonly crowd: () => number
}

/** A server on a port of the system's choice that answers like a ComfyUI of some age. */
export async function standIn(routes: Routes, delayMs = 0): Promise<StandIn> {
  const asked: string[] = []
  let open = 0
  let most = 0
  const answer: RequestListener = (incoming, outgoing) => {
    const route = incoming.url ?? ''
    asked.push(route)
    most = Math.max(most, (open += 1))
    outgoing.on('close', () => (open -= 1))
    const found = Object.hasOwn(routes, route) ? routes[route] : 404
    if (found === hangs) return
    setTimeout(() => {
      if (typeof found === 'number') outgoing.writeHead(found).end(`${found}: Not Found`)
      else if (typeof found === 'string') outgoing.writeHead(200, { 'content-type': 'text/html' }).end(found)
      else outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found))
    }, delayMs)
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    crowd: () => most,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Plain requests to loopback, with the limits that the port promises. */
export const plainEgress: Egress = {
  fetch: (url, init = {}) =>
    new Promise((resolve, reject) => {
      const signals = [
        AbortSignal.timeout(init.timeoutMs ?? 10_000),
        ...(init.signal === undefined ? [] : [init.signal]),
      ]
      const outgoing = request(url, { signal: AbortSignal.any(signals) }, (incoming) => {
        collect(incoming, init.maxBytes ?? Infinity).then(
          (bytes) => resolve({ status: incoming.statusCode ?? 0, headers: new Map(), bytes }),
          (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
        )
      })
      outgoing.on('error', reject).end()
    }),
}

async function collect(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > maxBytes) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
