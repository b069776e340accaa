import { hashKey, type IndexedModel, type ModelIndexReader } from '../../core/model-index.js'
import { foldersListing, pathBelow } from '../../core/model-place.js'
import { modelAt, modelsByFingerprint, modelsById, modelsBySize, oneOfEach, readRows } from './find-models.js'
import {
  countMatching,
  pageOf,
  selectCounts,
  selectLacking,
  selectNames,
  selectRoots,
  selectSharedSizes,
} from './queries.js'
import { readProblems } from './roots.js'
import type { ModelRowStored } from './rows.js'
import type { Opened, Session } from './session.js'

/** The questions of the index over one session. */
export function readIndex(session: Session): ModelIndexReader {
  return {
    list: (query) =>
      session.read({ models: [], total: 0 }, (on) => {
        const roots = on.roots()
        const total = on.run.all(countMatching(on.db, query, roots))[0]?.total ?? 0
        const ids = on.run.all(pageOf(on.db, query, roots)).map(({ id }) => id)
        return { models: modelsById(on, ids), total }
      }),
    byPaths: (paths) =>
      session.read(new Map(), (on) => {
        const [roots, found] = [on.roots(), new Map<string, IndexedModel>()]
        for (const path of paths) {
          const model = modelAt(on, roots, path)
          if (model !== undefined) found.set(path, model)
        }
        return found
      }),
    byHashes: (asked) => session.read(new Map(), (on) => gather(on, asked, hashKey, (one) => on.hot.byHash(one))),
    byFingerprints: (asked) => session.read(new Map(), (on) => modelsByFingerprint(on, asked)),
    bySizes: (sizes) => session.read([], (on) => modelsBySize(on, sizes)),
    sharedSizes: () => session.read([], (on) => on.run.all(selectSharedSizes(on.db)).map(({ size }) => size)),
    names: () =>
      session.read([], (on) =>
        on
          .roots()
          .flatMap(({ id: at, path: root, folders }) =>
            on.run
              .all(selectNames(on.db, at))
              .map(({ id, name, size }) => ({ id, root, name, size, folders: foldersListing(folders, name) })),
          ),
      ),
    outside: () =>
      session.read([], (on) => {
        const own = on.roots().filter(({ folders }) => folders.length === 0)
        return own.flatMap(({ id, path }) =>
          on.run.all(selectNames(on.db, id)).map(({ name, size }) => ({ name, path: pathBelow(path, name), size })),
        )
      }),
    counts: () => session.read(nothing, (on) => on.run.all(selectCounts(on.db))[0] ?? nothing),
    async problems() {
      const found = await session.read([], (on) =>
        on.run.all(selectRoots(on.db)).flatMap(({ problems }) => readProblems(problems)),
      )
      const fault = session.fault()
      return fault === null ? found : [fault, ...found]
    },
    lacking: (what, limit) =>
      session.read([], (on) =>
        oneOfEach(
          on,
          on.run.all(selectLacking(on.db, what, limit)).map(({ id }) => id),
        ),
      ),
    close: () => session.close(),
  }
}

const nothing = { files: 0, bytes: 0, described: 0, hashed: 0, corrupt: 0 }

function gather<T>(
  on: Opened,
  asked: readonly T[],
  keyOf: (one: T) => string,
  ask: (one: T) => readonly ModelRowStored[],
): Map<string, readonly IndexedModel[]> {
  const roots = on.roots()
  const found = new Map<string, readonly IndexedModel[]>()
  for (const one of asked) {
    const models = readRows(ask(one), roots)
    if (models.length > 0) found.set(keyOf(one), models)
  }
  return found
}
