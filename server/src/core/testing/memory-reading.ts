import { type HashAsked, hashKey, type IndexedModel, type ModelIndexReader, type ModelRoot } from '../model-index.js'
import { nameBelow } from '../model-place.js'
import { compareBy, fits, type MemoryFile, readFile } from './memory-contents.js'

export interface MemoryState {
  roots: readonly ModelRoot[]
  /** By root and name. */
  readonly files: Map<string, MemoryFile>
}

/** The questions of the memory index. `ranked`: every file, by root in their order, then by name. */
export function readMemory(state: MemoryState, ranked: () => MemoryFile[]): Omit<ModelIndexReader, 'problems'> {
  const models = (files: readonly MemoryFile[] = ranked()): IndexedModel[] =>
    files.map((file) => readFile(file, state.roots))
  const rankOf = (root: string): number => state.roots.findIndex(({ path }) => path === root)

  return {
    list(query) {
      const all = models()
        .filter((model) => fits(model, query))
        .sort(compareBy(query.sort, rankOf))
      if (query.descending === true) all.reverse()
      const from = Math.max(0, query.offset ?? 0)
      return Promise.resolve({
        models: all.slice(from, query.limit === undefined ? undefined : from + Math.max(0, query.limit)),
        total: all.length,
      })
    },
    byPaths(paths) {
      const byPath = new Map(
        models()
          .toReversed()
          .map((model) => [model.path, model]),
      )
      const findAt = (path: string): IndexedModel | undefined =>
        byPath.get(path) ?? models().find((model) => nameBelow(model.root, path) === model.name)
      return Promise.resolve(
        new Map(paths.flatMap((path) => [findAt(path)].flatMap((model) => (model ? [[path, model]] : [])))),
      )
    },
    byHashes: (asked) => Promise.resolve(gather(asked, hashKey, models(), answersHash)),
    byFingerprints: (asked) =>
      Promise.resolve(
        gather(
          asked,
          (print) => print,
          models(),
          (model, print) => model.facts?.fingerprint === print,
        ),
      ),
    bySizes: (sizes) =>
      Promise.resolve(
        models()
          .filter(({ size }) => sizes.includes(size))
          .sort((a, b) => a.size - b.size),
      ),
    sharedSizes() {
      const sizes = ranked()
        .map(({ stamp }) => stamp.size)
        .sort((a, b) => a - b)
      return Promise.resolve([...new Set(sizes.filter((size, at) => size === sizes[at - 1]))])
    },
    names: () =>
      Promise.resolve(models().map(({ id, root, name, size, folders }) => ({ id, root, name, size, folders }))),
    outside: () =>
      Promise.resolve(
        models()
          .filter(({ root }) => state.roots.some(({ path, folders }) => path === root && folders.length === 0))
          .map(({ name, path, size }) => ({ name, path, size })),
      ),
    counts() {
      const all = models()
      return Promise.resolve({
        files: all.length,
        bytes: all.reduce((sum, { size }) => sum + size, 0),
        described: all.filter(({ facts }) => facts !== null).length,
        hashed: all.filter(({ digests }) => digests.blake3 !== undefined).length,
        corrupt: all.filter(({ facts }) => facts?.health === 'corrupt').length,
      })
    },
    lacking(what, limit) {
      const lacks = ranked().filter(({ content }) =>
        what === 'facts' ? content.facts === null : content.digests[what] === undefined,
      )
      const first = [...new Map(lacks.toReversed().map((file) => [file.content, file])).values()]
      first.sort((a, b) => (what === 'facts' ? 0 : a.content.size - b.content.size) || a.content.id - b.content.id)
      return Promise.resolve(models(first.slice(0, Math.max(0, limit))))
    },
    close: () => Promise.resolve(),
  }
}

function gather<T>(
  asked: readonly T[],
  keyOf: (one: T) => string,
  models: readonly IndexedModel[],
  answers: (model: IndexedModel, one: T) => boolean,
): Map<string, readonly IndexedModel[]> {
  const met = asked.map((one) => [keyOf(one), models.filter((model) => answers(model, one))] as const)
  return new Map(met.filter(([, files]) => files.length > 0))
}

function answersHash({ digests, keys }: IndexedModel, { type, value }: HashAsked): boolean {
  const wanted = value.toLowerCase()
  switch (type) {
    case 'autov2':
      return wanted.length >= 8 && digests.sha256?.startsWith(wanted) === true
    case 'autov3':
      return wanted.length >= 8 && digests.tensorsSha256?.startsWith(wanted) === true
    case 'blake3':
    case 'sha256':
    case 'tensorsSha256':
      return digests[type] === wanted
    case 'comfydock16':
    case 'comfygit16':
    case 'quick':
      return keys[type] === wanted
  }
}
