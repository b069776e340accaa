import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that lets everybody in: what a sidecar without a guard would be. */
export interface OpenDoor {
  port: number
  /** How often each `METHOD content-type` came; `upgrade`: to a socket. */
  heard: Map<string, number>
  close(): Promise<void>
}

const dot = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64')

export async function openDoor(): Promise<OpenDoor> {
  const heard = new Map<string, number>()
  const note = (what: string) => heard.set(what, (heard.get(what) ?? 0) + 1)
  const server = createServer(({ method, headers }, answer) => {
    if (method !== 'OPTIONS') note(`${method} ${headers['content-type'] ?? ''}`.trim())
    const type = ['text/event-stream', 'image/gif'].find((one) => headers.accept?.startsWith(one.slice(0, 6))) ?? 'application/json'
    answer.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' })
    if (type === 'text/event-stream') answer.write('data: {}\n\n')
    else answer.end(type === 'image/gif' ? dot : '{}')
  })
  server.on('upgrade', ({ headers }, socket) => {
    note('upgrade')
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    socket.on('error', () => undefined)
    socket.on('data', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
