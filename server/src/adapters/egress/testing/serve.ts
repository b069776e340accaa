import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createRawServer, type AddressInfo, type Server as RawServer, type Socket } from 'node:net'
import { selfSigned } from './self-signed.js'

/** A server of this test on a port of the system's choice; closed, with its connections, when the block ends. */
export interface Served extends AsyncDisposable {
  readonly port: number
  readonly url: string
}

export async function serve(answer: RequestListener, host = '127.0.0.1'): Promise<Served> {
  return listen(createServer(answer), 'http', host)
}

export async function serveTls(answer: RequestListener, identity: { key: string; cert: string } = selfSigned): Promise<Served> {
  return listen(createTlsServer(identity, answer), 'https', '127.0.0.1')
}

/** Bytes as they are, for answers that are no proper HTTP. */
export async function serveRaw(answer: (socket: Socket) => void): Promise<Served> {
  const open = new Set<Socket>()
  const server = createRawServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    answer(socket)
  })
  const served = await listen(server, 'http', '127.0.0.1')
  return {
    ...served,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      await served[Symbol.asyncDispose]()
    },
  }
}

async function listen(server: Server | RawServer, scheme: string, host: string): Promise<Served> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
