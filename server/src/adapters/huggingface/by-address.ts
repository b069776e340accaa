import type { OutsideHost, ProviderAnswer, ProviderFile } from '../../core/ports.js'
import type { AddressOf } from '../../core/provider-address.js'
import { type Read, readJson, received, refused } from '../../core/provider-answer.js'
import { escapePart, escapePath, isModelName, sortFiles } from '../../core/provider-names.js'
import { problem } from '../../problems.js'
import { askHead } from './ask-head.js'
import { askPaths, askTree, type ListedFile } from './list-files.js'
import { type FileFacts, makeFile } from './make-file.js'
import { readHead } from './read-head.js'
import { readRepository, type Repository } from './repository.js'

type Address = AddressOf<'huggingface'>

/** Most files of a repository's page that are told. */
const mostFiles = 200

export async function fileAt(host: OutsideHost, address: Address, signal?: AbortSignal): Promise<ProviderAnswer> {
  const id = idOf(address)
  const revision = address.revision ?? 'main'
  const { path } = address
  const question = { source: 'huggingface', what: `${id}/${path}` } as const
  const start = `/${escapePath(id)}/resolve/${escapePart(revision)}/${escapePath(path)}`
  const { asked, repository } = await askHead(host, start, 'size and hash of a file', signal)
  if (!asked.ok) return asked
  const head = readHead(asked.answer, question)
  if (head.is === 'unknown') return { ok: false, problem: head.problem }
  if (head.is === 'absent') return { ok: true, files: [] }
  const now = repository ?? id
  const tells = now.toLowerCase() === id.toLowerCase() ? [] : [`The repository ${id} is called ${now} now.`]
  const known = { id: now, path, revision, tells }
  if (head.is === 'login' || head.is === 'removed') {
    return oneFile(host, { ...known, commit: null, size: null, sha256: null, about: null, access: head.is })
  }
  const about = await askAbout(host, now, null, signal)
  const facts = head.is === 'file' ? head : await gatedFacts(host, known, signal)
  const commit = facts.commit ?? (revision === 'main' && about.ok ? about.value.commit : null)
  const access = head.is === 'licence' ? 'licence' : 'open'
  return oneFile(host, {
    ...known,
    commit,
    size: facts.size,
    sha256: facts.sha256,
    about: about.ok ? about.value : null,
    access,
  })
}

/** Size and hash of a gated file can be read by everybody, only its bytes cannot. */
async function gatedFacts(
  host: OutsideHost,
  { id, path, revision }: Pick<FileFacts, 'id' | 'path' | 'revision'>,
  signal?: AbortSignal,
) {
  const listed = await askPaths(host, { id, revision }, [path], signal)
  const entry = listed.ok ? listed.value.find((file) => file.path === path) : undefined
  const commit = /^[0-9a-f]{40}$/.test(revision) ? revision : null
  return { commit, size: entry?.size ?? null, sha256: entry?.sha256 ?? null }
}

function oneFile(host: OutsideHost, facts: FileFacts): ProviderAnswer {
  const file = makeFile(host.endpoint, facts)
  return { ok: true, files: file === null ? [] : [file] }
}

/** Every model file of a repository or of one folder of it. */
export async function filesOfPage(host: OutsideHost, address: Address, signal?: AbortSignal): Promise<ProviderAnswer> {
  const id = idOf(address)
  const about = await askAbout(host, id, address.revision, signal)
  if (!about.ok) return about.absent ? { ok: true, files: [] } : about
  const now = about.value.id ?? id
  const revision = about.value.commit ?? address.revision ?? 'main'
  const listed = await askTree(host, { id: now, revision }, address.path.replace(/\/$/, ''), signal)
  if (!listed.ok) return listed.absent ? { ok: true, files: [] } : listed
  const models = listed.value.filter(({ path }) => isModelName(path)).slice(0, mostFiles)
  return {
    ok: true,
    files: filesOf(
      host,
      { ...about.value, id: now, commit: revision.length === 40 ? revision : null },
      models,
      revision,
    ),
  }
}

/** Files that a list told, as files of their repository. */
export function filesOf(
  host: OutsideHost,
  about: Repository & { readonly id: string },
  listed: readonly ListedFile[],
  revision: string,
): ProviderFile[] {
  const { id, commit, access } = about
  return sortFiles(
    listed.flatMap(
      (file) => makeFile(host.endpoint, { ...file, id, revision, commit, about, access, tells: [] }) ?? [],
    ),
  )
}

async function askAbout(
  host: OutsideHost,
  id: string,
  revision: string | null,
  signal?: AbortSignal,
): Promise<Read<Repository>> {
  const route = `/api/models/${escapePath(id)}${revision === null ? '' : `/revision/${escapePart(revision)}`}`
  const asked = await host
    .fetch(route, 'licence and base of a repository', signal ? { signal } : {})
    .then(received, refused)
  const read = readJson(asked, { source: 'huggingface', what: id })
  if (!read.ok) return read
  const about = readRepository(read.value)
  if (about !== null) return { ok: true, value: about }
  return {
    ok: false,
    absent: false,
    problem: problem('PROVIDER_ANSWER_UNREADABLE', { source: 'huggingface', what: id, because: 'it is no repository' }),
  }
}

function idOf({ owner, repo }: Address): string {
  return owner === '' ? repo : `${owner}/${repo}`
}
