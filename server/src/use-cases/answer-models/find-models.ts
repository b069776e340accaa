import type { FoundModels } from '@greenlight/shared/models'
import { readAskedHash } from '../../core/model-answers/read-asked.js'
import { rowOf } from '../../core/model-answers/row-of.js'
import { hashKey, type ModelIndexReader } from '../../core/model-index.js'
import { pathBelow } from '../../core/model-place.js'
import { createNameIndex, type NameIndex } from '../../core/names/name-index.js'

type Match = FoundModels['matches'][number]
type Index = Pick<ModelIndexReader, 'byHashes' | 'byPaths' | 'list' | 'names'>

const mostByName = 20

/** All names of one reading of the index, ready for look-ups. */
export interface NameSearch {
  readonly names: NameIndex
  readonly paths: ReadonlyMap<number, string>
}

/** About a second and 60 MB for 100,000 files: kept where it is asked again. */
export async function readNames(index: Pick<Index, 'names'>): Promise<NameSearch> {
  const names = await index.names()
  return { names: createNameIndex(names), paths: new Map(names.map(({ id, root, name }) => [id, pathBelow(root, name)])) }
}

/** Files that a text may mean: a path as it stands, a hash of any kind, else a name, best first. `search` is asked for a name only. */
export async function findModels(index: Index, asked: string, search: () => Promise<NameSearch> = () => readNames(index)): Promise<FoundModels> {
  const byPath = (await index.byPaths([asked])).get(asked)
  if (byPath !== undefined) return answer(asked, [{ by: 'path', score: 1, reasons: [], model: rowOf(byPath) }])
  const hashes = readAskedHash(asked)
  if (hashes.length > 0) {
    const found = await index.byHashes(hashes)
    const matches = hashes.flatMap((hash) =>
      (found.get(hashKey(hash)) ?? []).map((model): Match => ({
        by: isSample(hash.type) ? 'sample' : 'hash',
        score: isSample(hash.type) ? 0.5 : 1,
        reasons: [isSample(hash.type) ? `${hash.type}: a key over samples, which proves nothing` : `${hash.type} agrees`],
        model: rowOf(model),
      })),
    )
    if (matches.length > 0) return answer(asked, matches)
  }
  return answer(asked, await byName(index, asked, await search()))
}

async function byName(index: Index, asked: string, { names, paths }: NameSearch): Promise<Match[]> {
  const { candidates } = names.repair(asked, { limit: mostByName })
  const contained = await index.list({ search: asked, limit: mostByName })
  const models = await index.byPaths(candidates.flatMap(({ id }) => paths.get(id) ?? []))
  const repaired = candidates.flatMap((one): Match[] => {
    const model = models.get(paths.get(one.id) ?? '')
    return model === undefined ? [] : [{ by: 'name', score: one.score, reasons: [...one.reasons], model: rowOf(model) }]
  })
  const seen = new Set(repaired.map(({ model }) => model.path))
  const words = contained.models.filter(({ path }) => !seen.has(path))
  return [...repaired, ...words.map((model): Match => ({ by: 'name', score: 0.5, reasons: ['the name has these words'], model: rowOf(model) }))]
}

function isSample(type: string): boolean {
  return type === 'quick' || type.startsWith('comfy')
}

function answer(asked: string, matches: readonly Match[]): FoundModels {
  return { schema: 'greenlight/found@1', asked, matches: [...matches] }
}
