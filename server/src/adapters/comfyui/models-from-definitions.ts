import type { NodeDefinitions } from '../../core/definitions.js'
import type { ModelFile, ModelFolders } from '../../core/installed.js'
import { loaderFolders } from './loader-folders.js'

/**
 * Model lists as the known loaders' combos offer them, for when nothing else lists models. A folder is there as soon as one
 * of its loaders has a list, an empty list too; folders without a known loader are left out. Names keep their order.
 */
export function modelsFromDefinitions(definitions: NodeDefinitions): ModelFolders {
  const names = new Map<string, Set<string>>()
  for (const [folder, type, widget] of loaderFolders) {
    const options = definitions.get(type)?.inputs.find((input) => input.name === widget)?.options ?? null
    if (options === null) continue
    const known = names.get(folder) ?? new Set()
    names.set(folder, known)
    for (const option of options) if (!isNoModel(option)) known.add(option.replaceAll('\\', '/'))
  }
  const folders = [...names.keys()].sort()
  return new Map(
    folders.map((folder) => [
      folder,
      [...(names.get(folder) ?? [])].map((name): ModelFile => ({ name, path: null, size: null })),
    ]),
  )
}

/** What loaders offer for "without": `None`, `[None]`, `pixel_space`. */
function isNoModel(option: string): boolean {
  return option === '' || option === 'pixel_space' || /^\[?none\]?$/i.test(option)
}
