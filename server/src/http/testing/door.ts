import { endpoints, type Endpoint } from '@greenlight/shared/api'
import { randomBytes } from 'node:crypto'
import { createApp, type AppOptions } from '../app.js'
import { createEventHub, type EventHub } from '../events.js'
import type { Handlers } from '../handlers.js'
import type { PageFiles } from '../page.js'
import { serveHttp, type Limits, type Served } from '../serve.js'
import { createSessions, type Sessions } from '../session.js'
import { makeToken } from '../tokens.js'

export const page: PageFiles = new Map([
  ['/', textFile('text/html; charset=utf-8', '<!doctype html><title>Greenlight</title>', true)],
  ['/page.html', textFile('text/html; charset=utf-8', '<!doctype html><title>Greenlight</title>', true)],
  ['/page.mjs', textFile('text/javascript; charset=utf-8', 'export {}', false)],
  ['/assets/style.css', textFile('text/css; charset=utf-8', ':root {}', false)],
])

function textFile(type: string, text: string, document: boolean) {
  return { type, bytes: new TextEncoder().encode(text), document }
}

/** One thing that can be asked for: an endpoint of the table or a file of the page. */
export interface Route {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body: string
  readonly tier: Endpoint['tier']
  readonly stream: boolean
}

/** Bodies that fit; an endpoint without an entry gets `{}` and may answer 422. */
const bodies = new Map([
  ['explain', '{"workflow":{"nodes":[]}}'],
  ['inspect', '{"workflow":{"nodes":[]}}'],
  ['session', '{"code":"WRONGONE"}'],
])

/** Every route of the table and of the page: one that is added tomorrow is attacked tomorrow. */
export const routes: readonly Route[] = [
  ...Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => ({
    name,
    method: endpoint.method,
    path: endpoint.path.replace(/:\w+/g, '0123456789abcdef'),
    body: endpoint.method === 'GET' ? '' : (bodies.get(name) ?? '{}'),
    tier: endpoint.tier,
    stream: endpoint.stream === true,
  })),
  ...[...page.keys()].map((path) => ({
    name: path,
    method: 'GET' as const,
    path,
    body: '',
    tier: 'open' as const,
    stream: false,
  })),
]

export interface Door extends Served {
  readonly panelToken: string
  readonly operatorToken: string
  readonly sessions: Sessions
  readonly events: EventHub
  /** Names of bound endpoints whose handlers ran, in order. */
  readonly ran: string[]
  readonly faults: unknown[]
  /** A clock that only a test moves on; milliseconds. */
  readonly clock: { now: number }
}

/** A real door on a free port, with handlers that only say that they ran. */
export async function openDoor(
  options: { limits?: Partial<Limits>; handlers?: Partial<Handlers>; app?: Partial<AppOptions> } = {},
): Promise<Door> {
  const ran: string[] = []
  const faults: unknown[] = []
  const clock = { now: 0 }
  const panelToken = makeToken(randomBytes)
  const operatorToken = makeToken(randomBytes)
  const sessions = createSessions({ panelToken, operatorToken, randomBytes, now: () => clock.now })
  const events = options.app?.events ?? createEventHub({ version: '0.0.0' })
  const app = createApp({
    handlers: { ...recordingHandlers(ran), ...options.handlers },
    sessions,
    page,
    version: '0.0.0',
    isComfyUp: () => true,
    onFault: (error) => faults.push(error),
    ...options.app,
    events,
  })
  const served = await serveHttp({ app, port: 0, ...(options.limits ? { limits: options.limits } : {}) })
  return { ...served, panelToken, operatorToken, sessions, events, ran, faults, clock }
}

/** One handler for every name there is, so that a new endpoint needs no change here; its reply is not the table's. */
function recordingHandlers(ran: string[]): Handlers {
  const handlers = Object.keys(endpoints).map((name) => [
    name,
    async () => {
      ran.push(name)
      return {}
    },
  ])
  return Object.fromEntries(handlers) as Handlers
}

/** Headers of a request that is let in: own host, a token, JSON where something is written. */
export function goodHeaders(
  door: Pick<Door, 'port' | 'operatorToken'>,
  route: Pick<Route, 'method' | 'body'>,
): Record<string, string | null> {
  const writes = route.method === 'POST'
  return {
    Host: `127.0.0.1:${door.port}`,
    Authorization: `Bearer ${door.operatorToken}`,
    ...(writes ? { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(route.body)) } : {}),
  }
}
