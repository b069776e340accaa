import type { ModelFile, ModelFolders } from '../../core/installed.js'
import type { Ask } from './ask.js'
import { pathBelow, readFileFacts, textsOf } from './read-answers.js'

/** `/models/custom_nodes` would list every file of every node pack. */
const notModels = new Set(['custom_nodes'])

export interface ListedModels {
  readonly models: ModelFolders
  /** As the server spells them, for the store. */
  readonly names: Readonly<Record<string, readonly string[]>>
}

/**
 * Model lists of a running server: `/models` and `/models/{folder}`; sizes and roots from `/experiment/models/{folder}` where
 * it has that. A folder whose list does not come is left out: unknown, not empty. Null when there is no `/models`.
 */
export async function listModels(
  ask: Ask,
  folderPaths: ReadonlyMap<string, readonly string[]>,
  windows: boolean,
): Promise<ListedModels | null> {
  const answer = await ask.json('/models')
  const folders = answer.ok ? textsOf(answer.value) : null
  if (folders === null) return null
  const lists = await Promise.all(
    [...new Set(folders)]
      .filter((folder) => !notModels.has(folder))
      .sort()
      .map((folder) => listFolder(ask, folder, folderPaths.get(folder) ?? [], windows)),
  )
  const found = lists.filter((list) => list !== null)
  return {
    models: new Map(found.map(({ folder, files }) => [folder, files])),
    names: Object.fromEntries(found.map(({ folder, names }) => [folder, names])),
  }
}

async function listFolder(ask: Ask, folder: string, roots: readonly string[], windows: boolean) {
  const route = encodeURIComponent(folder)
  const [listed, sized] = await Promise.all([ask.json(`/models/${route}`), ask.json(`/experiment/models/${route}`)])
  const names = listed.ok ? textsOf(listed.value) : null
  if (names === null) return null
  const facts = readFileFacts(sized.ok ? sized.value : null)
  const files = names.map((spelled): ModelFile => {
    const name = slashed(spelled, windows)
    const fact = facts.get(spelled)
    const root = roots.length === 1 ? roots[0] : roots[fact?.pathIndex ?? -1]
    return { name, path: root === undefined ? null : pathBelow(root, name), size: fact?.size ?? null }
  })
  return { folder, names, files }
}

/** Model lists as recorded: names only. */
export function modelsFromNames(names: Readonly<Record<string, readonly string[]>>): ModelFolders {
  const folders = Object.entries(names).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return new Map(
    folders.map(([folder, list]) => [
      folder,
      list.map((name) => ({ name: slashed(name, true), path: null, size: null })),
    ]),
  )
}

function slashed(name: string, windows: boolean): string {
  return windows ? name.replaceAll('\\', '/') : name
}
