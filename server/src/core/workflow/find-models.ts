import type { Evidence } from '@greenlight/shared/report'
import { hasModelExtension } from '../facts/model-folders.js'
import {
  folderByWidgetName,
  isNoFile,
  smallAutoencoders,
  vaeFolder,
  type Loader,
  type LoaderWidget,
} from '../facts/model-loaders.js'
import type { EmbeddedModel, WidgetValue } from './model.js'
import { embeddingNames, looksLikeModel, textsOf, type ValueText } from './model-strings.js'
import type { NodeView } from './node-view.js'
import type { ModelReference } from './references.js'
import type { TypeFacts } from './type-facts.js'

/** A reference while its evidence is still gathered. */
export interface FoundModel extends ModelReference {
  directory: string | null
  readonly embedded: EmbeddedModel[]
  readonly evidence: Evidence[]
  readonly sure: boolean
}

/**
 * Adds to `found` the models that a node's widgets name: known loaders by table, other nodes by file ending, prompts by
 * `embedding:NAME`. Answers `found`.
 */
export function findModels(view: NodeView, found: FoundModel[]): FoundModel[] {
  const start = found.length
  const { loader, writes } = view.facts
  for (const widget of view.widgets) {
    const row = rowOf(loader, widget)
    for (const text of textsOf(widget.value)) {
      const model =
        row !== null
          ? byRow(view, widget, row, text, loader?.core ?? false)
          : writes
            ? null
            : byEnding(view, widget, text, loader?.downloads ?? false)
      if (model !== null) found.push(model)
      for (const name of embeddingNames(text.text))
        found.push(newModel(view, widget, { name, folder: 'embeddings', sure: true, on: text.on }))
    }
  }
  if (found.length > start + 1) dropRepeated(found, start)
  return found
}

/** From `start` on, keeps the first of each widget, folder and name. */
function dropRepeated(found: FoundModel[], start: number): void {
  const seen = new Set<string>()
  let end = start
  for (let index = start; index < found.length; index += 1) {
    const model = found[index]
    if (model === undefined || seen.size === seen.add(keyOf(model)).size) continue
    found[end] = model
    end += 1
  }
  found.length = end
}

function keyOf({ widget, directory, name }: FoundModel): string {
  return `${widget ?? ''}\n${directory ?? ''}\n${name}`
}

function rowOf(loader: Loader | null, { name, index }: WidgetValue): LoaderWidget | null {
  for (const row of loader?.widgets ?? [])
    if (name === null ? row.index !== null && row.index === index : row.name === name) return row
  return null
}

/** ComfyUI's own loaders take every text for a file of their folder; others only what ends like a model. */
function byRow(
  view: NodeView,
  widget: WidgetValue,
  row: LoaderWidget,
  { text, on }: ValueText,
  core: boolean,
): FoundModel | null {
  if (isNoFile(text) || (!core && !hasModelExtension(text))) return null
  const folder = row.folder === 'vae' ? vaeFolder(text) : row.folder
  if (row.folder === 'vae' && folder === null) return null
  const model = newModel(view, widget, { name: text, folder, sure: folder !== null, on }, row.name)
  if (smallAutoencoders.has(text))
    model.evidence.push({
      from: 'core-table',
      says: `${text} stands for the files ${text}_encoder and ${text}_decoder in vae_approx`,
    })
  return model
}

function byEnding(
  view: NodeView,
  widget: WidgetValue,
  { text, key, on }: ValueText,
  downloads: boolean,
): FoundModel | null {
  const bare = text.trim()
  if (!looksLikeModel(bare, key ?? widget.name)) return null
  const folder = downloads
    ? null
    : ((key === null ? null : folderByWidgetName(key)) ??
      (widget.name === null ? null : folderByWidgetName(widget.name)))
  return newModel(view, widget, { name: bare, folder, sure: false, on })
}

/** `widget`: the name that a known loader's row gives it, else its own. */
function newModel(
  { node, facts }: NodeView,
  { name, from, where }: WidgetValue,
  model: { name: string; folder: string | null; sure: boolean; on: boolean },
  widget = name,
): FoundModel {
  return {
    name: model.name,
    directory: model.folder,
    node: node.id,
    nodeType: facts.type,
    widget,
    active: node.active && model.on,
    embedded: [],
    evidence: [{ from: 'workflow', says: saysOf(facts, widget, from), where }],
    sure: model.sure,
  }
}

function saysOf({ type, sayings }: TypeFacts, widget: string | null, from: WidgetValue['from']): string {
  const known = from === 'node' ? sayings.get(widget) : undefined
  if (known !== undefined) return known
  const place = widget === null ? `A value of ${type}` : `Widget ${widget} of ${type}`
  if (from === 'instance') return `${place} gets this name from the subgraph or group around it`
  if (from === 'primitive') return `${place} gets this name from a PrimitiveNode`
  const says = `${place} holds this name`
  sayings.set(widget, says)
  return says
}
