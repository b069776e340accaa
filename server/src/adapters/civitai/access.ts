import type { ProviderFile } from '../../core/ports.js'
import type { Version } from './read-version.js'

export interface Access {
  readonly access: ProviderFile['access']
  readonly tells: readonly string[]
}

/** What the small version route says about fetching, by the service's own clock. */
export interface Permission {
  readonly needsLogin: boolean
  /** Early access or paid. */
  readonly restricted: boolean
  readonly endsAt: string | null
}

const removed = (tell: string): Access => ({ access: 'removed', tells: [tell] })

/**
 * What stands between a person and a version's files. `now`: the service's clock (its Date header), milliseconds since the epoch, NaN
 * when it is not told; then a deadline counts as still ahead
 * unless the version is public.
 */
export function accessOf(version: Version, permission: Permission | null, now: number): Access {
  const { mode, status, availability, usageControl, earlyAccessEndsAt } = version
  if (mode === 'Archived') return removed('Its author has archived the model: Civitai shows it and no longer gives its files.')
  if (mode === 'TakenDown') return removed('Civitai has taken the model down.')
  if (status !== null && status !== 'Published') return removed('This version is not published any more.')
  if (usageControl !== null && usageControl !== 'Download') return removed("Its author lets it be used on Civitai's own generator only, not fetched.")
  if (permission?.restricted) return restricted(permission.endsAt)
  const ahead = earlyAccessEndsAt !== null && !(Date.parse(earlyAccessEndsAt) <= now) && !(Number.isNaN(now) && availability === 'Public')
  if (permission === null && (availability === 'EarlyAccess' || ahead)) return restricted(earlyAccessEndsAt, true)
  if (permission === null && version.paid) return restricted(null)
  if (permission?.needsLogin || availability === 'Private') return { access: 'login', tells: ['Civitai wants a login for this file: set your API key for it.'] }
  return { access: 'open', tells: [] }
}

function restricted(endsAt: string | null, early = false): Access {
  if (endsAt === null && !early) return { access: 'paid', tells: ['Civitai gives this file only to those who paid for it.'] }
  const until = endsAt === null ? '' : ` until ${endsAt}`
  return { access: 'early-access', tells: [`In early access${until}: Civitai gives it only to those who paid for it; then to everybody.`] }
}
