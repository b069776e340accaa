import type { Installed } from '../../installed.js'
import type { ModelReference } from '../../workflow/references.js'
import { baseName, foldName } from './fold-name.js'
import { distinctFiles, type IndexedFile, modelIndex, readsAlike } from './model-index.js'
import { namesAsked } from './names-asked.js'

/** Files whose base name is the one asked for, in every folder. */
export function filesNamed(reference: ModelReference, installed: Installed): IndexedFile[] {
  const index = modelIndex(installed.models)
  return distinctFiles(basesAsked(reference).flatMap((base) => index.get(base) ?? []))
}

/** Names of that base that only the widget's own list has: ComfyUI knows a file that no folder here shows. */
export function optionsNamed(
  reference: ModelReference,
  options: readonly string[],
  known: readonly IndexedFile[],
): IndexedFile[] {
  const bases = basesAsked(reference)
  const seen = new Set(known.map((hit) => hit.folded))
  const folder = reference.directory ?? 'unknown'
  return options
    .map((name) => ({ folder, file: { name, path: null, size: null }, folded: foldName(name) }))
    .filter((hit) => bases.includes(baseName(hit.folded)) && !seen.has(hit.folded))
}

/** Files in two roots under one name: ComfyUI takes the first, so to a widget they are one. */
export function distinctNames(files: readonly IndexedFile[]): IndexedFile[] {
  const byName = new Map<string, IndexedFile>()
  for (const one of files) {
    const name = `${readsAlike(one.folder).join('|')}:${one.file.name}`
    if (!byName.has(name)) byName.set(name, one)
  }
  return [...byName.values()]
}

function basesAsked({ name, directory }: ModelReference): string[] {
  return [...new Set(namesAsked(name, directory).map((one) => baseName(foldName(one))))]
}
