import { join } from 'node:path'
import { createPackFolders } from '../../adapters/files/pack-folders/pack-folders.js'
import { readText } from '../../adapters/files/comfyui-folder/read-text.js'
import type { Installed } from '../../core/installed.js'
import type { PackShelf } from '../../core/pack-facts.js'
import { readRequirements } from '../../core/packs/requirements.js'
import { parseRequirement } from '../../core/python/requirement.js'
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
  return { pack, packageUsers }

  /** Distribution, normalised -> titles of enabled packs that name it. */
  async function packageUsers(): Promise<Map<string, readonly string[]>> {
    const users = new Map<string, string[]>()
    for (const { path, title, state } of (await read()).nodePacks) {
      if (state === 'disabled') continue
      for (const name of await namesIn(path)) users.set(name, [...(users.get(name) ?? []), title].sort())
    }
    return users
  }
}

async function namesIn(folder: string): Promise<Set<string>> {
  const texts = new Map<string, string>()
  for (const name of ['requirements.txt', 'pyproject.toml']) {
    const text = await readText(join(folder, name))
    if (text !== null) texts.set(name, text)
  }
  return new Set(readRequirements(texts).lines.flatMap(({ line }) => parseRequirement(line)?.name ?? []))
}
