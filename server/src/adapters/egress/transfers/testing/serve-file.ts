import type { IncomingMessage, ServerResponse } from 'node:http'
import { namedCertificate } from '../../testing/self-signed.js'
import { type Served, serveTls } from '../../testing/serve.js'

/** One answer of a hostile origin. */
export type Script = (request: IncomingMessage, answer: ServerResponse, times: number) => void

export interface Origin extends Served {
  /** Requests so far, `GET 0-`. */
  readonly asked: string[]
  /** All that was sent in a head: lines of it. */
  readonly heads: string[]
  /** Address of its file, under a name that the test's network knows. */
  readonly file: string
}

/** Serves with `scripts`, one for each request, the last one for all that follow; under `name`, which the certificate vouches for. */
export async function serveScripts(scripts: readonly Script[], name = 'mirror.test'): Promise<Origin> {
  const asked: string[] = []
  const heads: string[] = []
  const served = await serveTls((request, answer) => {
    asked.push(`${request.method} ${request.headers.range ?? ''}`.trim())
    heads.push([request.url, ...request.rawHeaders].join('\n'))
    answer.on('error', () => undefined)
    scripts[Math.min(asked.length, scripts.length) - 1]?.(request, answer, asked.length)
  }, namedCertificate)
  return {
    ...served,
    asked,
    heads,
    file: `https://${name}:${served.port}/a/b/resolve/main/model.safetensors`,
  }
}

interface Proper {
  readonly etag?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Ends the connection after so many bytes of the body. */
  readonly cutAfter?: number
  readonly ranges?: boolean
}

/** As a good host does it: ranges, If-Range, a strong ETag. */
export function proper(bytes: Uint8Array, { etag = '"one"', headers = {}, cutAfter, ranges = true }: Proper = {}): Script {
  return (request, answer) => {
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? Number.NaN)
    const same = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
    const partial = ranges && !Number.isNaN(from) && same && from < bytes.length
    const body = partial ? bytes.subarray(from) : bytes
    answer.writeHead(partial ? 206 : 200, {
      'content-type': 'application/octet-stream',
      'content-length': body.length,
      ...(etag === null ? {} : { etag }),
      ...(ranges ? { 'accept-ranges': 'bytes' } : {}),
      ...(partial ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
      ...headers,
    })
    if (request.method === 'HEAD') return void answer.end()
    if (cutAfter === undefined) {
      answer.write(body)
      return void answer.end()
    }
    // Everything before the cut arrives.
    answer.write(body.subarray(0, cutAfter), () => answer.socket?.end())
  }
}

export function say(status: number, headers: Readonly<Record<string, string | number>> = {}, body: string | Uint8Array = ''): Script {
  return (_, answer) => {
    answer.writeHead(status, headers)
    if (body.length > 0) answer.write(body)
    answer.end()
  }
}

export const redirectTo = (to: string, status = 302): Script => say(status, { location: to })
