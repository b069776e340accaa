import type { SourceName } from '@greenlight/shared/sources'
import { hostAndPort, isLoopback } from '../../adapters/egress/target.js'
import { normalizeEndpoint, normalizeGitMirror } from '../../adapters/files/sources/services.js'
import { ProblemError } from '../../problems.js'
import { allowedHosts } from './allowed-hosts.js'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The endpoint that a person named: null for `default` (the service's own), undefined for none. SOURCE_REFUSED_ADDRESS for
 * one that no question could be sent to.
 */
export function endpointFrom(source: SourceName, text: string | undefined, env: Env): string | null | undefined {
  return addressFrom(source, text, { normalize: normalizeEndpoint, env })
}

/** As `endpointFrom`, for the mirror that git asks in place of https://github.com. */
export function gitMirrorFrom(text: string | undefined, env: Env): string | null | undefined {
  return addressFrom('github', text, { normalize: normalizeGitMirror, env })
}

function addressFrom(source: SourceName, text: string | undefined, { normalize, env }: { readonly normalize: typeof normalizeEndpoint; readonly env: Env }): string | null | undefined {
  if (text === undefined) return undefined
  if (text === 'default') return null
  const endpoint = normalize(text)
  if (endpoint === null) throw new ProblemError('SOURCE_REFUSED_ADDRESS', { source, host: 'that endpoint', because: 'it is no web address, or has more than host and path' })
  const url = new URL(endpoint)
  if (url.protocol === 'https:' || isLoopback(url.hostname) || allowedHosts(env).has(hostAndPort(url))) return endpoint
  throw new ProblemError('SOURCE_REFUSED_ADDRESS', { source, host: hostAndPort(url), because: 'it is not https' })
}
