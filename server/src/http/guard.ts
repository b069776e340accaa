import type { CallerTier, Sessions } from './session.js'
import { refuse, type Refusal } from './refusal.js'
import { readBearer } from './tokens.js'

/** What may be had without a token: the page's document (also by a link from anywhere), its other files, an open endpoint. */
export type OpenKind = 'document' | 'file' | 'endpoint'

export interface GuardedRequest {
  readonly method: string
  readonly path: string
  header(name: string): string | undefined
}

export type Judgement =
  { readonly ok: true; readonly tier: CallerTier | null } | { readonly ok: false; readonly refusal: Refusal }

/**
 * Rules P3 to P5 and P8 for every request, known route or not; there is no way around it. The host was checked before
 * (P2), so the only origin of ours is the one the request's own `Host` names. No header of CORS is ever sent.
 */
export function judgeRequest(
  request: GuardedRequest,
  sessions: Sessions,
  openKind: (method: string, path: string) => OpenKind | null,
): Judgement {
  const origin = request.header('origin')
  const own = `http://${request.header('host')?.toLowerCase()}`
  if (origin !== undefined && origin !== own) return refused(refuse('ORIGIN_NOT_ALLOWED'))
  if (request.method === 'OPTIONS') return refused(refuse('PREFLIGHT_REFUSED'))
  const open = openKind(request.method, request.path)
  if (!ownSite(request) && !(open === 'document' && isNavigation(request))) return refused(refuse('SITE_NOT_ALLOWED'))
  const token = readBearer(request.header('authorization'))
  const tier = token === null ? null : sessions.tierOf(token)
  if (tier !== null || open !== null) return { ok: true, tier }
  return refused(refuse('TOKEN_REFUSED', {}, { headers: { 'WWW-Authenticate': 'Bearer' } }))
}

/** Absent from programs that are no browser; an own origin does not excuse another site's mark. */
function ownSite(request: GuardedRequest): boolean {
  const site = request.header('sec-fetch-site')?.toLowerCase()
  return site === undefined || site === 'none' || site === 'same-origin'
}

/** A link or an address bar in a top-level window: it shows the page and can read nothing of it. */
function isNavigation(request: GuardedRequest): boolean {
  const mode = request.header('sec-fetch-mode')?.toLowerCase()
  const destination = request.header('sec-fetch-dest')?.toLowerCase()
  return request.method === 'GET' && mode === 'navigate' && destination === 'document'
}

function refused(refusal: Refusal): Judgement {
  return { ok: false, refusal }
}

/** `panel` opens what says panel; `all` opens everything. */
export function allows(tier: CallerTier | null, needed: 'open' | CallerTier): boolean {
  return needed === 'open' || tier === 'all' || tier === needed
}
