import type { CataloguePart } from '@greenlight/shared/catalogue'
import type { CatalogueView } from '../../core/catalogue-part.js'
import { comfyUiKeys } from '../../core/pack-name.js'

/** What people are told of a view. ComfyUI itself is no pack, but its types are counted: the part tells of them. `modified`: milliseconds since 1970. */
export function partOf(
  view: CatalogueView,
  { modified, licence, ...names }: Pick<CataloguePart, 'from' | 'where'> & { readonly modified: number | null; readonly licence: string },
): CataloguePart {
  return {
    ...names,
    ...(modified === null || !Number.isFinite(modified) ? {} : { at: new Date(modified).toISOString() }),
    packs: view.size - [...comfyUiKeys].filter((key) => view.find(key).length > 0).length,
    nodeTypes: view.typeCount(),
    models: view.modelCount(),
    licence,
  }
}
