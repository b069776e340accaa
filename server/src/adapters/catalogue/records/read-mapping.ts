import type { PackRisk } from '@greenlight/shared/packs'
import { compareSemver } from '../../../core/registry.js'
import { isForeign, numberOf, own, textOf, textsOf } from '../foreign.js'
import { plainText } from '../lists/plain-text.js'
import type { PackRecord } from './record-view.js'

type Entry = Readonly<Record<string, unknown>>

/** Whether a value is a mapping of node types to packages as ComfyGit keeps it. */
export function isMapping(value: unknown): value is Entry {
  return isForeign(value) && isForeign(own(value, 'mappings')) && isForeign(own(value, 'packages'))
}

/**
 * Packs of a ComfyGit mapping: `{ mappings: { "Type::hash|_": [{ package_id, versions, rank }] }, packages: { id: { display_name,
 * repository, github_stars, versions: { "1.0": { deprecated, dependencies } } } } }`. Packs it took from ComfyUI-Manager have ids
 * of its own making (`github_owner_name`): those are no registry ids. Broken entries are left out.
 */
export function readMapping(value: Entry): PackRecord[] {
  const packages = own(value, 'packages')
  const types = typesByPackage(own(value, 'mappings'))
  return isForeign(packages)
    ? Object.keys(packages).flatMap((id) => {
        const entry = packages[id]
        return isForeign(entry) ? (recordOf(id, entry, types.get(id) ?? []) ?? []) : []
      })
    : []
}

function typesByPackage(mappings: unknown): Map<string, string[]> {
  const types = new Map<string, string[]>()
  if (!isForeign(mappings)) return types
  for (const key of Object.keys(mappings)) {
    const end = key.lastIndexOf('::')
    const claims: unknown = mappings[key]
    if (end <= 0 || !Array.isArray(claims)) continue
    const type = key.slice(0, end)
    for (const claim of claims) {
      const id = isForeign(claim) ? textOf(own(claim, 'package_id')) : null
      if (id === null) continue
      const known = types.get(id)
      if (known === undefined) types.set(id, [type])
      else if (known.at(-1) !== type) known.push(type)
    }
  }
  return types
}

function recordOf(id: string, entry: Entry, types: readonly string[]): PackRecord | null {
  const made = id.startsWith('github_') && (textOf(own(entry, 'source')) === 'manager' || !hasVersions(entry))
  const repository = textOf(own(entry, 'repository'))
  if (made && repository === null) return null
  const latest = newest(own(entry, 'versions'))
  const deprecated = latest !== null && own(latest.about, 'deprecated') === true ? 'The Comfy Registry marks its newest version as deprecated.' : null
  const packages = latest === null ? [] : textsOf(own(latest.about, 'dependencies'))
  const [author, description] = [textOf(own(entry, 'author')), plainText(textOf(own(entry, 'description')) ?? '')]
  const stars = numberOf(own(entry, 'github_stars'))
  const risks: PackRisk[] = [
    ...(deprecated === null ? [] : [{ kind: 'deprecated' as const, says: deprecated }]),
    ...(packages.length === 0 ? [] : [{ kind: 'packages' as const, says: `Its newest version names Python packages: ${packages.slice(0, 40).join(', ')}.` }]),
  ]
  return {
    id: made ? null : id.toLowerCase(),
    repository,
    title: textOf(own(entry, 'display_name')),
    about: {
      ...(author === null ? {} : { author }),
      ...(description === '' ? {} : { description }),
      ...(stars === null || stars <= 0 ? {} : { stars }),
      ...(latest === null ? {} : { latest: latest.version }),
      ...(deprecated === null ? {} : { deprecated }),
    },
    risks,
    wins: [],
    types: [...new Set(types)],
  }
}

function hasVersions(entry: Entry): boolean {
  const versions = own(entry, 'versions')
  return isForeign(versions) && Object.keys(versions).length > 0
}

function newest(versions: unknown): { readonly version: string; readonly about: Entry } | null {
  if (!isForeign(versions)) return null
  const version = Object.keys(versions).sort(compareSemver).at(-1)
  const about = version === undefined ? null : versions[version]
  return version === undefined || !isForeign(about) ? null : { version, about }
}
