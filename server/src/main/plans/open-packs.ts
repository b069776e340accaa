import { createPackFolders } from '../../adapters/files/pack-folders/pack-folders.js'
import type { Installed } from '../../core/installed.js'
import type { PackShelf } from '../../core/pack-facts.js'
import { createPackGatherer } from '../../use-cases/packs/gather-pack-facts.js'
import type { GatherPorts } from '../../use-cases/plans/gather/gather-ports.js'
import { openLook } from './open-gather.js'
import type { Receipts } from './open-receipts.js'

interface PackNeeds {
  readonly shelf: PackShelf
  readonly receipts: Pick<Receipts, 'trash'>
  /** custom_nodes folders. */
  readonly roots: () => Promise<readonly string[]>
  readonly read: () => Promise<Installed>
}

/** Node packs as they lie on this disk now, for proposals. */
export function openPacks({ shelf, receipts, roots, read }: PackNeeds) {
  const pack: GatherPorts['pack'] = async (want, asking) => {
    const [folders, { nodePacks }] = [createPackFolders({ roots: await roots() }), await read()]
    const types = new Map(nodePacks.map(({ path, nodeTypes = [] }) => [path, nodeTypes]))
    return createPackGatherer({ shelf, folders, look: openLook(), trash: receipts.trash, typesOf: (path) => types.get(path) ?? [], now: Date.now })(want, asking)
  }
  return { pack }
}
