import { isIP } from 'node:net'
import { type Address, hostAndPort, isLoopback } from '../target.js'
import { isPublicAddress } from './public-address.js'
import type { ProxyChoice } from './proxy.js'

/** How one hop may be made. `askedName`: a name server was asked, so something left this machine already. */
export type Way =
  | { readonly ok: true; readonly addresses: readonly Address[] | null; readonly proxy: URL | null; readonly loopback: boolean; readonly askedName: boolean }
  | { readonly ok: false; readonly because: string; readonly askedName: boolean }

/** Rejects with the system's error. */
export type LookUp = (hostname: string, signal: AbortSignal | null) => Promise<readonly Address[]>

export interface WayRules {
  /** `host:port` entries that may be private and plain http. */
  readonly allow: ReadonlySet<string>
  /** Whether the endpoint itself is on this machine: only then may a redirect be. */
  readonly loopbackAllowed: boolean
  readonly proxyFor: (url: URL) => ProxyChoice
  readonly lookUp: LookUp
}

const localhost: readonly Address[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]
const localName = /(?:^[^.]*|\.(?:arpa|corp|home|internal|intranet|lan|local|localdomain|localhost|private))\.?$/

/**
 * Decides one hop by its address, then by what its name means now: asked once, and the answer is what the connection gets, so a name
 * cannot mean something else a moment later. A proxy asks the name itself; names that are local by their spelling are kept from it.
 */
export async function findWay(url: URL, before: URL | null, rules: WayRules, signal: AbortSignal | null): Promise<Way> {
  const refused = (because: string, askedName = false) => ({ ok: false, because, askedName }) as const
  const named = rules.allow.has(hostAndPort(url))
  const loopback = isLoopback(url.hostname)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('it is no web address')
  if (url.username !== '' || url.password !== '') return refused('it holds a name and a password')
  if (before?.protocol === 'https:' && url.protocol === 'http:') return refused('it steps down from https to http')
  if (loopback && !named && !rules.loopbackAllowed) return refused('it is on this machine')
  if (url.protocol === 'http:' && !named && !loopback) return refused('it is not https')
  if (loopback) return { ok: true, addresses: url.hostname === 'localhost' ? localhost : null, proxy: null, loopback, askedName: false }
  const numeric = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0
  if (numeric && !named && !isPublicAddress(url.hostname.replace(/^\[|\]$/g, ''))) return refused('it is no address of the public internet')
  const choice = rules.proxyFor(url)
  if (!choice.ok) return refused(choice.because)
  if (choice.proxy !== null) {
    if (!numeric && !named && localName.test(url.hostname)) return refused('its name is one of a private network')
    return { ok: true, addresses: null, proxy: choice.proxy, loopback, askedName: false }
  }
  if (numeric) return { ok: true, addresses: null, proxy: null, loopback, askedName: false }
  const found = await rules.lookUp(url.hostname, signal)
  const addresses = named ? found : found.filter(({ address }) => isPublicAddress(address))
  if (addresses.length === 0) return refused('its name leads to no address of the public internet', true)
  return { ok: true, addresses, proxy: null, loopback, askedName: true }
}
