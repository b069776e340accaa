import { refuse, type Refusal } from './refusal.js'

/** What of `IncomingMessage` is looked at before anything reads it as a URL. */
export interface RawRequest {
  readonly httpVersion: string
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** Name, value, name, value ... as they came, repeated ones included. */
  readonly rawHeaders: readonly string[]
}

/** Headers that decide something: two of them could be read differently by whoever stands in between. */
const single = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'origin',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'transfer-encoding',
])

/** No route has an escaped, reserved or non-ASCII character in its path, so no such path is ever decoded. */
const plainPath = /^(?:\/[A-Za-z0-9._~-]+)*\/?$/
const plainQuery = /^[A-Za-z0-9._~!$&'()*+,;:@/?%=-]*$/

/** P2 on the raw text of a request: null when it may be read on. `port` is the one that is listened at. */
export function guardRaw(request: RawRequest, port: number): Refusal | null {
  if (request.httpVersion !== '1.1') return malformed('only HTTP/1.1 is spoken')
  const seen = new Map<string, string>()
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = String(request.rawHeaders[at]).toLowerCase()
    if (single.has(name) && seen.has(name)) return malformed(`more than one ${name} header`)
    seen.set(name, String(request.rawHeaders[at + 1]))
  }
  const host = seen.get('host')
  if (host === undefined) return malformed('no host header')
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (reads && seen.has('transfer-encoding')) return malformed('a body where none belongs')
  return guardTarget(request.url ?? '') ?? guardHost(host, port)
}

function guardTarget(target: string): Refusal | null {
  const query = target.indexOf('?')
  const path = query === -1 ? target : target.slice(0, query)
  const dots = path.split('/').some((part) => part === '.' || part === '..')
  if (!path.startsWith('/') || dots || !plainPath.test(path)) return malformed('its path is not plain')
  return query === -1 || plainQuery.test(target.slice(query + 1)) ? null : malformed('its query is not plain')
}

function guardHost(host: string, port: number): Refusal | null {
  const name = host.toLowerCase()
  if (['127.0.0.1', 'localhost', '[::1]'].some((own) => name === `${own}:${port}`)) return null
  return refuse('HOST_NOT_ALLOWED', { port })
}

function malformed(because: string): Refusal {
  return refuse('REQUEST_MALFORMED', { because })
}
