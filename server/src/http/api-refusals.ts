import type { Endpoint } from '@greenlight/shared/api'
import type { ProblemCode } from '../problems.js'
import { statusOf } from './refusal.js'

/** What any request may meet at the door. */
const always: readonly ProblemCode[] = [
  'BODY_TOO_LARGE',
  'HEADERS_TOO_LARGE',
  'HOST_NOT_ALLOWED',
  'INTERNAL',
  'ORIGIN_NOT_ALLOWED',
  'REQUEST_MALFORMED',
  'REQUEST_TIMEOUT',
  'SITE_NOT_ALLOWED',
]

/** The door's refusals of one endpoint by status, codes sorted. A handler's own problems come on top (`default`). */
export function refusalsOf(endpoint: Endpoint): ReadonlyMap<number, readonly string[]> {
  const codes: [number, ProblemCode][] = always.map((code) => [statusOf(code), code])
  const add = (when: boolean, code: ProblemCode, status = statusOf(code)) => void (when && codes.push([status, code]))
  add(endpoint.tier !== 'open', 'TOKEN_REFUSED')
  add(endpoint.tier === 'all', 'TIER_TOO_LOW')
  add(true, 'REQUEST_SHAPE', 400)
  add(endpoint.method !== 'GET', 'BODY_TYPE_REFUSED')
  add(endpoint.body !== undefined, 'REQUEST_SHAPE')
  add(endpoint.stream === true, 'STREAMS_EXHAUSTED')
  add(endpoint.path === '/session', 'LAUNCH_CODE_WRONG')
  add(endpoint.path === '/session', 'LAUNCH_CODE_WAIT')
  const byStatus = new Map<number, string[]>()
  for (const [status, code] of codes.sort()) byStatus.set(status, [...(byStatus.get(status) ?? []), code].sort())
  return byStatus
}
