import type { SourceName } from '@greenlight/shared/sources'
import { policyRules } from '../../../core/policy-words.js'
import { ProblemError } from '../../../problems.js'
import { hostAndPort } from '../target.js'
import type { TransferParts, TransferRules } from './parts.js'
import { atMirror, sourceOf } from './source-of.js'

/** What a transfer may do. */
export interface Leave {
  /** Null: a host that the person named. */
  readonly source: SourceName | null
  /** The address, at the mirror that the user named where there is one; no user, no fragment. */
  readonly url: URL
  /** Origin that the token is for. */
  readonly home: URL
  readonly token: string | null
}

/** For people: who gives the file. */
export const giverOf = ({ source, url }: Pick<Leave, 'source' | 'url'>): string => source ?? url.host

/**
 * Whether an address may be asked at all, before any name look-up: its source is on (or meant now), or its host is one that the person
 * named. SOURCE_OFF, POLICY_REFUSED, SOURCE_REFUSED_ADDRESS.
 */
export function leaveFor(parts: TransferParts, rules: TransferRules, address: string, ask: readonly SourceName[]): Leave {
  const asked = readUrl(address)
  const source = sourceOf(asked, { endpointOf: (name) => parts.sources(name).endpoint, ofHost: parts.sourceOfHost })
  const state = source === null ? null : parts.sources(source)
  const url = state === null ? asked : atMirror(asked, state.endpoint)
  const named = parts.allow.has(hostAndPort(url)) || rules.hosts.some((host) => [url.hostname, url.host, hostAndPort(url)].includes(host.toLowerCase()))
  const isOpen = source !== null && state !== null && (state.use === 'on' || (state.use === 'ask' && ask.includes(source)))
  if (!named) {
    const what = `a download from ${url.host}`
    if (source === null) throw new ProblemError('POLICY_REFUSED', { what, because: 'this host is not named', rule: policyRules.hosts })
    if (!isOpen) throw new ProblemError('SOURCE_OFF', { source })
    if (!rules.allowedSources.includes(source)) throw new ProblemError('POLICY_REFUSED', { what, because: `${source} is not among the sources`, rule: policyRules.allowedSources })
  }
  return { source, url, home: new URL(state?.endpoint ?? url.origin), token: isOpen ? (state?.token ?? null) : null }
}

function readUrl(address: string): URL {
  const refused = (host: string, because: string) => new ProblemError('SOURCE_REFUSED_ADDRESS', { source: 'The download', host, because })
  if (!URL.canParse(address)) throw refused('an address that is none', 'it is no web address')
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(`a ${url.protocol} address`, 'it is no web address')
  if (url.username !== '' || url.password !== '') throw refused(url.host, 'it holds a name and a password')
  url.hash = ''
  return url
}
