import type { CataloguePart } from '@greenlight/shared/catalogue'
import { comfyUiKeys } from '../../core/pack-name.js'
import type { BuiltView } from './compact/built-view.js'
import type { BuiltPart } from './kept-source.js'
import { later } from './later.js'

/**
 * A view with what people are told of it, counted when they ask. ComfyUI itself is no pack, but its types are counted: the part
 * tells of them. `modified`: milliseconds since 1970.
 */
export function partOf(
  view: BuiltView,
  { modified, licence, ...names }: Pick<CataloguePart, 'from' | 'where'> & { readonly modified: number | null; readonly licence: string },
): BuiltPart {
  const part = later(() => ({
    ...names,
    ...(modified === null || !Number.isFinite(modified) ? {} : { at: new Date(modified).toISOString() }),
    packs: view.size - [...comfyUiKeys].filter((key) => view.find(key).length > 0).length,
    nodeTypes: view.typeCount(),
    models: view.modelCount(),
    licence,
  }))
  return { view, where: names.where, part }
}
