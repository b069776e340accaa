import type { NodeDefinitions } from '../definitions.js'
import { frontendOnlyType } from '../facts/frontend-only.js'
import { inputLoaderOf } from '../facts/input-loaders.js'
import { hasModelExtension } from '../facts/model-folders.js'
import { loaderOf } from '../facts/model-loaders.js'
import type { FlatNode } from './model.js'

/**
 * A cheap test before the finders: whether a node can name a file at all. Most nodes hold numbers and options only. What is
 * true of a whole type is asked once per type.
 */
export function worthALook(definitions: NodeDefinitions | null): (node: FlatNode) => boolean {
  const byType = new Map<string, boolean | null>()
  return (node) => {
    let always = byType.get(node.type)
    if (always === undefined) {
      always = frontendOnlyType(node.type) !== null ? false : loadsFiles(node.type, definitions) ? true : null
      byType.set(node.type, always)
    }
    return always ?? (node.embeddedModels.length > 0 || node.widgets.some(({ value }) => mayName(value)))
  }
}

function loadsFiles(type: string, definitions: NodeDefinitions | null): boolean {
  if (loaderOf(type) !== null || inputLoaderOf(type) !== null) return true
  return definitions?.get(type)?.inputs.some((input) => input.upload !== null) === true
}

function mayName(value: unknown): boolean {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null
  return hasModelExtension(value.trimEnd()) || value.includes('embedding:')
}
