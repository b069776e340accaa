import type { SourceName, SourceUse } from '@greenlight/shared/sources'
import type { EgressAnswer, OutsideHost } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'

/** What left through a host of a test, in order. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly purpose: string
}

export interface LoopbackHost extends OutsideHost {
  readonly sent: readonly Sent[]
}

type Init = NonNullable<Parameters<OutsideHost['fetch']>[2]>

/**
 * A way out to a stand-in on this machine that really speaks HTTP: one try, redirects within loopback only, no cache. Behaves as
 * OutsideHost says it does (SOURCE_OFF, SOURCE_UNREACHABLE, the signal's reason).
 */
export function createLoopbackHost(name: SourceName, endpoint: string, use: SourceUse = 'on'): LoopbackHost {
  const sent: Sent[] = []
  return {
    name,
    endpoint,
    use,
    sent,
    async fetch(path, purpose, init = {}) {
      init.signal?.throwIfAborted()
      if (use === 'off') throw new ProblemError('SOURCE_OFF', { source: name })
      if (!path.startsWith('/')) throw new Error(`a path begins with a slash: ${path}`)
      sent.push({ method: init.method ?? 'GET', path, purpose })
      try {
        return await exchange(endpoint + path, init)
      } catch (error) {
        init.signal?.throwIfAborted()
        throw new ProblemError('SOURCE_UNREACHABLE', { source: name, host: new URL(endpoint).host }, { cause: error })
      }
    },
  }
}

async function exchange(address: string, init: Init, hops = 0): Promise<EgressAnswer> {
  const answer = await fetch(address, {
    method: init.method ?? 'GET',
    headers: { 'accept-encoding': 'identity', ...init.headers },
    body: init.body ?? null,
    signal: init.signal ?? null,
    redirect: 'manual',
  })
  const location = answer.headers.get('location')
  if (init.follow !== false && location !== null && answer.status >= 300 && answer.status < 400) {
    const next = new URL(location, address)
    if (next.hostname !== '127.0.0.1' || hops === 5) throw new Error(`led to ${next.host}`)
    return exchange(next.href, init, hops + 1)
  }
  return { status: answer.status, headers: new Map(answer.headers), bytes: new Uint8Array(await answer.arrayBuffer()) }
}
