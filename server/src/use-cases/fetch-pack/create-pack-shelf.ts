import type { PackShelf } from '../../core/pack-facts.js'
import { ProblemError } from '../../problems.js'
import { fetchFromRegistry } from './from-registry.js'
import { fetchFromRepository } from './from-repository.js'
import { createTurns } from './in-turn.js'
import type { FetchPackParts } from './parts.js'

/** Packs by the names that people and resolutions give them, onto the shelf and off it. */
export function createPackShelf(parts: FetchPackParts): PackShelf {
  const { shelf } = parts
  // The same pack twice at once would share its place on the way; the second finds it on the shelf.
  const inTurn = createTurns()
  return {
    find: shelf.find,
    unpack: shelf.unpack,
    texts: shelf.texts,
    async fetch(name, options) {
      options.signal.throwIfAborted()
      switch (name.by) {
        case 'registry':
          return inTurn(`registry ${name.id.toLowerCase()}`, options.signal, () =>
            fetchFromRegistry(parts, name, options),
          )
        case 'repository':
          return inTurn(`repository ${name.url}`, options.signal, () =>
            fetchFromRepository(parts, { url: name.url, ref: name.ref, known: null, hosts: [] }, options),
          )
        case 'folder':
          throw new ProblemError('PACK_NAME_UNREADABLE', { pack: name.path })
      }
    },
  }
}
