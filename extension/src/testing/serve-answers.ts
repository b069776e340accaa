import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Serving {
  address: string
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[]
  stop: () => Promise<void>
}

/** A real server on loopback that answers as the test says. */
export async function serveAnswers(answer: (request: IncomingMessage, response: ServerResponse, turn: number) => void): Promise<Serving> {
  const requests: Serving['requests'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => (body += piece))
    request.on('end', () => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      answer(request, response, requests.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
