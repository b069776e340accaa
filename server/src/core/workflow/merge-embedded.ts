import { canonicalFolder } from '../facts/model-folders.js'
import { folderByWidgetName } from '../facts/model-loaders.js'
import type { FoundModel } from './find-models.js'
import type { EmbeddedModel } from './model.js'
import { fedNames, type NodeView } from './node-view.js'

/** Entries and links of one file name that are taken; more are copies, or hostile. */
const maxPerFile = 16

/**
 * Joins a node's `properties.models` to what its widgets name: one reference each. An entry that no widget names is stale
 * (the user switched the combo) where the node has another value for that folder; else it is a need of its own.
 */
export function mergeNodeModels(view: NodeView, found: FoundModel[]): readonly FoundModel[] {
  const byFile = indexByFile(found)
  const byFolder = new Map(found.toReversed().map((model) => [model.directory, model]))
  const answered = answeredFolders(view)
  const take = limitPerFile()
  const first = found[0]
  for (const entry of view.node.embeddedModels) {
    if (!take(fileOf(entry.name))) continue
    const folder = folderOf(entry)
    const same = byFile.get(fileOf(entry.name)) ?? []
    const agreeing = same.filter((model) => agrees(model, folder))
    const matches = agreeing.length > 0 ? agreeing : same.filter((model) => model.name === entry.name)
    const rival = folder === null ? first : (byFolder.get(folder) ?? byFolder.get(null))
    if (matches.length > 0) for (const model of matches) join(model, entry)
    else if (rival !== undefined)
      rival.evidence.push({
        from: 'workflow',
        says: `The node's own list still names ${entry.name}, which no widget asks for`,
        where: entry.where,
      })
    else if (folder === null || !answered.has(folder)) found.push(needOf(entry, view))
  }
  return found
}

/** Joins what is bound to no node (`models[]` of a graph) to every reference of that name; the rest are needs without a node. */
export function mergeGraphModels(
  models: readonly EmbeddedModel[],
  found: FoundModel[],
  isNeed: (entry: EmbeddedModel) => boolean,
): void {
  if (models.length === 0) return
  const byFile = indexByFile(found)
  const alone = new Map<string, FoundModel>()
  const take = limitPerFile()
  for (const entry of models) {
    if (!take(fileOf(entry.name))) continue
    const folder = folderOf(entry)
    const matches = (byFile.get(fileOf(entry.name)) ?? []).filter((model) => agrees(model, folder))
    const key = `${folder ?? ''}/${entry.name}`
    const twin = alone.get(key)
    if (matches.length > 0) for (const model of matches) join(model, entry)
    else if (twin !== undefined) join(twin, entry)
    else if (isNeed(entry)) {
      const need = needOf(entry, null)
      alone.set(key, need)
      found.push(need)
    }
  }
}

export function indexByFile(found: readonly FoundModel[]): ReadonlyMap<string, readonly FoundModel[]> {
  const byFile = new Map<string, FoundModel[]>()
  for (const model of found) {
    const file = fileOf(model.name)
    const same = byFile.get(file)
    if (same === undefined) byFile.set(file, [model])
    else same.push(model)
  }
  return byFile
}

/** Last part of a name, whichever separator it has. */
export function fileOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

/** True for the first entries of a file name, so that many entries times many references stay few. */
export function limitPerFile(): (file: string) => boolean {
  const counts = new Map<string, number>()
  return (file) => {
    const count = (counts.get(file) ?? 0) + 1
    counts.set(file, count)
    return count <= maxPerFile
  }
}

function folderOf(entry: EmbeddedModel): string | null {
  return entry.directory === null ? null : canonicalFolder(entry.directory)
}

/** Only a known loader's folder can contradict an entry's; a guess gives way. */
function agrees(model: FoundModel, folder: string | null): boolean {
  return folder === null || model.directory === null || model.directory === folder || !model.sure
}

function join(model: FoundModel, entry: EmbeddedModel): void {
  const folder = folderOf(entry)
  model.embedded.push(entry)
  if (!model.sure && folder !== null) model.directory = folder
  model.evidence.push({
    from: 'workflow',
    says: `A list of models in the file names it${folder === null ? '' : ` for ${folder}`}`,
    where: entry.where,
  })
}

/** Folders for which a widget of the node answers, though it names no file now: switched off, or fed by another node. */
function answeredFolders({ node, facts }: NodeView): ReadonlySet<string | null> {
  const known = facts.loader?.widgets.map((widget) => widget.folder) ?? []
  return new Set([...known, ...[...fedNames(node.inputs, node.widgets)].map(folderByWidgetName)])
}

function needOf(entry: EmbeddedModel, view: NodeView | null): FoundModel {
  const whose = view === null ? 'A list of models in the file' : "The node's own list"
  return {
    name: entry.name,
    directory: folderOf(entry),
    node: view?.node.id ?? null,
    nodeType: view?.node.type ?? null,
    widget: null,
    active: view?.node.active ?? true,
    embedded: [entry],
    evidence: [{ from: 'workflow', says: `${whose} asks for it; no widget names it`, where: entry.where }],
    sure: false,
  }
}
