import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'

/** One answer of a stand-in. `cut`: the connection ends in the middle of the body. */
export interface Said {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text as it stands, anything else as JSON. */
  readonly body?: unknown
  readonly cut?: boolean
}

export interface AskedOfStandIn {
  readonly method: string
  /** Path, unescaped. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
  readonly headers: IncomingMessage['headers']
}

export interface StandIn extends AsyncDisposable {
  readonly url: string
  readonly asked: readonly AskedOfStandIn[]
  /** From now on every question gets this answer; null: the proper ones again. */
  breakWith(said: Said | null): void
}

/** A server of this test on loopback that answers as a service does; closed, with its connections, when the block ends. */
export async function startStandIn(answer: (asked: AskedOfStandIn, url: string) => Said): Promise<StandIn> {
  const asked: AskedOfStandIn[] = []
  let broken: Said | null = null
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://stand-in')
      const question = {
        method: request.method ?? '',
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        body,
        headers: request.headers,
      }
      asked.push(question)
      say(response, broken ?? answer(question, base), question.method === 'HEAD')
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: base,
    asked,
    breakWith: (said) => {
      broken = said
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function say(response: ServerResponse, said: Said, bodiless: boolean): void {
  const { status = 200, headers = {}, body = '', cut = false } = said
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  const length = Buffer.byteLength(text)
  response.writeHead(status, {
    'content-type': type,
    ...(bodiless ? {} : { 'content-length': String(cut ? length + 10 : length) }),
    ...headers,
  })
  if (bodiless || cut) response.flushHeaders()
  if (cut) response.write(text, () => response.destroy())
  else response.end(bodiless ? '' : text)
}

/** What a service says about a thing that it does not have. */
export const nothingThere: Said = { status: 404, body: { error: 'Not found' } }
