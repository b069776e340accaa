import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const pieceBytes = 128 * 1024

/** A good file host on this machine that does not send faster than `rate` bytes a second over all connections, and counts what it sends. */
export interface ThrottledHost extends AsyncDisposable {
  readonly url: string
  /** Bytes of bodies that were handed to the system. */
  readonly sent: () => number
  readonly requests: () => number
}

export async function serveThrottled(files: ReadonlyMap<string, Uint8Array>, rate: number): Promise<ThrottledHost> {
  const waiting = new Set<{ body: Uint8Array; readonly answer: ServerResponse }>()
  let [sent, requests, allowance, last] = [0, 0, 0, performance.now()]
  const timer = setInterval(() => {
    const now = performance.now()
    // What was not used while nobody asked is not given later.
    allowance = Math.min(allowance + ((now - last) / 1000) * rate, rate / 50)
    last = now
    for (const one of waiting) {
      while (allowance > 0 && one.body.length > 0 && !one.answer.destroyed && one.answer.writableLength < pieceBytes) {
        const piece = one.body.subarray(0, pieceBytes)
        one.body = one.body.subarray(piece.length)
        one.answer.write(piece)
        allowance -= piece.length
        sent += piece.length
      }
      if (one.body.length > 0 && !one.answer.destroyed) continue
      waiting.delete(one)
      one.answer.end()
    }
  }, 1)
  const server = createServer((request, answer) => {
    requests += 1
    const bytes = files.get(request.url ?? '')
    if (bytes === undefined) return void answer.writeHead(404).end()
    const etag = `"${request.url}"`
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const partial = from > 0 && from < bytes.length && request.headers['if-range'] === etag
    const body = partial ? bytes.subarray(from) : bytes
    answer.writeHead(partial ? 206 : 200, { 'content-length': body.length, etag, ...(partial ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}) })
    answer.on('error', () => undefined)
    waiting.add({ body, answer })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    requests: () => requests,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        clearInterval(timer)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
