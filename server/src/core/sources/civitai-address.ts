import { readAir } from './air.js'
import type { WebAddress } from './web-address.js'

export interface CivitaiAddress {
  readonly site: 'civitai'
  readonly modelId: number | null
  readonly versionId: number | null
  readonly fileId: number | null
  /** Which file of the version, in the words of the download address; null: its primary one. */
  readonly type: string | null
  readonly format: string | null
  readonly size: string | null
  readonly fp: string | null
}

const nothing: CivitaiAddress = {
  site: 'civitai',
  modelId: null,
  versionId: null,
  fileId: null,
  type: null,
  format: null,
  size: null,
  fp: null,
}

/** One set of models under three names. */
const hosts = new Set(['civitai.com', 'civitai.green', 'civitai.red'])

export function isCivitai(host: string): boolean {
  return hosts.has(host)
}

/** Model pages, version pages, their API spellings and download addresses; null for images, articles, people. */
export function readCivitai({ path, query }: WebAddress): { address: CivitaiAddress; page: boolean } | null {
  const parts = path[0] === 'api' && path[1] === 'v1' ? path.slice(2) : path
  if (parts[0] === 'api' && parts[1] === 'download' && parts[2] === 'models') {
    const versionId = idOf(parts[3])
    return versionId === null ? null : { address: { ...nothing, versionId, ...choiceOf(query) }, page: false }
  }
  if (parts[0] === 'models') {
    const modelId = idOf(parts[1])
    return modelId === null
      ? null
      : { address: { ...nothing, modelId, versionId: idOf(query.get('modelVersionId')) }, page: true }
  }
  const versionId = parts[0] === 'model-versions' ? idOf(parts[1] === 'mini' ? parts[2] : parts[1]) : null
  return versionId === null
    ? null
    : { address: { ...nothing, versionId, fileId: idOf(query.get('modelFileId')) }, page: true }
}

/** `urn:air:...:civitai:model[@version]`; null for AIR names of other sources. */
export function readCivitaiAir(text: string): CivitaiAddress | null {
  const air = readAir(text)
  if (air === null || !air.source.startsWith('civitai')) return null
  // Without a version the format stands right behind the id.
  const [, id, format] = /^(\d+)(?:\.([\w-]+))?$/.exec(air.id) ?? []
  const modelId = idOf(id)
  const versionId = idOf(air.version ?? undefined)
  if (modelId === null || (air.version !== null && versionId === null)) return null
  return { ...nothing, modelId, versionId, fileId: air.fileId, format: air.format ?? format ?? null }
}

/** Null while only the model is known: its newest version is a question for the service. */
export function rawCivitai({ versionId, ...rest }: CivitaiAddress): string | null {
  if (versionId === null) return null
  const choice = (['type', 'format', 'size', 'fp', 'fileId'] as const).flatMap((name) => {
    const value = rest[name]
    return value === null ? [] : [`${name}=${encodeURIComponent(String(value).toWellFormed())}`]
  })
  return `https://civitai.com/api/download/models/${versionId}${choice.length === 0 ? '' : `?${choice.join('&')}`}`
}

function choiceOf(query: WebAddress['query']): Partial<CivitaiAddress> {
  const word = (name: string) => {
    const value = query.get(name)
    return value === undefined || value === '' || value.length > 60 ? null : value
  }
  return {
    type: word('type'),
    format: word('format'),
    size: word('size'),
    fp: word('fp'),
    fileId: idOf(query.get('fileId')),
  }
}

/** Ids are whole numbers of 31 bits there. */
function idOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return null
  const id = Number(text)
  return id >= 1 && id <= 2147483647 ? id : null
}
