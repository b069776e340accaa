import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { GateRules } from './gate-rules.js'
import { passOn } from './pass-on.js'
import { tunnel } from './tunnel.js'

const { createServer } = process.getBuiltinModule('node:http')

/** What a child program is started with so that all it asks goes through the gate. */
export interface Gate {
  readonly env: Readonly<Record<string, string>>
  /** Resolves when every line is in the ledger. */
  close(): Promise<void>
}

/**
 * A forward proxy (RFC 9110, 7.7 and 9.3.6) on this machine for one run of a child program that asks by itself: each host is judged as those of our
 * own requests are, and each connection has its line in the ledger with the bytes that went both ways. Only who knows its password is
 * served. Rejects with STATE_FOLDER_UNUSABLE where no line could be written.
 */
export async function openGate(rules: GateRules): Promise<Gate> {
  await rules.ledger.ready()
  const password = randomBytes(24).toString('base64url')
  const wanted = Buffer.from(`Basic ${Buffer.from(`gate:${password}`).toString('base64')}`)
  const sockets = new Set<Socket>()
  const work = new Set<Promise<void>>()
  const doing = (one: Promise<void>) => void work.add(one.finally(() => work.delete(one)))
  const isOurs = ({ headers }: IncomingMessage) => {
    const said = Buffer.from(headers['proxy-authorization'] ?? '')
    return said.length === wanted.length && timingSafeEqual(said, wanted)
  }
  const server = createServer((request, answer) => {
    if (!isOurs(request)) return void answer.writeHead(407, { 'proxy-authenticate': 'Basic realm="gate"' }).end()
    doing(passOn(request, answer, rules))
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)))
  })
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!isOurs(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="gate"\r\n\r\n')
    doing(tunnel(request.url ?? '', socket, head, rules))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = `http://gate:${password}@127.0.0.1:${(server.address() as AddressInfo).port}`
  const names = ['ALL_PROXY', 'HTTPS_PROXY', 'HTTP_PROXY']
  const env = new Map(names.flatMap((name) => [[name, address] as const, [name.toLowerCase(), address] as const]))
  return {
    env: { ...Object.fromEntries(env), NO_PROXY: '', no_proxy: '' },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await Promise.all([closed, ...work])
    },
  }
}
