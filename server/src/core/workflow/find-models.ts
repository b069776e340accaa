import type { Evidence } from '@greenlight/shared/report'
import { hasModelExtension } from '../facts/model-folders.js'
import {
  folderByWidgetName,
  isNoFile,
  loaderOf,
  smallAutoencoders,
  vaeFolder,
  type Loader,
  type LoaderWidget,
} from '../facts/model-loaders.js'
import type { EmbeddedModel, WidgetValue } from './model.js'
import { embeddingNames, looksLikeModel, textsOf, writesFiles, type ValueText } from './model-strings.js'
import type { NamedWidget, NodeView } from './node-view.js'
import type { ModelReference } from './references.js'

/** A reference while its evidence is still gathered. */
export interface FoundModel extends ModelReference {
  directory: string | null
  readonly embedded: EmbeddedModel[]
  readonly evidence: Evidence[]
  /** The folder is a known loader's, so a list in the file does not change it. */
  readonly sure: boolean
}

/** Models that a node's widgets name: known loaders by table, other nodes by file ending, prompts by `embedding:NAME`. */
export function findModels(view: NodeView): FoundModel[] {
  const loader = loaderOf(view.node.type)
  const writes = loader === null && writesFiles(view.node.type)
  const found: FoundModel[] = []
  let seen: Set<string> | null = null
  const add = (model: FoundModel): void => {
    // Most nodes name one model at most: the set is made for the second.
    if (found.length > 0) {
      seen ??= new Set(found.map(keyOf))
      if (seen.size === seen.add(keyOf(model)).size) return
    }
    found.push(model)
  }
  for (const named of view.widgets) {
    const row = rowOf(loader, named)
    for (const text of textsOf(named.widget.value)) {
      const model = row === null ? null : byRow(view, named, row, text, loader?.core ?? false)
      if (model !== null) add(model)
      else if (row === null && !writes) {
        const guess = byEnding(view, named, text, loader?.downloads ?? false)
        if (guess !== null) add(guess)
      }
      for (const name of embeddingNames(text.text))
        add(newModel(view, named, { name, folder: 'embeddings', sure: true, on: text.on }))
    }
  }
  return found
}

function keyOf({ widget, directory, name }: FoundModel): string {
  return `${widget ?? ''}\n${directory ?? ''}\n${name}`
}

function rowOf(loader: Loader | null, { name, widget }: NamedWidget): LoaderWidget | null {
  return (
    loader?.widgets.find((row) =>
      name === null ? row.index !== null && row.index === widget.index : row.name === name,
    ) ?? null
  )
}

/** ComfyUI's own loaders take every text for a file of their folder; others only what ends like a model. */
function byRow(
  view: NodeView,
  named: NamedWidget,
  row: LoaderWidget,
  { text, on }: ValueText,
  core: boolean,
): FoundModel | null {
  if (isNoFile(text) || (!core && !hasModelExtension(text))) return null
  const folder = row.folder === 'vae' ? vaeFolder(text) : row.folder
  if (row.folder === 'vae' && folder === null) return null
  const model = newModel(view, { ...named, name: row.name }, { name: text, folder, sure: folder !== null, on })
  if (smallAutoencoders.has(text))
    model.evidence.push({
      from: 'core-table',
      says: `${text} stands for the files ${text}_encoder and ${text}_decoder in vae_approx`,
    })
  return model
}

function byEnding(
  view: NodeView,
  named: NamedWidget,
  { text, key, on }: ValueText,
  downloads: boolean,
): FoundModel | null {
  const bare = text.trim()
  if (!looksLikeModel(bare, key ?? named.name)) return null
  const folder = downloads
    ? null
    : ((key === null ? null : folderByWidgetName(key)) ?? (named.name === null ? null : folderByWidgetName(named.name)))
  return newModel(view, named, { name: bare, folder, sure: false, on })
}

function newModel(
  { node }: NodeView,
  { name: widget, widget: { from, where } }: NamedWidget,
  model: { name: string; folder: string | null; sure: boolean; on: boolean },
): FoundModel {
  return {
    name: model.name,
    directory: model.folder,
    node: node.id,
    nodeType: node.type,
    widget,
    active: node.active && model.on,
    embedded: [],
    evidence: [{ from: 'workflow', says: saysOf(node.type, widget, from), where }],
    sure: model.sure,
  }
}

function saysOf(type: string, widget: string | null, from: WidgetValue['from']): string {
  const place = widget === null ? `A value of ${type}` : `Widget ${widget} of ${type}`
  if (from === 'instance') return `${place} gets this name from the subgraph or group around it`
  return from === 'primitive' ? `${place} gets this name from a PrimitiveNode` : `${place} holds this name`
}
