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
 * when it is not told.
 */
export function accessOf(version: Version, permission: Permission | null, now: number): Access {
  const { mode, status, availability, usageControl, earlyAccessEndsAt } = version
  if (mode === 'Archived')
    return removed('Its author has archived the model: Civitai shows it and no longer gives its files.')
  if (mode === 'TakenDown') return removed('Civitai has taken the model down.')
  if (status !== null && status !== 'Published') return removed('This version is not published any more.')
  if (usageControl !== null && usageControl !== 'Download')
    return removed("Its author lets it be used on Civitai's own generator only, not fetched.")
  if (isEarly(version, now)) return earlyAccess(earlyAccessEndsAt)
  if (permission?.needsLogin || availability === 'Private')
    return { access: 'login', tells: ['Civitai wants a login for this file: set your API key for it.'] }
  if (permission?.restricted && permission.endsAt !== null) return earlyAccess(permission.endsAt)
  if (permission?.restricted || version.paid)
    return { access: 'paid', tells: ['Civitai gives this file only to those who paid for it.'] }
  return { access: 'open', tells: [] }
}

/** The service goes by the deadline; its word `EarlyAccess` is taken off some time after it. */
function isEarly({ availability, earlyAccessEndsAt }: Version, now: number): boolean {
  const left = Date.parse(earlyAccessEndsAt ?? '') - now
  if (!Number.isNaN(left)) return left > 0
  return availability === 'EarlyAccess' || (earlyAccessEndsAt !== null && availability !== 'Public')
}

function earlyAccess(endsAt: string | null): Access {
  const until = endsAt === null ? '' : ` until ${endsAt}`
  return {
    access: 'early-access',
    tells: [`In early access${until}: Civitai gives it only to those who paid for it; then to everybody.`],
  }
}
