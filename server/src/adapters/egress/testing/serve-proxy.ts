import { createServer, request } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Served } from './serve.js'

export interface ServedProxy extends Served {
  /** Tunnels that are open now. */
  readonly tunnels: ReadonlySet<unknown>
  /** `METHOD TARGET` of every request, and the credentials that came with it. */
  readonly asked: { readonly line: string; readonly authorization: string | undefined; readonly headers: string }[]
}

/** A proxy that finds every name on loopback. `refuse`: a status it answers a tunnel with. */
export async function serveProxy(options: { refuse?: number } = {}): Promise<ServedProxy> {
  const asked: ServedProxy['asked'][number][] = []
  const server = createServer((from, to) => {
    asked.push({ line: `${from.method} ${from.url}`, authorization: from.headers['proxy-authorization'], headers: from.rawHeaders.join('\n') })
    const url = new URL(from.url ?? '')
    from.pipe(request({ host: '127.0.0.1', port: url.port, path: url.pathname + url.search, method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    }))
  })
  const tunnels = new Set<Socket>()
  server.on('connect', (from, socket: Socket) => {
    tunnels.add(socket)
    socket.on('close', () => tunnels.delete(socket))
    asked.push({ line: `CONNECT ${from.url}`, authorization: from.headers['proxy-authorization'], headers: from.rawHeaders.join('\n') })
    socket.on('error', () => undefined)
    if (options.refuse !== undefined) return void socket.end(`HTTP/1.1 ${options.refuse} No\r\n\r\n`)
    const there = connect(Number(from.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    there.on('error', () => socket.destroy())
    there.on('close', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    asked,
    tunnels,
    port,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of tunnels) socket.destroy()
      }),
  }
}
