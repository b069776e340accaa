import type { SourceName } from '@greenlight/shared/sources'
import { hostAndPort, isLoopback } from '../../adapters/egress/target.js'
import { normalizeEndpoint } from '../../adapters/files/sources/services.js'
import { ProblemError } from '../../problems.js'
import { allowedHosts } from './allowed-hosts.js'

/**
 * The endpoint that a person named: null for `default` (the service's own), undefined for none. SOURCE_REFUSED_ADDRESS for
 * one that no question could be sent to.
 */
export function endpointFrom(source: SourceName, text: string | undefined, env: Readonly<Record<string, string | undefined>>): string | null | undefined {
  if (text === undefined) return undefined
  if (text === 'default') return null
  const endpoint = normalizeEndpoint(text)
  if (endpoint === null) throw new ProblemError('SOURCE_REFUSED_ADDRESS', { source, host: 'that endpoint', because: 'it is no web address, or has more than host and path' })
  const url = new URL(endpoint)
  if (url.protocol === 'https:' || isLoopback(url.hostname) || allowedHosts(env).has(hostAndPort(url))) return endpoint
  throw new ProblemError('SOURCE_REFUSED_ADDRESS', { source, host: hostAndPort(url), because: 'it is not https' })
}
