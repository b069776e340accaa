import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer, type Answered, type ServiceOptions } from './answer.js'
import type { Misbehaviour } from './misbehaviours.js'
import type { HeldPack } from './wire.js'

export interface AskedRegistry {
  readonly method: string
  /** Path and query as they came, escaped. */
  readonly url: string
  readonly segments: readonly string[]
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
}

export interface RegistryStandIn extends AsyncDisposable {
  readonly url: string
  readonly asked: readonly AskedRegistry[]
  /** Calls that the service would count as an installation. */
  readonly installations: () => number
  /** What is there from now on. */
  hold(packs: readonly HeldPack[]): void
  /** Decides for each question (counted from 1) whether it goes wrong; null: nothing ever does. */
  misbehave(decide: ((asked: AskedRegistry, nth: number) => Misbehaviour | null) | null): void
}

/** The Comfy Registry on a loopback port, for the routes that anybody may read; closed, with its connections, when the block ends. */
export async function startRegistry(held: readonly HeldPack[], options: ServiceOptions = {}): Promise<RegistryStandIn> {
  let packs = held
  let decide: ((asked: AskedRegistry, nth: number) => Misbehaviour | null) | null = null
  const asked: AskedRegistry[] = []
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const question = readQuestion(request)
      asked.push(question)
      const said =
        question.method === 'POST'
          ? bulk(packs, question, body)
          : answer(packs, question.segments, question.query, options)
      const wrong = decide?.(question, asked.length) ?? null
      if (wrong === null) send(response, said)
      else wrong(response, said)
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    installations: () => asked.filter(({ segments }) => segments[0] === 'nodes' && segments[2] === 'install').length,
    hold(now) {
      packs = now
    },
    misbehave(by) {
      decide = by
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Each segment is unescaped by itself: `a%2Fb` is one. */
function readQuestion(request: IncomingMessage): AskedRegistry {
  const url = request.url ?? '/'
  const [path = '', search = ''] = url.split('?', 2)
  return {
    method: request.method ?? '',
    url,
    segments: path.split('/').slice(1).map(decodeURIComponent),
    query: new URLSearchParams(search),
    headers: request.headers,
  }
}

function bulk(packs: readonly HeldPack[], { segments }: AskedRegistry, body: string): Answered {
  const read: unknown = body === '' ? null : JSON.parse(body)
  if (
    segments.join('/') !== 'bulk/nodes/versions' ||
    typeof read !== 'object' ||
    read === null ||
    !('node_versions' in read) ||
    !Array.isArray(read.node_versions)
  )
    return { status: 400, body: { error: '', message: 'Bad request, invalid input' } }
  const results = read.node_versions.map((identifier: { node_id: string; version: string }) => {
    const found = packs
      .find(({ node }) => node.id === identifier.node_id)
      ?.versions.find(({ wire }) => wire.version === identifier.version)
    return {
      identifier,
      status: found === undefined ? 'not_found' : 'success',
      ...(found === undefined ? {} : { node_version: found.wire }),
    }
  })
  return { status: 200, body: { node_versions: results } }
}

export function send(
  response: ServerResponse,
  { status, body, location }: Answered,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = body === undefined ? '' : JSON.stringify(body)
  response
    .writeHead(status, {
      'content-type': 'application/json',
      ...(location === undefined ? {} : { location }),
      ...headers,
    })
    .end(text)
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
