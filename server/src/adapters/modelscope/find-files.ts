import type { OutsideHost, ProviderAnswer, ProviderFile } from '../../core/ports.js'
import type { AddressOf } from '../../core/provider-address.js'
import { isModelName, sortFiles } from '../../core/provider-names.js'
import { searchByWords } from '../../core/provider-search.js'
import type { Problem } from '@greenlight/shared/problem'
import { askFiles, type ListedFile } from './list-files.js'
import { makeFile, type Place } from './make-file.js'
import { askRepository, searchRepositories } from './repository.js'

/** Files of a page that are told; repositories of a search whose files are listed. */
const most = { files: 200, repositories: 5 }

/** The file of an address, or every model file of a page. */
export async function filesAt(
  host: OutsideHost,
  address: AddressOf<'modelscope'>,
  signal?: AbortSignal,
): Promise<ProviderAnswer> {
  const { owner, repo, path } = address
  const id = `${owner}/${repo}`
  const revision = address.revision ?? 'master'
  const page = path === '' || path.endsWith('/')
  const folder = page ? path.replace(/\/$/, '') : path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const listed = await askFiles(host, { id, revision, folder, below: page }, signal)
  if (!listed.ok) return listed.absent ? { ok: true, files: [] } : listed
  const meant = listed.value.filter((file) => (page ? isModelName(file.path) : file.path === path)).slice(0, most.files)
  if (meant.length === 0) return { ok: true, files: [] }
  return answer(host, { id, revision, about: await askRepository(host, id, signal) }, meant)
}

/** In repositories named like the file: at most 3 searches of 5 repositories. */
export function filesNamed(host: OutsideHost, asked: string, signal?: AbortSignal): Promise<ProviderAnswer> {
  const seen = new Set<string>()
  return searchByWords(asked, async (words, wants) => {
    const found = await searchRepositories(host, words, signal)
    if (!found.ok) return { ok: false, problem: found.problem }
    const files: ProviderFile[] = []
    let fault: Problem | null = null
    for (const about of found.value.filter(({ id }) => !seen.has(id)).slice(0, most.repositories)) {
      seen.add(about.id)
      const place = { id: about.id, revision: 'master', about }
      const listed = await askFiles(host, { id: about.id, revision: 'master', folder: '', below: true }, signal)
      if (listed.ok) files.push(...filesOf(host, place, listed.value.filter(({ path }) => wants(path)).slice(0, most.files)))
      else if (!listed.absent) fault ??= listed.problem
    }
    return { ok: true, files, fault }
  })
}

function answer(host: OutsideHost, place: Place, listed: readonly ListedFile[]): ProviderAnswer {
  return { ok: true, files: sortFiles(filesOf(host, place, listed)) }
}

function filesOf(host: OutsideHost, place: Place, listed: readonly ListedFile[]): ProviderFile[] {
  return listed.flatMap((file) => makeFile(host.endpoint, place, file) ?? [])
}
