import { nothingThere, type Said, startStandIn, type StandIn } from '../../testing/stand-in.js'
import type { ServedFile, ServedModel, ServedVersion } from './models.js'

/**
 * Civitai's public API as its own source has it: single look-up by any kind of hash, models, versions, the small version route, and a
 * download route that nothing here may ask. `date`: the service's clock.
 */
export function startCivitai(
  models: readonly ServedModel[],
  options: { readonly date?: string; readonly withoutMini?: boolean; readonly ofAPage?: number } = {},
): Promise<StandIn> {
  const clock: Said['headers'] = {
    date: options.date ?? 'Sat, 21 Nov 2026 08:00:00 GMT',
    'cache-control': 'public, s-maxage=300, stale-while-revalidate=150',
  }
  return startStandIn(({ path, query }, url) => {
    const [route = '', last = ''] = [path.replace(/\/[^/]*$/, ''), path.slice(path.lastIndexOf('/') + 1)]
    const said = answer(route, last)
    return { ...said, headers: { ...clock, ...said.headers } }

    function answer(folder: string, id: string): Said {
      if (path === '/api/v1/models') return search(models, query, url, options.ofAPage ?? 100)
      if (folder === '/api/v1/models') return oneModel(models, id, url)
      if (folder === '/api/v1/model-versions/by-hash') return byHash(models, id, url)
      if (folder === '/api/v1/model-versions/mini')
        return options.withoutMini ? nothingThere : mini(models, Number(id), query)
      if (folder === '/api/v1/model-versions') return withModel(models, Number(id), url)
      return nothingThere
    }
  })
}

const missing = (error: string): Said => ({ status: 404, body: { error } })

function find(models: readonly ServedModel[], id: number): { model: ServedModel; version: ServedVersion } | undefined {
  return models
    .flatMap((model) => model.versions.map((version) => ({ model, version })))
    .find(({ version }) => version.id === id)
}

function withModel(models: readonly ServedModel[], id: number, url: string): Said {
  const found = find(models, id)
  if (found === undefined) return missing('Model not found')
  const { model, version } = found
  if (version.files.length === 0) return missing('Missing model file')
  const { name, type, mode } = model
  return {
    body: {
      ...shape(model, version, url),
      modelId: model.id,
      model: { name, type, nsfw: false, poi: false, ...(mode === undefined ? {} : { mode }) },
    },
  }
}

function shape({ mode }: ServedModel, { files, ...version }: ServedVersion, url: string) {
  const archived = mode === 'Archived'
  const download = `${url}/api/download/models/${version.id}`
  return {
    status: 'Published',
    usageControl: 'Download',
    availability: 'Public',
    earlyAccessEndsAt: null,
    description: null,
    trainedWords: [],
    ...version,
    files: archived
      ? []
      : files.map((file) => ({
          ...file,
          downloadUrl: file.primary ? download : `${download}?type=${encodeURIComponent(String(file.type))}`,
        })),
    images: [],
    ...(archived ? {} : { downloadUrl: download }),
  }
}

function byHash(models: readonly ServedModel[], hash: string, url: string): Said {
  const carries = ({ hashes }: ServedFile) =>
    Object.values(hashes ?? {}).some((one) => one?.toUpperCase() === hash.toUpperCase())
  const found = models
    .flatMap(({ versions }) => versions)
    .filter(({ files, status = 'Published' }) => status === 'Published' && files.some(carries))
  const oldest = found.toSorted((a, b) => a.id - b.id)[0]
  return oldest === undefined ? missing('Model not found') : withModel(models, oldest.id, url)
}

function oneModel(models: readonly ServedModel[], id: string, url: string): Said {
  if (!/^\d{1,10}$/.test(id))
    return { status: 400, body: { error: { name: 'ZodError', message: 'Invalid input: expected number' } } }
  const model = models.find((one) => one.id === Number(id))
  return model === undefined ? missing(`No model with id ${id}`) : { body: whole(model, url) }
}

function whole({ versions, ...model }: ServedModel, url: string) {
  return {
    ...model,
    tags: [],
    modelVersions: versions.map((version, index) => ({ ...shape({ ...model, versions }, version, url), index })),
  }
}

function mini(models: readonly ServedModel[], id: number, query: URLSearchParams): Said {
  const found = find(models, id)
  if (found === undefined) return missing('Model not found')
  const {
    files,
    requireAuth = false,
    checkPermission = false,
    earlyAccessEndsAt = null,
    availability = 'Public',
    baseModel,
  } = found.version
  const fileId = query.get('modelFileId')
  const file =
    fileId === null
      ? (files.find(({ primary }) => primary) ?? files[0])
      : files.find((one) => String(one.id) === fileId)
  if (file === undefined) return missing('Missing model file')
  return {
    body: {
      baseModel,
      availability,
      size: file.sizeKB,
      fileType: file.type,
      fileName: file.name,
      hashes: file.hashes,
      downloadUrls: ['x'],
      format: file.metadata?.format,
      requireAuth,
      checkPermission,
      ...(checkPermission ? { earlyAccessEndsAt } : {}),
    },
  }
}

/** The cursor is opaque; pages overlap by one. `query` with `page` is refused. */
function search(models: readonly ServedModel[], query: URLSearchParams, url: string, ofAPage: number): Said {
  if (query.has('page') && query.has('query'))
    return { status: 400, body: { error: 'Cannot use page param with query search. Use cursor-based pagination.' } }
  const words = (query.get('query') ?? '').toLowerCase().split(/[\s_-]+/)
  const types = query.getAll('types')
  const found = models.filter(
    ({ name, type }) =>
      words.every((word) => name.toLowerCase().replaceAll(' ', '').includes(word)) &&
      (types.length === 0 || types.includes(type)),
  )
  const from = Number((query.get('cursor') ?? '0|').split('|')[0])
  const to = Math.min(found.length, from + ofAPage)
  return {
    body: {
      items: found.slice(Math.max(0, from - 1), to).map((model) => whole(model, url)),
      metadata: to < found.length ? { nextCursor: `${to}|364671|25494`, nextPage: 'x' } : {},
    },
  }
}
