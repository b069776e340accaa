import type { Egress } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { exchange } from './exchange.js'
import { reasonOf } from './reason.js'
import { decideTarget, normalizeHost } from './target.js'

/** A page of another origin would send these; we are none and speak for nobody's session. */
const neverSent = new Set(['origin', 'referer', 'cookie', 'host', 'content-length', 'transfer-encoding', 'connection'])

/**
 * The only way out (law 9): loopback, and the ComfyUI addresses a person named (`allow`: `host:port`). Everything else is
 * EGRESS_OFF before any socket or name look-up. A redirect is an answer and is not followed. `timeoutMs` (default 10,000)
 * covers the whole exchange, `maxBytes` (default 64 MiB) the body. Rejects with a ProblemError EGRESS_OFF or
 * COMFYUI_UNREACHABLE, or with the signal's reason. `log` gets a line before each request, without its query.
 */
export function createEgress(options: { allow: readonly string[]; log?: (line: string) => void }): Egress {
  const allow = new Set(options.allow.map(normalizeHost).filter((host) => host !== null))
  return {
    async fetch(address, init = {}) {
      const target = decideTarget(address, allow)
      if (!target.ok) throw new ProblemError('EGRESS_OFF', { host: target.host })
      init.signal?.throwIfAborted()
      const method = init.method ?? 'GET'
      options.log?.(`${method} ${target.url.origin}${target.url.pathname}`)
      try {
        return await exchange({
          url: target.url,
          method,
          headers: headersFor(init.headers ?? {}, init.body ?? null),
          body: init.body ?? null,
          addresses: target.addresses,
          // Who holds a loopback port is on this machine already; there a certificate proves nothing more.
          anyCertificate: target.loopback,
          timeoutMs: init.timeoutMs ?? 10_000,
          maxBytes: init.maxBytes ?? 64 * 1024 * 1024,
          signal: init.signal ?? null,
        })
      } catch (error) {
        if (init.signal?.aborted) throw error
        throw new ProblemError('COMFYUI_UNREACHABLE', { url: target.url.origin, because: reasonOf(error) }, { cause: error })
      }
    },
  }
}

function headersFor(given: Readonly<Record<string, string>>, body: string | null): Record<string, string> {
  const headers = new Map([['user-agent', 'greenlight']])
  for (const [name, value] of Object.entries(given)) {
    if (!neverSent.has(name.toLowerCase())) headers.set(name.toLowerCase(), value)
  }
  headers.set('accept-encoding', 'identity')
  if (body !== null) headers.set('content-length', String(Buffer.byteLength(body)))
  return Object.fromEntries(headers)
}
