import type { OutsideHost, Registry } from '../../core/ports.js'
import { ask, unaskable } from './ask.js'
import { normaliseId } from './normalise-id.js'
import { pathPart } from './path-part.js'
import { readListPage, readTypesPage } from './read-list-page.js'
import { readSpelled } from './read-pack.js'
import { readVersions } from './read-versions.js'

/** Statuses of versions that people can have. */
const statuses = ['Active', 'Flagged', 'Pending'].map((word) => `statuses=NodeVersionStatus${word}`).join('&')

/**
 * The Comfy Registry behind its switch. It is asked with GET alone, and never for `/install`: the service counts that call as
 * an installation. Source of the shapes: the service's own OpenAPI document.
 */
export function createRegistry(host: OutsideHost): Registry {
  return {
    packs({ page, limit, since }, signal) {
      const query = new URLSearchParams({
        page: String(page),
        limit: String(limit),
        ...(since === null ? {} : { timestamp: since }),
      })
      return ask(
        host,
        { path: `/nodes?${query}`, what: `page ${page} of the list of node packs`, read: readListPage, fresh: true },
        signal,
      )
    },
    async pack(id, signal) {
      const [at, what] = [packPath(id), `node pack ${id}`]
      return at === null ? unaskable(what) : ask(host, { path: at, what, read: readSpelled, fresh: true }, signal)
    },
    async versions(id, signal) {
      const [at, what] = [packPath(id), `versions of ${id}`]
      return at === null
        ? unaskable(what)
        : ask(host, { path: `${at}/versions?${statuses}`, what, read: readVersions, fresh: true }, signal)
    },
    async nodeTypes({ id, version, page, limit }, signal) {
      const [at, part, what] = [packPath(id), pathPart(version), `node types of ${id} ${version}`]
      if (at === null || part === null) return unaskable(what)
      return ask(
        host,
        {
          path: `${at}/versions/${part}/comfy-nodes?page=${page}&limit=${limit}`,
          what,
          read: readTypesPage,
          fresh: false,
        },
        signal,
      )
    },
    async packOfType(type, signal) {
      const [part, what] = [pathPart(type), `pack of node type ${type}`]
      return part === null
        ? unaskable(what)
        : ask(host, { path: `/comfy-nodes/${part}/node`, what, read: readSpelled, fresh: false }, signal)
    },
  }
}

/** Only what can be an id becomes part of an address. */
function packPath(id: string): string | null {
  return normaliseId(id) === null ? null : `/nodes/${pathPart(id.trim())}`
}
