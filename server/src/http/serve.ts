import { getRequestListener } from '@hono/node-server'
import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { ProblemError } from '../problems.js'
import { answerHeaders } from './answer-headers.js'
import type { App } from './app.js'
import { refusalOfFault, refuseSocket } from './client-errors.js'
import { guardRaw } from './raw-guard.js'
import { refuse, type Refusal } from './refusal.js'

/** P12; milliseconds, bytes, sockets. */
export const defaultLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  checkMs: 2_000,
  headerBytes: 16 * 1024,
  sockets: 256,
  /** How long an answer may wait for a client that does not take it. */
  untakenMs: 60_000,
  /** How long a stop waits for answers under way. */
  stopMs: 2_000,
}
export type Limits = typeof defaultLimits

const lingerMs = 500

export interface Served {
  /** `http://127.0.0.1:8189` */
  readonly url: string
  readonly port: number
  /** Takes no more requests, ends the streams, waits at most 2 seconds for what is under way. */
  close(): Promise<void>
}

/**
 * Listens at 127.0.0.1 only. Port 0 takes any free one. Throws ProblemError ADDRESS_REFUSED for another address and
 * PORT_IN_USE when the port cannot be had.
 */
export async function serveHttp(options: {
  app: App
  port: number
  host?: string
  limits?: Partial<Limits>
}): Promise<Served> {
  const { app, host = '127.0.0.1' } = options
  if (host !== '127.0.0.1') throw new ProblemError('ADDRESS_REFUSED', { host })
  const limits = { ...defaultLimits, ...options.limits }
  const server = createServer({
    connectionsCheckingInterval: limits.checkMs,
    headersTimeout: limits.headersMs,
    insecureHTTPParser: false,
    maxHeaderSize: limits.headerBytes,
    requestTimeout: limits.requestMs,
    requireHostHeader: false,
  })
  server.maxConnections = limits.sockets
  const port = await listen(server, options.port, host)
  addDoor(server, app, port, limits)
  return { url: `http://${host}:${port}`, port, close: () => stop(server, app, limits.stopMs) }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: Error & { code?: string }) => {
      const because = { EACCES: 'the system keeps it back', EADDRINUSE: 'it is in use' }[cause.code ?? '']
      reject(because === undefined ? cause : new ProblemError('PORT_IN_USE', { port, because }, { cause }))
    })
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      server.on('error', () => {}) // Accepting failed (too many open files): one connection is lost, not the sidecar.
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** Puts the guard on raw requests in front of the app, and coded bodies on what node refuses by itself. */
function addDoor(server: Server, app: App, port: number, limits: Limits): void {
  const answer = getRequestListener(
    (request, { incoming, outgoing }) => {
      const plain = incoming instanceof IncomingMessage && outgoing instanceof ServerResponse
      if (!plain) throw new TypeError('HTTP/2 is not spoken')
      return app.fetch(request, { incoming, outgoing })
    },
    { hostname: '127.0.0.1' },
  )
  const latest = new WeakMap<Duplex, ServerResponse>()

  function admit(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    latest.set(incoming.socket, outgoing)
    for (const [name, value] of Object.entries(answerHeaders)) outgoing.setHeader(name, value)
    giveUpUntaken(outgoing, limits.untakenMs)
    outgoing.once('finish', () => {
      lingerUnread(incoming)
      if (!server.listening) server.closeIdleConnections()
    })
    const refusal = guardRaw(incoming, port)
    if (refusal !== null) sendRefusal(incoming, outgoing, refusal)
    return refusal === null
  }

  server.on('request', (incoming, outgoing) => {
    if (admit(incoming, outgoing)) void answer(incoming, outgoing)
  })
  server.on('checkContinue', (incoming, outgoing) => {
    if (!admit(incoming, outgoing)) return
    outgoing.writeContinue()
    void answer(incoming, outgoing)
  })
  server.on('checkExpectation', (incoming, outgoing) => {
    if (admit(incoming, outgoing))
      sendRefusal(incoming, outgoing, refuse('REQUEST_MALFORMED', { because: 'its expectation is unknown' }))
  })
  server.on('connect', (_, socket) =>
    refuseSocket(socket, refuse('REQUEST_MALFORMED', { because: 'its path is not plain' })),
  )
  server.on('clientError', (fault, socket) => {
    const refusal = refusalOfFault(fault)
    const begun = latest.get(socket)
    if (refusal === null || (begun?.headersSent === true && !begun.writableFinished)) socket.destroy()
    else refuseSocket(socket, refusal)
  })
}

function sendRefusal(incoming: IncomingMessage, outgoing: ServerResponse, refusal: Refusal): void {
  const body = JSON.stringify(refusal.problem)
  const length = Buffer.byteLength(body)
  incoming.resume()
  outgoing.writeHead(refusal.status, {
    ...refusal.headers,
    'Content-Type': 'application/json',
    'Content-Length': length,
    Connection: 'close',
  })
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
}

/** From the moment the whole answer is written, not while a handler works. A short answer fits the system's buffer. */
function giveUpUntaken(outgoing: ServerResponse, ms: number): void {
  outgoing.once('prefinish', () => {
    if (outgoing.writableLength < outgoing.writableHighWaterMark) return
    const timer = setTimeout(() => outgoing.destroy(), ms)
    timer.unref()
    outgoing.once('close', () => clearTimeout(timer))
  })
}

/** An answer given before the body was read: the client may still be sending, and must be able to read the answer first. */
function lingerUnread(incoming: IncomingMessage): void {
  if (incoming.complete) return
  incoming.resume()
  const timer = setTimeout(() => incoming.complete || incoming.socket.destroy(), lingerMs)
  timer.unref()
}

async function stop(server: Server, app: App, ms: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  app.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), ms)
  await closed
  clearTimeout(timer)
}
