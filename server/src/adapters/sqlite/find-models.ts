import type { IndexedModel } from '../../core/model-index.js'
import { factsVersion } from '../../core/model-facts.js'
import { nameBelow } from '../../core/model-place.js'
import { fingerprintKey } from './fingerprint-key.js'
import { type ModelRowStored, readModel, selectModels } from './rows.js'
import type { Opened } from './session.js'
import type { StoredRoot } from './roots.js'

/** Values in one question; databases take 32,766 and more. */
const atOnce = 1000

export function readRows(rows: readonly ModelRowStored[], roots: readonly StoredRoot[]): IndexedModel[] {
  const byId = new Map(roots.map((root) => [root.id, root]))
  return rows.flatMap((row) => {
    const root = byId.get(row.root_id)
    return root === undefined ? [] : [readModel(row, root)]
  })
}

/** In the order of the ids. */
export function modelsById(on: Opened, ids: readonly number[]): IndexedModel[] {
  const rows = inSlices(ids, (slice) => on.run.all(selectModels(on.db).where('files.id', 'in', slice)))
  const byId = new Map(readRows(rows, on.roots()).map((model) => [model.id, model]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Only with facts of today's version. */
export function modelsByFingerprint(on: Opened, fingerprints: readonly string[]): Map<string, IndexedModel[]> {
  const found = new Map<string, IndexedModel[]>(fingerprints.map((one) => [one, []]))
  const keys = [...new Set(fingerprints.map(fingerprintKey))]
  const rows = inSlices(keys, (slice) =>
    on.run.all(
      inPlace(on).where('contents.fingerprint_key', 'in', slice).where('contents.facts_version', '=', factsVersion),
    ),
  )
  for (const model of readRows(rows, on.roots())) found.get(model.facts?.fingerprint ?? '')?.push(model)
  return new Map([...found].filter(([, models]) => models.length > 0))
}

/** By size, then by root and name. */
export function modelsBySize(on: Opened, sizes: readonly number[]): IndexedModel[] {
  const sorted = [...new Set(sizes)].sort((a, b) => a - b)
  const rows = inSlices(sorted, (slice) =>
    on.run.all(
      inPlace(on)
        .where('files.size', 'in', slice)
        .clearOrderBy()
        .orderBy('files.size')
        .orderBy('roots.position')
        .orderBy('files.name'),
    ),
  )
  return readRows(rows, on.roots())
}

/** One file of each content, the first by root and name, in the order of the contents. */
export function oneOfEach(on: Opened, contents: readonly number[]): IndexedModel[] {
  const rows = inSlices(contents, (slice) => on.run.all(inPlace(on).where('files.content_id', 'in', slice)))
  const first = new Map(rows.toReversed().map((row) => [row.content_id, row]))
  return readRows(
    contents.flatMap((id) => first.get(id) ?? []),
    on.roots(),
  )
}

/** Roots may lie in each other: the first that has the file answers. */
export function modelAt(on: Opened, roots: readonly StoredRoot[], path: string): IndexedModel | undefined {
  for (const root of roots) {
    const name = nameBelow(root.path, path)
    const row = name === null ? undefined : on.hot.byName.get(root.id, name)
    if (row !== undefined) return readModel(row, root)
  }
  return undefined
}

function inPlace({ db }: Opened) {
  return selectModels(db)
    .innerJoin('roots', 'roots.id', 'files.root_id')
    .orderBy('roots.position')
    .orderBy('files.name')
}

function inSlices<V, R>(values: readonly V[], ask: (slice: readonly V[]) => readonly R[]): R[] {
  const rows: R[] = []
  for (let from = 0; from < values.length; from += atOnce)
    for (const row of ask(values.slice(from, from + atOnce))) rows.push(row)
  return rows
}
