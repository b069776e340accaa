import { normalizeHost } from '../../adapters/egress/target.js'

/** `GREENLIGHT_ALLOW_HOSTS`: `host:port` entries that this process may reach by plain http and at private addresses (contract.md). */
export function allowedHosts(env: Readonly<Record<string, string | undefined>>): ReadonlySet<string> {
  return new Set((env.GREENLIGHT_ALLOW_HOSTS ?? '').split(',').flatMap((entry) => normalizeHost(entry) ?? []))
}
