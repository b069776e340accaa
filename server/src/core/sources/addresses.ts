import { type CivitaiAddress, isCivitai, rawCivitai, readCivitai, readCivitaiAir } from './civitai-address.js'
import { type GitHubAddress, isGitHub, rawGitHub, readGitHub } from './github-address.js'
import {
  type HuggingFaceAddress,
  isHuggingFace,
  rawHuggingFace,
  readDataset,
  readHuggingFace,
} from './huggingface-address.js'
import { hostOfModelScope, type ModelScopeAddress, rawModelScope, readModelScope } from './modelscope-address.js'
import { readAir } from './air.js'
import { isPlainPath, readWebAddress, type WebAddress, writeAddress } from './web-address.js'

export interface DirectAddress {
  readonly site: 'direct'
  /** Written one way: no user, no token, no fragment, query sorted. */
  readonly url: string
}

/** What an address of a model means, whichever way it is written. */
export type SourceAddress = HuggingFaceAddress | CivitaiAddress | ModelScopeAddress | GitHubAddress | DirectAddress

/** An address as it was written. */
export interface Spelling {
  readonly address: SourceAddress
  /** It shows the file, or several, instead of giving one. */
  readonly page: boolean
}

/**
 * Reads any spelling: addresses of files and of pages about them, mirrors, AIR names. Null for what is no public http(s) address, and
 * for pages of known sites that are about no model. Never throws.
 */
export function readAddress(text: string): SourceAddress | null {
  return readSpelling(text)?.address ?? null
}

/** Whether an address is a page, or a name, from which the file has still to be worked out. */
export function isPage(text: string): boolean {
  return readSpelling(text)?.page ?? false
}

export function readSpelling(text: string): Spelling | null {
  const web = readWebAddress(text)
  return web === null ? readAirAddress(text) : readWeb(web)
}

function readWeb(web: WebAddress): Spelling | null {
  const { host } = web
  if (isHuggingFace(host)) {
    const dataset = web.path[0] === 'datasets' ? readDataset(web) : undefined
    if (dataset === undefined) return readHuggingFace(web)
    return dataset === null ? null : { address: { site: 'direct', url: dataset.url }, page: dataset.page }
  }
  if (isCivitai(host)) return readCivitai(web)
  if (isGitHub(host)) return readGitHub(web)
  const modelScope = hostOfModelScope(host)
  if (modelScope !== null) return readModelScope(web, modelScope)
  return web.path.length === 0 ? null : { address: { site: 'direct', url: writeAddress(web) }, page: false }
}

function readAirAddress(text: string): Spelling | null {
  const civitai = readCivitaiAir(text)
  if (civitai !== null) return { address: civitai, page: true }
  const air = readAir(text)
  if (air === null || (air.source !== 'huggingface' && air.source !== 'modelscope')) return null
  const [owner = '', repo = '', ...folders] = air.id.split('/')
  const file = air.version === null ? null : `${air.version}${air.format === null ? '' : `.${air.format}`}`
  const path = file === null ? '' : [...folders, file].join('/')
  if (owner === '' || repo === '' || !isPlainPath([owner, repo, ...(path === '' ? [] : [path])].join('/'))) return null
  const address = { owner, repo, revision: null, path }
  return {
    address:
      air.source === 'huggingface'
        ? { site: 'huggingface', ...address }
        : { site: 'modelscope', host: 'modelscope.cn', ...address },
    page: true,
  }
}

/** The file itself; null where the address names none yet (a repository, a model without a version). */
export function rawUrl(address: SourceAddress): string | null {
  switch (address.site) {
    case 'huggingface':
      return rawHuggingFace(address)
    case 'civitai':
      return rawCivitai(address)
    case 'modelscope':
      return rawModelScope(address)
    case 'github':
      return rawGitHub(address)
    case 'direct':
      return address.url
  }
}

/** The file's own name, without folders; null where the address does not tell it (Civitai, a page of many files). */
export function fileNameOf(address: SourceAddress): string | null {
  if (address.site === 'civitai') return null
  const path = address.site === 'direct' ? pathOf(address) : address.path
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (address.site !== 'direct') return name === '' ? null : name
  return /\.[a-z0-9]{1,12}$/i.test(name) ? name : null
}

function pathOf({ url }: DirectAddress): string {
  return readWebAddress(url)?.path.join('/') ?? ''
}

/** One key for one file, however it is written. Not every pair that is the same file gets one key, but no two files share one. */
export function addressKey(address: SourceAddress): string {
  switch (address.site) {
    case 'huggingface':
      return `huggingface:${lower(address.owner)}/${lower(address.repo)}@${address.revision ?? 'main'}:${address.path}`
    case 'civitai':
      return keyOfCivitai(address)
    case 'modelscope':
      return `${address.host}:${lower(address.owner)}/${lower(address.repo)}@${address.revision ?? 'master'}:${address.path}`
    case 'github':
      return `github:${lower(address.owner)}/${lower(address.repo)}:${address.kind}@${address.revision ?? ''}:${address.path}`
    case 'direct':
      return `direct:${withoutAsking(address.url)}`
  }
}

/** A version says its model; without a version the model's newest is meant, whichever that is. */
function keyOfCivitai({ modelId, versionId, fileId, type, format, size, fp }: CivitaiAddress): string {
  const choice =
    fileId === null ? [type, format, size, fp].map((word) => lower(word ?? '')).join(',') : `file ${fileId}`
  return versionId === null ? `civitai:model ${modelId ?? ''}` : `civitai:${versionId}:${choice.replace(/^,+$/, '')}`
}

/** Scheme, and words that only ask for a download, make no other file. */
function withoutAsking(url: string): string {
  const web = readWebAddress(url)
  if (web === null) return url
  const query = new Map([...web.query].filter(([name]) => !['dl', 'download'].includes(name)))
  return writeAddress({ ...web, query }).replace(/^https?:\/\/(?:www\.)?/, '')
}

function lower(text: string): string {
  return text.toLowerCase()
}
