import type { OutsideHost, ProviderAnswer, ProviderFile } from '../../core/ports.js'
import { type Read, unreadable } from '../../core/provider-answer.js'
import { fieldOf, idOf, textOf } from '../../core/provider-fields.js'
import { searchByWords } from '../../core/provider-search.js'
import { accessOf } from './access.js'
import { type Answered, ask } from './ask.js'
import { typesFor } from './kinds.js'
import { makeFile } from './make-file.js'
import { readVersions } from './read-version.js'

/** At most 3 searches of 2 pages; files that are told. */
const most = { pages: 2, ofAPage: 50, files: 200 }

/** Civitai finds models by their own names and words, not by those of their files. */
export function filesNamed(
  host: OutsideHost,
  asked: string,
  directory: string | null,
  signal?: AbortSignal,
): Promise<ProviderAnswer> {
  return searchByWords(asked, async (words, wants) => {
    const found = await search(host, words, typesFor(directory), signal)
    if (!found.ok) return { ok: false, problem: found.problem }
    const files = found.value.flatMap((page) => wantedIn(host, page, wants))
    return { ok: true, files: files.slice(0, most.files), fault: null }
  })
}

/** Pages of models. The cursor is opaque; `query` and `page` together are refused by the service. */
async function search(
  host: OutsideHost,
  words: string,
  types: readonly string[],
  signal?: AbortSignal,
): Promise<Read<Answered[]>> {
  const what = `models named like "${words}"`
  const route = `/models?query=${encodeURIComponent(words.toWellFormed())}&limit=${most.ofAPage}&nsfw=true${types.map((type) => `&types=${type}`).join('')}`
  const pages: Answered[] = []
  let cursor: string | null = null
  do {
    const read: Read<Answered> = await ask(
      host,
      cursor === null ? route : `${route}&cursor=${encodeURIComponent(cursor)}`,
      what,
      signal,
    )
    if (!read.ok) return pages.length > 0 ? { ok: true, value: pages } : read
    if (!Array.isArray(fieldOf(read.value.value, 'items'))) {
      return { ok: false, absent: false, problem: unreadable({ source: 'civitai', what }, 'it is no list of models') }
    }
    pages.push(read.value)
    const next: string | null = cursorOf(read.value.value)
    cursor = next === cursor ? null : next
  } while (cursor !== null && pages.length < most.pages)
  return { ok: true, value: pages }
}

function cursorOf(page: unknown): string | null {
  const metadata = fieldOf(page, 'metadata')
  return textOf(metadata, 'nextCursor')?.toWellFormed() ?? idOf(metadata, 'nextCursor')?.toString() ?? null
}

function wantedIn(host: OutsideHost, { value, now }: Answered, wants: (name: string) => boolean): ProviderFile[] {
  const models = fieldOf(value, 'items')
  const versions = Array.isArray(models) ? models.slice(0, most.ofAPage).flatMap(readVersions) : []
  return versions.flatMap((version) => {
    const access = accessOf(version, null, now)
    return version.files
      .filter((file) => wants(file.name))
      .map((file) => makeFile(host.endpoint, version, file, access))
  })
}
