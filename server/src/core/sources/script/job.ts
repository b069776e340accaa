import type { ModelSource } from '@greenlight/shared/report'
import { rawUrl, readAddress, type SourceAddress } from '../addresses.js'
import { toSlashes } from '../../names/fold-text.js'

/** One model of a script: where it comes from and where it goes. */
export interface ScriptEntry {
  /** As the widget says it, sub-folders kept: that is where the loader looks. */
  readonly name: string
  /** Absolute path of the model folder, in the spelling of the machine that runs the script. */
  readonly folder: string
  readonly url: string
  /** With or without `sha256:`. */
  readonly sha256?: string
  readonly access?: ModelSource['access']
}

/** A model without an answer is told in a comment. */
export interface ScriptRemark {
  readonly name: string
  readonly why: string
}

export type Shell = 'cmd' | 'posix' | 'powershell'
export type Tool = 'aria2' | 'curl' | 'hf'

/** What one dialect writes: nothing in it is checked again, so everything in it is checked here. */
export interface Job {
  readonly url: string
  /** Whole path, and its folder and name. */
  readonly file: string
  readonly folder: string
  readonly base: string
  /** 64 hex digits. */
  readonly hash: string | null
  /** Name of the environment variable that holds the token of the host. */
  readonly token: 'CIVITAI_TOKEN' | 'HF_TOKEN' | null
  /** For the tool of the hub, where it can fetch it. */
  readonly hub: { readonly repo: string; readonly revision: string; readonly path: string } | null
  readonly tool: Tool
  readonly remarks: readonly string[]
}

/** A job, or in words why there is none. */
export function jobOf(entry: ScriptEntry, tool: Tool, shell: Shell): Job | string {
  const segments = segmentsOf(entry.name)
  if (segments === null) return 'its name is not safe on every disk'
  if (!isSafeFolder(entry.folder, shell)) return 'its folder cannot be written in this shell'
  const address = readAddress(entry.url)
  const url = address === null ? null : addressFor(address)
  if (address === null || url === null) return 'its address is no file on a public https host'
  const { access } = entry
  if (access === 'removed') return 'it was removed there'
  const token = tokenFor(address)
  const locked = access !== undefined && access !== 'open'
  if (tool === 'aria2' && locked && token !== null)
    return `it needs a token, and aria2 would carry that to other hosts: take curl (${pageOf(address) ?? url})`
  const windows = isWindows(entry.folder) || (shell !== 'posix' && !entry.folder.startsWith('/'))
  const separator = windows ? '\\' : '/'
  const root = withoutEnd(entry.folder)
  const base = segments.at(-1) ?? ''
  const folder = [root, ...segments.slice(0, -1)].join(separator)
  return {
    url,
    folder,
    base,
    file: `${folder}${separator}${base}`,
    hash: /^(?:sha256:)?([0-9a-f]{64})$/i.exec(entry.sha256 ?? '')?.[1]?.toLowerCase() ?? null,
    token,
    hub: hubOf(address),
    tool: tool === 'hf' && hubOf(address) === null ? 'curl' : tool,
    remarks: remarksOf(access, address, token),
  }
}

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** Names that every disk takes and no shell reads anything into. */
function segmentsOf(name: string): string[] | null {
  const path = toSlashes(name)
  if (path.length > 1000 || path.startsWith('/')) return null
  const segments = path.split('/')
  const safe = segments.every(
    (part) =>
      part !== '' &&
      !/^\.+$/.test(part) &&
      !/[<>:"|?*\p{C}\p{Zl}\p{Zp}]|[. ]$|^[-~ ]/u.test(part) &&
      !reserved.test(part) &&
      part.length <= 250 &&
      part.isWellFormed(),
  )
  return safe ? segments : null
}

function isSafeFolder(folder: string, shell: Shell): boolean {
  const absolute = folder.startsWith('/') || isWindows(folder)
  return (
    absolute &&
    folder.isWellFormed() &&
    !/[\p{C}\p{Zl}\p{Zp}]/u.test(folder) &&
    (shell === 'posix' || !folder.includes('"'))
  )
}

function isWindows(folder: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\)/.test(folder)
}

function withoutEnd(folder: string): string {
  return folder.replace(/[\\/]+$/, '')
}

/** Written with letters that no shell reads as anything but themselves inside its quotes, the percent sign apart. */
function addressFor(address: SourceAddress): string | null {
  const url = rawUrl(address)?.replace(/^http:/, 'https:')
  if (url === undefined || !URL.canParse(url)) return null
  const plain = new URL(url).href.replace(
    /[!'()*$`"\\^|<>{}[\]\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  return URL.canParse(plain) && /^https:\/\/[\w\-.~:/?#@&=+,;%]+$/.test(plain) ? plain : null
}

function tokenFor({ site }: SourceAddress): Job['token'] {
  if (site === 'huggingface') return 'HF_TOKEN'
  return site === 'civitai' ? 'CIVITAI_TOKEN' : null
}

/** Words of a repository or file that its tool would read as an option are left to curl. */
function hubOf(address: SourceAddress): Job['hub'] {
  if (address.site !== 'huggingface' || address.path === '' || address.path.endsWith('/')) return null
  const repo = address.owner === '' ? address.repo : `${address.owner}/${address.repo}`
  const revision = address.revision ?? 'main'
  const plain =
    /^[\w.][\w.\-/]*$/.test(repo) &&
    /^[\w.][\w.\-/]*$/.test(revision) &&
    /^[^\-\p{C}"*?[\]][^\p{C}"*?[\]]*$/u.test(address.path)
  return plain && address.path.isWellFormed() ? { repo, revision, path: address.path } : null
}

function pageOf(address: SourceAddress): string | null {
  if (address.site === 'huggingface')
    return `https://huggingface.co/${[address.owner, address.repo].filter((part) => part !== '').join('/')}`
  if (address.site !== 'civitai') return null
  return address.modelId === null
    ? `https://civitai.com/model-versions/${address.versionId ?? ''}`
    : `https://civitai.com/models/${address.modelId}`
}

function remarksOf(access: ScriptEntry['access'], address: SourceAddress, token: Job['token']): string[] {
  const page = pageOf(address)
  const at = page === null ? '' : `: ${page}`
  const put = token === null ? '' : `, and put your token into ${token}`
  switch (access) {
    case 'licence':
      return [`Accept the licence first${at}${put}`]
    case 'login':
      return [`Needs an account there${at}${put}`]
    case 'early-access':
      return [`In early access${at}${put}`]
    case 'paid':
      return [`To be bought there${at}${put}`]
    case 'open':
    case 'removed':
    case undefined:
      return []
  }
}
