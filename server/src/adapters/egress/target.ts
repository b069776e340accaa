/** Where a request may go, and how the name is turned into an address. */
export type Target =
  | { readonly ok: true; readonly url: URL; readonly loopback: boolean; readonly addresses: readonly Address[] | null }
  | { readonly ok: false; readonly host: string }

/** `family` is 4 or 6. */
export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** `localhost` is never asked of a name server: a hosts file or resolver could point it elsewhere. */
const localhost: readonly Address[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/**
 * Decides by the address alone, before any socket or name look-up: loopback, or one of `allow` (`host:port`, as
 * `normalizeHost` writes them). URL parsing has already turned 127.1, 0x7f000001 and the like into dotted form.
 */
export function decideTarget(address: string, allow: ReadonlySet<string>): Target {
  if (!URL.canParse(address)) return { ok: false, host: 'an address that is none' }
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, host: `a ${url.protocol} address` }
  const loopback = isLoopback(url.hostname)
  if (!loopback && !allow.has(hostAndPort(url))) return { ok: false, host: hostAndPort(url) }
  return { ok: true, url, loopback, addresses: url.hostname === 'localhost' ? localhost : null }
}

/** Of a parsed address: by its spelling alone. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** `HOST:PORT`, the port always told. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
}

/** `HOST:PORT` as the check compares it, or null where it is none: lower case, numeric addresses in their usual form. */
export function normalizeHost(entry: string): string | null {
  const found = /^(.+):(\d{1,5})$/.exec(entry.trim())
  if (!found || !URL.canParse(`http://${entry.trim()}`)) return null
  const url = new URL(`http://${entry.trim()}`)
  return url.pathname === '/' && url.username === '' ? `${url.hostname}:${found[2]}` : null
}
