import { withoutToken } from '../outside/hop-headers.js'
import type { Leave } from './leave-for.js'

/** One hop of the way to a file. */
export interface Hop {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
}

/** What a question about a file may carry to any host. */
export interface Part {
  /** First byte that is wanted; 0: the whole file. `last`: for asking about it only. */
  readonly from: number
  readonly last?: number
  readonly ifRange?: string
}

export interface Question {
  readonly method: 'GET' | 'HEAD'
  readonly part: Part | null
  /** For the ledger: words only. */
  readonly purpose: string
  /** The first redirect to another origin is the answer. */
  readonly stayHome?: boolean
  readonly signal: AbortSignal
}

/**
 * Address and headers of one hop. `own`: the way has not left the source's origin; only there goes the token, and nothing else
 * ever tells who asks. Null where the token would stand in the address in some way.
 */
export function hopTo(leave: Leave, url: URL, part: Part | null, own: boolean): Hop | null {
  const clean = own ? url : withoutToken(url, leave.token)
  if (clean === null) return null
  const range = part === null || (part.from === 0 && part.last === undefined) ? null : `bytes=${part.from}-${part.last ?? ''}`
  return {
    url: clean,
    headers: {
      'accept': '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'greenlight',
      ...(range === null ? {} : { range }),
      ...(range === null || part?.ifRange === undefined ? {} : { 'if-range': part.ifRange }),
      ...(own && leave.token !== null ? { authorization: `Bearer ${leave.token}` } : {}),
    },
  }
}
