import type { CatalogueView, ToldPack } from '../../catalogue-part.js'
import { nameWord } from '../../pack-name.js'

/** A part of the catalogue from a few packs, asked by looking through all of them. */
export function viewOf(
  from: string,
  packs: readonly (Partial<ToldPack> & { readonly key: string; readonly aliases?: readonly string[]; readonly title?: string; readonly types: readonly string[] })[],
): CatalogueView {
  const positions = packs.map((_, at) => at)
  const words = packs.map(({ key, aliases = [], id = null }) => [key, ...aliases, ...(id === null ? [] : [`id:${id}`]), ...[nameWord(key)].filter((word) => word !== null)])
  return {
    from,
    size: packs.length,
    types: () => new Set(packs.flatMap(({ types }) => types)),
    typeCount: () => new Set(packs.flatMap(({ types }) => types)).size,
    claimants: (type) => positions.filter((at) => packs[at]?.types.includes(type)),
    byPattern: () => [],
    find: (word) => positions.filter((at) => words[at]?.includes(word)),
    key: (at) => packs[at]?.key ?? '',
    aliases: (at) => words[at]?.slice(1).filter((word) => !word.startsWith('name:')) ?? [],
    title: (at) => packs[at]?.title ?? null,
    typesOf: (at) => packs[at]?.types ?? [],
    tell: (at) => ({ id: null, repository: null, about: {}, risks: [], wins: [], ...packs[at] }),
    signatures: () => [],
    models: () => [],
    everyModel: () => [],
    modelCount: () => 0,
  }
}
