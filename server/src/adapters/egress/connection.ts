import type { ClientRequest } from 'node:http'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as secure } from 'node:tls'
import { GivenUp } from './given-up.js'
import type { Outgoing } from './outgoing.js'
import { type Address, hostAndPort } from './target.js'

// An import of `node:http` reads all its exports, and one of them loads undici: 25 ms of every start.
const { Agent: HttpAgent, request: httpRequest } = process.getBuiltinModule('node:http')
const { Agent: HttpsAgent, request: httpsRequest } = process.getBuiltinModule('node:https')

/** Begins the request itself: straight, inside a tunnel that is open already, or to a proxy that makes the request for us. */
export function beginRequest(of: Outgoing, tunnel: Socket | null): ClientRequest {
  // Credentials inside the address are not sent.
  const common = { method: of.method, headers: { ...of.headers }, auth: null }
  if (tunnel !== null) return httpsRequest(of.url, { ...common, createConnection: () => secure({ socket: tunnel, ...tlsOf(of) }) })
  if (of.proxy != null) {
    const headers = { ...common.headers, host: of.url.host, ...proxyAuthorization(of.proxy) }
    return sender(of.proxy)({ ...placeOf(of.proxy), ...common, headers, path: `${of.url.origin}${of.url.pathname}${of.url.search}` })
  }
  const pinned = of.addresses ? { lookup: pinnedTo(of.addresses) } : {}
  return sender(of.url)(of.url, { agent: agentFor(of.url), ...common, ...pinned, ...(of.url.protocol === 'https:' ? tlsOf(of) : {}) })
}

/** Asks a proxy for a way through to the host of `url`; `done` gets the socket behind it. */
export function beginTunnel(proxy: URL, url: URL, done: (tunnel: Socket) => void, fail: (error: unknown) => void): ClientRequest {
  const there = hostAndPort(url)
  const request = sender(proxy)({ ...placeOf(proxy), method: 'CONNECT', path: there, headers: { host: there, ...proxyAuthorization(proxy) } })
  request.on('error', fail)
  request.on('connect', (answer, socket: Socket) => {
    if (answer.statusCode === 200) return done(socket)
    socket.destroy()
    fail(new GivenUp(`its proxy ${hostAndPort(proxy)} refuses with status ${answer.statusCode}`))
  })
  return request.end()
}

function sender(url: URL) {
  return url.protocol === 'https:' ? httpsRequest : httpRequest
}

/** Own agents: the global one obeys proxy variables of the environment. */
function agentFor(url: URL) {
  return url.protocol === 'https:' ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false })
}

function placeOf(url: URL) {
  return { agent: agentFor(url), hostname: bare(url), port: hostAndPort(url).split(':').at(-1) }
}

function tlsOf({ url, anyCertificate, trust }: Outgoing) {
  const name = isIP(bare(url)) === 0 ? { servername: url.hostname } : {}
  return { host: bare(url), ...name, rejectUnauthorized: !anyCertificate, ...(trust ? { ca: [...trust] } : {}) }
}

function bare(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '') return {}
  const said = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(said).toString('base64')}` }
}

/** A look-up that knows its answer. */
export function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, answer) => {
    const first = addresses[0]
    if (options.all || !first) answer(null, [...addresses])
    else answer(null, first.address, first.family)
  }
}
