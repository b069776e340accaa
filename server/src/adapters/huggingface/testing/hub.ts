import { startStandIn, type AskedOfStandIn, type Said, type StandIn } from '../../testing/stand-in.js'

export interface HubFile {
  readonly size: number
  /** Of LFS and Xet files only. */
  readonly sha256?: string
  /** git's own name. */
  readonly oid: string
  readonly xet?: string
}

export interface HubRepository {
  readonly commit: string
  readonly files: Readonly<Record<string, HubFile>>
  readonly gated?: 'auto' | 'manual'
  readonly disabled?: boolean
  readonly cardData?: unknown
  readonly tags?: readonly string[]
}

export interface HubFacts {
  readonly repositories: Readonly<Record<string, HubRepository>>
  /** Old name -> the one it has now. */
  readonly renamed?: Readonly<Record<string, string>>
  /** Where the bytes lie: another host. */
  readonly cdn?: string
  /** Repositories a page of the search. */
  readonly ofAPage?: number
  /** Older mirrors do not expand. */
  readonly withoutSiblings?: boolean
}

/** The hub as its own clients know it: resolve, api/models, tree, paths-info. Anonymous questions. */
export function startHub(facts: HubFacts): Promise<StandIn> {
  return startStandIn((asked, url) => {
    if (asked.path === '/api/models') return search(facts, asked, url)
    const api =
      /^\/api\/models\/(?<id>[^/]+(?:\/[^/]+)?)(?:\/(?<verb>revision|tree|paths-info)\/(?<rev>[^/]+)(?<below>\/.*)?)?$/.exec(
        asked.path,
      )
    if (api?.groups) return answerApi(facts, asked, url, api.groups)
    const file = /^\/(?<id>[^/]+(?:\/[^/]+)?)\/resolve\/(?<rev>[^/]+)\/(?<path>.+)$/.exec(asked.path)
    return file?.groups ? resolve(facts, file.groups) : { status: 404, body: '<!doctype html><html></html>' }
  })
}

const failed = (status: number, code: string | null, message: string): Said => ({
  status,
  headers: { ...(code === null ? {} : { 'x-error-code': code }), 'x-error-message': message },
  body: { error: message },
})

/** Without credentials what is not there cannot be told from what is private. */
const unknownRepository = failed(401, 'RepoNotFound', 'Repository not found')

function resolve(
  { repositories, renamed = {}, cdn = 'https://cdn.example' }: HubFacts,
  { id = '', rev = '', path = '' }: Record<string, string>,
): Said {
  const now = renamed[id]
  if (now !== undefined) return { status: 307, headers: { location: encodeURI(`/${now}/resolve/${rev}/${path}`) } }
  const repository = repositories[id]
  if (repository === undefined) return unknownRepository
  if (repository.disabled) return failed(403, null, 'Access to this resource is disabled.')
  if (rev !== 'main' && rev !== repository.commit) return failed(404, 'RevisionNotFound', 'Invalid rev id')
  if (repository.gated) return failed(401, 'GatedRepo', 'Access to model is restricted.')
  const file = repository.files[path]
  const commit = { 'x-repo-commit': repository.commit }
  if (file === undefined)
    return {
      ...failed(404, 'EntryNotFound', 'Entry not found'),
      headers: { ...commit, 'x-error-code': 'EntryNotFound' },
    }
  if (file.sha256 === undefined)
    return {
      headers: {
        ...commit,
        etag: `W/"${file.oid}"`,
        'content-length': String(file.size),
        'content-type': 'text/plain',
      },
    }
  const xet = file.xet === undefined ? {} : { 'x-xet-hash': file.xet }
  return {
    status: 302,
    headers: {
      ...commit,
      ...xet,
      etag: `"${file.xet ?? file.sha256}"`,
      'x-linked-etag': `"${file.sha256}"`,
      'x-linked-size': String(file.size),
      location: `${cdn}/${file.sha256}?Expires=1&Signature=s`,
    },
  }
}

function answerApi(
  { repositories, renamed = {} }: HubFacts,
  asked: AskedOfStandIn,
  url: string,
  { id = '', verb, rev = 'main', below = '' }: Record<string, string>,
): Said {
  const now = renamed[id]
  if (now !== undefined) return { status: 307, headers: { location: `${url}${asked.path.replace(id, now)}` } }
  const repository = repositories[id]
  if (repository === undefined) return unknownRepository
  if (rev !== 'main' && rev !== repository.commit) return failed(404, 'RevisionNotFound', 'Invalid rev id')
  const entries = Object.entries(repository.files).map(([path, file]) => ({
    type: 'file',
    path,
    oid: file.oid,
    size: file.size,
    ...(file.sha256 === undefined ? {} : { lfs: { oid: file.sha256, size: file.size, pointerSize: 134 } }),
    ...(file.xet === undefined ? {} : { xetHash: file.xet }),
  }))
  if (verb === 'paths-info') {
    const { paths } = JSON.parse(asked.body) as { paths: string[] }
    return { body: entries.filter(({ path }) => paths.includes(path)) }
  }
  if (verb !== 'tree') return { body: describe(id, repository, true) }
  const inside = entries.filter(({ path }) => `/${path}`.startsWith(`${below}/`))
  const from = Number(asked.query.get('cursor') ?? 0)
  const more =
    from + 2 < inside.length
      ? { link: `<${url}${encodeURI(asked.path)}?recursive=true&cursor=${from + 2}>; rel="next"` }
      : {}
  return {
    headers: more,
    body: [{ type: 'directory', path: 'folder', oid: '0'.repeat(40), size: 0 }, ...inside.slice(from, from + 2)],
  }
}

function describe(
  id: string,
  { commit, files, gated = undefined, disabled = false, cardData, tags = [] }: HubRepository,
  siblings: boolean,
) {
  return {
    _id: '6',
    id,
    modelId: id,
    sha: commit,
    private: false,
    gated: gated ?? false,
    disabled,
    downloads: 7,
    tags,
    cardData,
    ...(siblings ? { siblings: Object.keys(files).map((rfilename) => ({ rfilename })) } : {}),
  }
}

/** Every word must be in the repository's name. Pages overlap by one. */
function search(
  { repositories, ofAPage = 50, withoutSiblings = false }: HubFacts,
  { query }: AskedOfStandIn,
  url: string,
): Said {
  const words = (query.get('search') ?? '').toLowerCase().split(/[\s_-]+/)
  const found = Object.entries(repositories).filter(([id]) => words.every((word) => id.toLowerCase().includes(word)))
  const from = Number(query.get('cursor') ?? 0)
  const more = from + ofAPage < found.length
  const next = new URLSearchParams([...query].filter(([name]) => name !== 'cursor'))
  next.set('cursor', String(from + ofAPage))
  return {
    headers: more ? { link: `<${url}/api/models?${next.toString()}>; rel="next"` } : {},
    body: found
      .slice(Math.max(0, from - 1), from + ofAPage)
      .map(([id, repository]) =>
        describe(id, repository, !withoutSiblings && query.getAll('expand').includes('siblings')),
      ),
  }
}
