import type { OutsideHost, ProviderAnswer, ProviderFile } from '../../core/ports.js'
import { type Asked, type Read, readJson, received, refused, unreadable } from '../../core/provider-answer.js'
import { searchByWords } from '../../core/provider-search.js'
import type { Problem } from '@greenlight/shared/problem'
import { filesOf } from './by-address.js'
import { askPaths, askTree } from './list-files.js'
import { nextPage } from './next-page.js'
import { readRepository, type Repository } from './repository.js'

/** At most 3 searches of 2 pages, 6 repositories that hold the name, 3 whose files are not told: 15 requests. */
const most = { pages: 2, ofAPage: 50, holding: 6, untold: 3 }

type Found = Repository & { readonly id: string }

/** The hub finds repositories by their own names, not files. */
export function filesNamed(host: OutsideHost, asked: string, signal?: AbortSignal): Promise<ProviderAnswer> {
  const seen = new Set<string>()
  return searchByWords(asked, async (words, wants) => {
    const found = await search(host, words, signal)
    if (!found.ok) return { ok: false, problem: found.problem }
    const fresh = found.value.filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    return { ok: true, ...(await take(host, fresh, wants, signal)) }
  })
}

async function search(host: OutsideHost, words: string, signal?: AbortSignal): Promise<Read<Found[]>> {
  const question = { source: 'huggingface', what: words } as const
  const expand = ['cardData', 'disabled', 'gated', 'private', 'sha', 'siblings', 'tags']
    .map((field) => `expand=${field}`)
    .join('&')
  const found = new Map<string, Found>()
  let route: string | null =
    `/api/models?search=${encodeURIComponent(words.toWellFormed())}&limit=${most.ofAPage}&sort=downloads&direction=-1&${expand}`
  for (let page = 0; route !== null && page < most.pages; page += 1) {
    const asked: Asked = await host
      .fetch(route, 'repositories by name', signal ? { signal } : {})
      .then(received, refused)
    const read = readJson(asked, question)
    if (!read.ok) return found.size > 0 ? { ok: true, value: [...found.values()] } : read
    if (!Array.isArray(read.value))
      return { ok: false, absent: false, problem: unreadable(question, 'it is no list of repositories') }
    for (const entry of read.value.slice(0, most.ofAPage).map(readRepository)) {
      if (entry?.id != null && !found.has(entry.id)) found.set(entry.id, { ...entry, id: entry.id })
    }
    route = asked.ok ? nextPage(asked.answer.headers) : null
  }
  return { ok: true, value: [...found.values()] }
}

/** Sizes and hashes of the wanted files; a repository that does not answer is a fault and hides no other. */
async function take(
  host: OutsideHost,
  found: readonly Found[],
  wants: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<{ files: ProviderFile[]; fault: Problem | null }> {
  const holding = found.filter(({ paths }) => paths?.some(wants)).slice(0, most.holding)
  const untold = found.filter(({ paths }) => paths === null).slice(0, most.untold)
  const files: ProviderFile[] = []
  let fault: Problem | null = null
  for (const about of [...holding, ...untold]) {
    const revision = about.commit ?? 'main'
    const paths = about.paths?.filter(wants) ?? null
    const place = { id: about.id, revision }
    const listed =
      paths === null ? await askTree(host, place, '', signal) : await askPaths(host, place, paths.slice(0, 50), signal)
    if (listed.ok)
      files.push(
        ...filesOf(
          host,
          about,
          listed.value.filter(({ path }) => wants(path)),
          revision,
        ),
      )
    else if (paths !== null)
      files.push(
        ...filesOf(
          host,
          about,
          paths.map((path) => ({ path, size: null, sha256: null })),
          revision,
        ),
      )
    else fault ??= listed.problem
  }
  return { files, fault }
}
