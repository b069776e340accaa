import type { Duplicates } from '@greenlight/shared/models'
import type { IndexedModel } from '../model-index.js'

type Group = Duplicates['groups'][number]

/**
 * Files of the same whole content, the costliest first. Only proven BLAKE3 counts (D8). Names of one place on the disk, hard
 * links and symbolic ones, are told apart from copies: they cost nothing.
 */
export function findDuplicates(models: readonly IndexedModel[]): Duplicates {
  const byContent = new Map<string, IndexedModel[]>()
  for (const model of models) {
    const { blake3 } = model.digests
    if (blake3 === undefined || model.size === 0) continue
    const same = byContent.get(blake3)
    if (same === undefined) byContent.set(blake3, [model])
    else same.push(model)
  }
  const groups = [...byContent].flatMap(([blake3, same]) => (same.length < 2 ? [] : [groupOf(blake3, same)]))
  groups.sort((a, b) => b.saves - a.saves || b.size - a.size || (a.blake3 < b.blake3 ? -1 : 1))
  return { schema: 'greenlight/duplicates@1', groups, saves: groups.reduce((sum, { saves }) => sum + saves, 0) }
}

function groupOf(blake3: string, same: readonly IndexedModel[]): Group {
  const sorted = [...same].sort((a, b) => (a.path < b.path ? -1 : 1))
  const seen = new Set<string>()
  const [size = 0] = sorted.map((model) => model.size)
  // A file proper comes before the links to it, so that the link is the one that is called a link.
  const proper = new Set([...sorted.filter(({ link }) => link === null), ...sorted].filter(({ inode, path }) => {
    const place = inode ?? path
    return seen.size < seen.add(place).size
  }))
  const files = sorted.map((model) => ({ path: model.path, link: !proper.has(model) || model.link !== null }))
  return { blake3: `blake3:${blake3}`, size, files, saves: size * Math.max(0, proper.size - 1) }
}
