import type { Installed } from '../installed.js'
import type { ModelKnowledge } from '../model-knowledge.js'
import { foldText } from '../names/fold-text.js'
import { piecesOf } from '../names/stem.js'
import { readsAlike } from '../readiness/models/model-index.js'

/** A file whose name, without its ending, may be the one a text gives. */
export interface AlikeFile {
  readonly path: string
  /** As a widget of its folder would say it; the path alone where no model folder lists it. */
  readonly name: string
  readonly folder: string | null
  readonly folded: string
}

type ByStem = ReadonlyMap<string, readonly AlikeFile[]>

const indexes = new WeakMap<object, ByStem>()

/**
 * Files that a name without an ending may mean: in the folder it belongs into, else in any, else outside of ComfyUI. AUTOMATIC1111 long wrote a
 * sub-folder into a checkpoint's name (`folder_name`), so a path with `_` for its separators counts as well.
 */
export function filesAlike(name: string, directory: string | null, installed: Pick<Installed, 'models'>, outside: ModelKnowledge['outside']): AlikeFile[] {
  const asked = foldText(name)
  const stem = piecesOf(asked).rest
  if (stem === '') return []
  const below = asked.includes('/') ? folded(asked) : null
  const fits = (file: AlikeFile) => below === null || file.folded === below || file.folded.endsWith(`/${below}`)
  const inside = (byStem(installed.models).get(stem) ?? []).filter(fits)
  const read = inside.filter(({ folder }) => directory === null || (folder !== null && readsAlike(directory).includes(folder)))
  if (read.length > 0) return distinct(read)
  if (inside.length > 0) return distinct(inside)
  return distinct((outside.length === 0 ? [] : (byStemOutside(outside).get(stem) ?? [])).filter(fits))
}

/** Built once for one reading of the folders. */
function byStem(models: Installed['models']): ByStem {
  if (models === null) return new Map()
  return kept(models, () => [...models].flatMap(([folder, files]) => files.flatMap(({ name, path }) => (path === null ? [] : [{ path, name, folder, folded: folded(foldText(name)) }]))))
}

function byStemOutside(outside: ModelKnowledge['outside']): ByStem {
  return kept(outside, () => outside.map(({ name, path }) => ({ path, name, folder: null, folded: folded(foldText(name)) })))
}

function kept(key: object, files: () => readonly AlikeFile[]): ByStem {
  const before = indexes.get(key)
  if (before !== undefined) return before
  const index = new Map<string, AlikeFile[]>()
  for (const file of files()) {
    const base = file.folded.slice(file.folded.lastIndexOf('/') + 1)
    for (const stem of new Set([base, file.folded.replaceAll('/', '_')])) {
      const same = index.get(stem)
      if (same === undefined) index.set(stem, [file])
      else same.push(file)
    }
  }
  indexes.set(key, index)
  return index
}

/** A folded name without ending and copy marks, its folders kept. */
function folded(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1) + piecesOf(name).rest
}

function distinct(files: readonly AlikeFile[]): AlikeFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
