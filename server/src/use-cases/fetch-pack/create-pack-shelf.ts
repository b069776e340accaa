import type { PackShelf } from '../../core/pack-facts.js'
import { ProblemError } from '../../problems.js'
import { fetchFromRegistry } from './from-registry.js'
import { fetchFromRepository } from './from-repository.js'
import type { FetchPackParts } from './parts.js'

/** Packs by the names that people and resolutions give them, onto the shelf and off it. */
export function createPackShelf(parts: FetchPackParts): PackShelf {
  const { shelf } = parts
  return {
    find: shelf.find,
    unpack: shelf.unpack,
    texts: shelf.texts,
    async fetch(name, options) {
      options.signal.throwIfAborted()
      switch (name.by) {
        case 'registry':
          return fetchFromRegistry(parts, name, options)
        case 'repository':
          return fetchFromRepository(parts, { url: name.url, ref: name.ref, known: null, hosts: [] }, options)
        case 'folder':
          throw new ProblemError('PACK_NAME_UNREADABLE', { pack: name.path })
      }
    },
  }
}
