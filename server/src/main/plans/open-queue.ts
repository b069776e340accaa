import type { createFilePreparer } from '../../adapters/files/change/prepare-files.js'
import { createPackFolders } from '../../adapters/files/pack-folders/pack-folders.js'
import { createPackQueue } from '../../adapters/pack-queue/pack-queue.js'
import type { PackQueue, WorldDisk } from '../../core/change-ports.js'
import type { PackShelf } from '../../core/pack-facts.js'
import { folderOfSameId } from '../../core/packs/queue-conflict.js'
import type { Place } from '../place.js'

export interface QueueNeeds {
  readonly comfyui: Place['comfyui']
  readonly shelf: Pick<PackShelf, 'find'>
  /** custom_nodes folders. */
  readonly roots: () => Promise<readonly string[]>
}

interface Hands {
  readonly disk: Pick<WorldDisk, 'carryOut' | 'takeBack'>
  readonly files: Pick<ReturnType<typeof createFilePreparer>, 'clear'>
  readonly newId: () => string
}

/** Packs that ComfyUI-Manager's queue brings, over this disk. */
export function openQueue({ comfyui, shelf, roots }: QueueNeeds, { disk, files, newId }: Hands): PackQueue {
  return createPackQueue({
    comfyui,
    newId,
    shelved: async (name) => (await shelf.find(name))?.path ?? null,
    inTheWay: async ({ id }) => folderOfSameId(id, (await createPackFolders({ roots: await roots() }).list()).packs),
    async claim(staging) {
      await files.clear(staging)
      await disk.carryOut({ do: 'make-folder', path: staging }, { signal: new AbortController().signal })
    },
    async putAside(path, staging) {
      await files.clear(staging)
      await disk.takeBack({ do: 'move', from: staging, to: path, as: 'place' }, { signal: new AbortController().signal })
    },
  })
}
