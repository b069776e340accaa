import { hostAndPort } from '../target.js'

type Env = Readonly<Record<string, string | undefined>>

/** How a request leaves: straight, through a proxy, or not at all because the proxy's setting is not understood. */
export type ProxyChoice = { readonly ok: true; readonly proxy: URL | null } | { readonly ok: false; readonly because: string }

/**
 * The proxy that the environment names for an address, as curl reads it: `https_proxy` or `http_proxy` by scheme (capitals too), unless `no_proxy` lists
 * the host: `*`, a name (itself and what lies below it), or an address; each with or without a port. A setting that is not understood is
 * no leave to go straight.
 */
export function chooseProxy(url: URL, env: Env): ProxyChoice {
  const named = url.protocol === 'https:' ? (env.https_proxy ?? env.HTTPS_PROXY) : (env.http_proxy ?? env.HTTP_PROXY)
  if (named === undefined || named.trim() === '' || isExcepted(url, env.no_proxy ?? env.NO_PROXY ?? '')) return { ok: true, proxy: null }
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(named.trim()) ? named.trim() : `http://${named.trim()}`
  const proxy = URL.canParse(text) ? new URL(text) : null
  if (proxy === null || proxy.hostname === '') return { ok: false, because: 'the proxy in the environment is no address' }
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') return { ok: false, because: `a proxy of the kind ${proxy.protocol} is not known here` }
  return { ok: true, proxy }
}

function isExcepted(url: URL, list: string): boolean {
  const [host, there] = [url.hostname.toLowerCase(), hostAndPort(url)]
  return list.split(/[\s,]+/).some((entry) => {
    const rule = entry.toLowerCase().replace(/^\*?\./, '')
    if (rule === '') return false
    return entry === '*' || [host, there].some((one) => one === rule || one === `[${rule}]` || one.endsWith(`.${rule}`))
  })
}
