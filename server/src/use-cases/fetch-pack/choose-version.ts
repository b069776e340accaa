import type { RegistryVersion } from '../../core/registry.js'

/**
 * The version that is asked for, a `v` before it or not; for none the newest that the registry stands by. Null: there is no such one.
 * `versions`: newest first.
 */
export function chooseVersion(versions: readonly RegistryVersion[], asked: string | null): RegistryVersion | null {
  if (asked !== null)
    return (
      versions.find(({ version }) => version === asked) ??
      versions.find(({ version }) => bare(version) === bare(asked)) ??
      null
    )
  // Many ordinary packs are flagged; pending means that nobody has looked yet.
  const settled = versions.filter(({ status, deprecated }) => status !== 'pending' && deprecated !== true)
  return settled[0] ?? versions[0] ?? null
}

function bare(version: string): string {
  return version.trim().replace(/^v(?=\d)/i, '')
}
