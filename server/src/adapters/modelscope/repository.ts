import type { OutsideHost, ProviderFile } from '../../core/ports.js'
import { type Read, readJson, received, refused, unreadable } from '../../core/provider-answer.js'
import { fieldOf, isForeign, textOf, textsOf } from '../../core/provider-fields.js'
import { escapePath } from '../../core/provider-names.js'

/** What ModelScope's open routes (`/openapi/v1/models`, lower-camel) tell of a repository. */
export interface Repository {
  /** `owner/name` */
  readonly id: string
  readonly licence: string | null
  readonly base: string | null
  readonly access: ProviderFile['access']
}

export function readRepository(value: unknown): Repository | null {
  const owner = textOf(value, 'Path')
  const name = textOf(value, 'Name')
  const id = textOf(value, 'id', 'Id') ?? (owner === null || name === null ? null : `${owner}/${name}`)
  if (id === null || !/^[\w.-]+\/[\w.-]+$/.test(id)) return null
  const bases = textsOf(value, 'tags', 'Tags').flatMap((tag) =>
    /^base[_-]model:/i.test(tag) ? tag.replace(/^[^:]*:(?:(?:adapter|finetune|merge|quantized):)?/, '') : [],
  )
  return {
    id,
    licence: textOf(value, 'license', 'License'),
    base: bases.length === 0 ? null : [...new Set(bases)].join(', '),
    access: accessOf(value),
  }
}

function accessOf(value: unknown): ProviderFile['access'] {
  if (fieldOf(value, 'gated', 'Gated') === true) return 'licence'
  return fieldOf(value, 'private', 'Private') === true ? 'login' : 'open'
}

/** Null where it is not told; the files stand without it. */
export async function askRepository(host: OutsideHost, id: string, signal?: AbortSignal): Promise<Repository | null> {
  const asked = await host
    .fetch(`/openapi/v1/models/${escapePath(id)}`, 'licence of a repository', signal ? { signal } : {})
    .then(received, refused)
  const read = readJson(asked, { source: 'modelscope', what: id })
  return read.ok ? readRepository(fieldOf(read.value, 'data', 'Data')) : null
}

const most = 20

/** Repositories whose own name begins with the words, most fetched first, one page. */
export async function searchRepositories(
  host: OutsideHost,
  words: string,
  signal?: AbortSignal,
): Promise<Read<Repository[]>> {
  const query = new URLSearchParams({
    search: words.toWellFormed(),
    page_number: '1',
    page_size: String(most),
    sort: 'downloads',
  })
  const asked = await host
    .fetch(`/openapi/v1/models?${query.toString()}`, 'repositories by name', signal ? { signal } : {})
    .then(received, refused)
  const question = { source: 'modelscope', what: words } as const
  const read = readJson(asked, question)
  if (!read.ok) return read
  const content = fieldOf(read.value, 'data', 'Data')
  const models = fieldOf(content, 'models', 'Models')
  if (!isForeign(content) || (models !== null && !Array.isArray(models))) {
    return { ok: false, absent: false, problem: unreadable(question, 'it is no list of repositories') }
  }
  const found = new Map(
    (models ?? [])
      .slice(0, most)
      .flatMap((entry: unknown) => readRepository(entry) ?? [])
      .map((one: Repository) => [one.id, one]),
  )
  return { ok: true, value: [...found.values()] }
}
