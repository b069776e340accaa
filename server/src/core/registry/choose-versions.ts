import type { RegistryVersion } from '../registry.js'

/** Versions that are tried when the service does not say which of them it could read. */
const tries = 3

/** The version that people get: the newest that is not still being looked at, else the newest. `versions`: newest first. */
export function newestVersion(versions: readonly RegistryVersion[]): RegistryVersion | null {
  return versions.find(({ status }) => status !== 'pending') ?? versions[0] ?? null
}

/**
 * Versions to ask for node types until one has some: the newest, and behind it the newest that the service could read. It
 * reads them by starting ComfyUI with the pack, which fails for many versions and stood still for months.
 */
export function versionsToAsk(versions: readonly RegistryVersion[]): readonly RegistryVersion[] {
  const newest = newestVersion(versions)
  if (newest === null) return []
  const others = versions.filter((version) => version !== newest)
  const isTold = versions.some(({ extracted }) => extracted !== undefined)
  if (!isTold) return [newest, ...others].slice(0, tries)
  const read = others.find(({ extracted }) => extracted === 'success')
  if (read === undefined) return [newest]
  return newest.extracted === 'success' || newest.extracted === undefined ? [newest, read] : [read]
}
