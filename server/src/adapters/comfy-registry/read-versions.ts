import { compareSemver, type RegistryVersion } from '../../core/registry.js'
import { dateAt, type Foreign, isForeign, known, lineAt, own, statusAt } from './foreign.js'

const gone = new Set(['banned', 'deleted'])

/**
 * Reads the bare list of `NodeVersion`, newest first by semver: the service orders by text, which puts 1.9.0 before 1.10.0.
 * Banned and deleted ones are left out. Null when it is no list.
 */
export function readVersions(value: unknown): readonly RegistryVersion[] | null {
  if (value === null) return []
  if (!Array.isArray(value)) return null
  const byVersion = new Map<string, RegistryVersion>()
  for (const entry of value.filter(isForeign)) {
    const version = readVersion(entry)
    if (version !== null && !gone.has(version.status ?? '')) byVersion.set(version.version, version)
  }
  return [...byVersion.values()].sort((a, b) => compareSemver(b.version, a.version) || (a.version < b.version ? -1 : 1))
}

function readVersion(entry: Foreign): RegistryVersion | null {
  const version = lineAt(entry, 'version', 100)
  if (version === null) return null
  return known<RegistryVersion>({
    version,
    published: dateAt(entry, 'createdAt'),
    status: statusAt(entry, 'status'),
    deprecated: own(entry, 'deprecated') === true ? true : null,
    extracted: lineAt(entry, 'comfy_node_extract_status', 60)?.toLowerCase() ?? null,
    download: addressAt(entry, 'downloadUrl'),
  })
}

/** Whole or not at all: half an address leads elsewhere. */
function addressAt(entry: Foreign, key: string): string | null {
  const value = own(entry, key)
  return typeof value === 'string' && value.length <= 2000 && /^https?:\/\//.test(value) && URL.canParse(value) ? value : null
}
