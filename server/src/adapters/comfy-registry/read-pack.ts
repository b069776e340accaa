import type { RegistryPack, SpelledPack } from '../../core/registry.js'
import { repositoryUrl } from '../../core/repository.js'
import { countAt, dateAt, type Foreign, isForeign, known, lineAt, listAt, own, recordAt, statusAt } from './foreign.js'
import { normaliseId } from './normalise-id.js'
import { readLicence } from './read-licence.js'

const mostNames = 5000

/**
 * Reads a `Node` of the service: every field but `id` may be missing. Null when it has no usable id. `latest_version` is
 * missing for packs that never published; it is whichever version the service takes for the latest.
 */
export function readPack(value: unknown): RegistryPack | null {
  if (!isForeign(value)) return null
  const id = normaliseId(own(value, 'id'))
  if (id === null) return null
  const version = recordAt(value, 'latest_version')
  const publisher = recordAt(value, 'publisher')
  return known<RegistryPack>({
    id,
    title: lineAt(value, 'name', 200),
    repository: repositoryUrl(lineAt(value, 'repository', 500) ?? ''),
    author: lineAt(value, 'author', 200),
    description: lineAt(value, 'description', 1000),
    licence: readLicence(textAt(value, 'license')),
    stars: countAt(value, 'github_stars'),
    downloads: countAt(value, 'downloads'),
    updated: dateAt(version, 'createdAt'),
    latest: lineAt(version, 'version', 100),
    deprecated: own(version, 'deprecated') === true ? true : null,
    status: statusOf(value, version),
    publisher: lineAt(publisher, 'id', 100) ?? lineAt(publisher, 'name', 100),
    preempted: namesAt(value, 'preempted_comfy_node_names'),
    comfyui: lineAt(value, 'supported_comfyui_version', 200) ?? lineAt(version, 'supported_comfyui_version', 200),
  })
}

/** A `Node` asked for by itself; the service answers one id in several spellings. */
export function readSpelled(value: unknown): SpelledPack | null {
  const pack = readPack(value)
  const spelling = isForeign(value) ? own(value, 'id') : null
  return pack === null || typeof spelling !== 'string' ? null : { pack, spelling: spelling.trim() }
}

/** A pack that is active is as its latest version is. */
function statusOf(pack: Foreign, version: Foreign): string | null {
  const status = statusAt(pack, 'status')
  return status === null || status === 'active' ? (statusAt(version, 'status') ?? status) : status
}

function textAt(record: Foreign, key: string): string | null {
  const value = own(record, key)
  return typeof value === 'string' ? value.slice(0, 100_000) : null
}

/** Names are kept to the letter: blanks belong to them. */
function namesAt(record: Foreign, key: string): readonly string[] | null {
  const names = listAt(record, key).filter((name): name is string => typeof name === 'string' && name.trim() !== '')
  return names.length === 0 ? null : [...new Set(names)].slice(0, mostNames).sort()
}
