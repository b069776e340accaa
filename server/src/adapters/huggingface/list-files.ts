import type { OutsideHost } from '../../core/ports.js'
import {
  type Asked,
  type Question,
  readJson,
  received,
  refused,
  type Read,
  unreadable,
} from '../../core/provider-answer.js'
import { countOf, fieldOf, hexOf, listOf, textOf } from '../../core/provider-fields.js'
import { escapePart, escapePath } from '../../core/provider-names.js'
import { nextPage } from './next-page.js'

/** One file as the tree and paths-info routes tell it. */
export interface ListedFile {
  readonly path: string
  readonly size: number | null
  /** Only of LFS and Xet files; `oid` of the others is git's, `xetHash` is no content hash. */
  readonly sha256: string | null
}

interface Place {
  /** `owner/name` */
  readonly id: string
  readonly revision: string
}

const mostPages = 5

/** What the hub knows of these paths; those that are not there are left out. POST paths-info. */
export async function askPaths(
  host: OutsideHost,
  place: Place,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Read<ListedFile[]>> {
  const route = `/api/models/${escapePath(place.id)}/paths-info/${escapePart(place.revision)}`
  const question: Question = { source: 'huggingface', what: place.id }
  const body = JSON.stringify({ paths, expand: false })
  const init = {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
    ...(signal ? { signal } : {}),
  } as const
  const read = readJson(await host.fetch(route, 'sizes and hashes of files', init).then(received, refused), question)
  return read.ok ? readEntries(read.value, question) : read
}

/** Every file below a folder (`''`: all), at most 5 pages of them. GET tree. */
export async function askTree(
  host: OutsideHost,
  place: Place,
  folder: string,
  signal?: AbortSignal,
): Promise<Read<ListedFile[]>> {
  const question: Question = { source: 'huggingface', what: place.id }
  const below = folder === '' ? '' : `/${escapePath(folder)}`
  const files: ListedFile[] = []
  let route: string | null =
    `/api/models/${escapePath(place.id)}/tree/${escapePart(place.revision)}${below}?recursive=true`
  for (let page = 0; route !== null && page < mostPages; page += 1) {
    const asked: Asked = await host
      .fetch(route, 'files of a repository', signal ? { signal } : {})
      .then(received, refused)
    const read = readJson(asked, question)
    const entries = read.ok ? readEntries(read.value, question) : read
    if (!entries.ok) return files.length > 0 ? { ok: true, value: files } : entries
    files.push(...entries.value)
    const next: string | null = asked.ok ? nextPage(asked.answer.headers) : null
    route = next === route ? null : next
  }
  return { ok: true, value: files }
}

function readEntries(value: unknown, question: Question): Read<ListedFile[]> {
  const entries = listOf(value)
  const named = entries.length === 0 || entries.some((entry) => textOf(entry, 'path') !== null)
  if (!Array.isArray(value) || !named)
    return { ok: false, absent: false, problem: unreadable(question, 'it is no list of files') }
  return { ok: true, value: entries.flatMap(readEntry) }
}

function readEntry(entry: unknown): ListedFile[] {
  const path = textOf(entry, 'path')
  if (path === null || textOf(entry, 'type') === 'directory') return []
  const lfs = fieldOf(entry, 'lfs')
  const sha256 = hexOf(fieldOf(lfs, 'oid', 'sha256'), 64)
  return [
    {
      path,
      size: countOf(lfs, 'size') ?? countOf(entry, 'size'),
      sha256: sha256 === fieldOf(entry, 'xetHash') ? null : sha256,
    },
  ]
}
