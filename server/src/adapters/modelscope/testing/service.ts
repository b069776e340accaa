import { nothingThere, type Said, startStandIn, type StandIn } from '../../testing/stand-in.js'

export interface ServedRepository {
  readonly files: Readonly<
    Record<string, { readonly Size: unknown; readonly Sha256: unknown; readonly Revision?: unknown }>
  >
  readonly license?: string
  readonly gated?: boolean
  readonly tags?: readonly string[]
}

export interface ServiceOptions {
  /** As newer routes spell it. */
  readonly lowerCamel?: boolean
  readonly withoutOpenRoutes?: boolean
}

/** Branches that every repository here has. */
const branches = new Set(['master', 'v1.0'])

/** ModelScope: the list of files (PascalCase, an envelope) and the open routes (lower-camel). */
export function startModelScope(
  repositories: Readonly<Record<string, ServedRepository>>,
  options: ServiceOptions = {},
): Promise<StandIn> {
  return startStandIn(({ path, query }) => {
    const listed = /^\/api\/v1\/models\/([^/]+\/[^/]+)\/repo\/files$/.exec(path)?.[1]
    if (listed !== undefined) return list(repositories[listed], query, options)
    if (options.withoutOpenRoutes) return nothingThere
    if (path === '/openapi/v1/models') return search(repositories, query)
    const [, id = ''] = /^\/openapi\/v1\/models\/([^/]+\/[^/]+)$/.exec(path) ?? []
    const one = repositories[id]
    return one === undefined ? missing : { body: { success: true, request_id: 'r', data: describe(id, one) } }
  })
}

const missing: Said = {
  status: 404,
  body: { Code: 10010205001, Data: null, Message: 'Model does not exist.', RequestId: 'r', Success: false },
}

function list(
  repository: ServedRepository | undefined,
  query: URLSearchParams,
  { lowerCamel = false }: ServiceOptions,
): Said {
  if (repository === undefined) return missing
  const known = branches.has(query.get('Revision') ?? 'master') || /^[0-9a-f]{40}$/.test(query.get('Revision') ?? '')
  const root = query.get('Root') ?? ''
  const below = query.get('Recursive') === 'True'
  const blobs = Object.entries(repository.files).map(([Path, facts]) => ({
    Name: Path.slice(Path.lastIndexOf('/') + 1),
    Path,
    Type: 'blob',
    IsLFS: true,
    CommittedDate: 1753546348,
    ...facts,
  }))
  const inside = blobs.filter(({ Path }) =>
    root === ''
      ? below || !Path.includes('/')
      : Path.startsWith(`${root}/`) && (below || !Path.slice(root.length + 1).includes('/')),
  )
  const Files = known
    ? [
        { Name: 'folder.safetensors', Path: 'folder.safetensors', Type: 'tree', Size: 0, Sha256: '', Revision: '' },
        ...inside,
      ]
    : null
  const body = {
    Code: 200,
    Data: { Files, IsVisual: 0, LatestCommitter: null },
    Message: 'success',
    RequestId: 'r',
    Success: true,
  }
  return { body: lowerCamel ? camel(body) : body }
}

/** `LatestCommitter` -> `latestCommitter`, at every depth. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [(key[0] ?? '').toLowerCase() + key.slice(1), camel(inner)]),
  )
}

function describe(id: string, { license, gated = false, tags = [] }: ServedRepository) {
  return { id, display_name: id.split('/')[1], license, gated, private: false, tags, downloads: 3 }
}

/** By the beginning of a repository's own name. */
function search(repositories: Readonly<Record<string, ServedRepository>>, query: URLSearchParams): Said {
  const words = (query.get('search') ?? '').toLowerCase()
  const found = Object.entries(repositories).filter(([id]) => id.split('/')[1]?.toLowerCase().startsWith(words))
  return {
    body: {
      success: true,
      data: {
        models: found.map(([id, one]) => describe(id, one)),
        total_count: found.length,
        page_number: 1,
        page_size: 20,
      },
    },
  }
}
