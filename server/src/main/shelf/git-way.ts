import { findWay, type LookUp } from '../../adapters/egress/outside/find-way.js'
import { chooseProxy, type ProxyChoice } from '../../adapters/egress/outside/proxy.js'
import { isLoopback } from '../../adapters/egress/target.js'
import type { GitWay } from '../../adapters/git/asked.js'

export interface GitWayRules {
  /** `host:port` entries that may be private and plain http. */
  readonly allow: ReadonlySet<string>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where repositories of github.com are asked in its place; null: there itself. */
  readonly mirror: () => string | null
  readonly lookUp: LookUp
}

/** The rules of every other request for the first host that git asks: a mirror alone may be on this machine. Where git is redirected to, it looks up by itself. */
export function createGitWay({ allow, env, mirror, lookUp }: GitWayRules): (url: URL, signal: AbortSignal) => Promise<GitWay> {
  return async (url, signal) => {
    const own = mirror()
    const loopbackAllowed = own !== null && isLoopback(new URL(own).hostname) && new URL(own).origin === url.origin
    const rules = { allow, loopbackAllowed, lookUp, proxyFor: (one: URL) => proxyOfGit(one, env) }
    const way = await findWay(url, null, rules, signal).catch(() => null)
    signal.throwIfAborted()
    if (way === null) return { ok: false, because: 'its host is not found' }
    if (!way.ok) return { ok: false, because: way.because }
    return { ok: true, straight: way.proxy === null, addresses: way.addresses?.map(({ address, family }) => (family === 6 ? `[${address}]` : address)) ?? null }
  }
}

/** git knows proxies of more kinds, and `ALL_PROXY`; here it only matters that there is one. */
function proxyOfGit(url: URL, env: GitWayRules['env']): ProxyChoice {
  const all = env.all_proxy ?? env.ALL_PROXY
  const set = (of: string | undefined) => (of === undefined || of.trim() === '' ? all : of)?.replace(/^[a-z][a-z0-9+.-]*:\/\//i, 'http://')
  return chooseProxy(url, { ...env, https_proxy: set(env.https_proxy ?? env.HTTPS_PROXY), http_proxy: set(env.http_proxy ?? env.HTTP_PROXY) })
}
