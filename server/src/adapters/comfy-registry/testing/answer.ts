import type { HeldPack, HeldVersion, WireNode } from './wire.js'

/** How the service is; what is left out is as in its own source. */
export interface ServiceOptions {
  /** What `timestamp` of the list picks: in the source of 2025 only new packs, in its document changed ones; some take none at all. */
  readonly timestamp?: 'changed' | 'created' | 'ignored' | 'refused'
  /** Most entries a page, whatever `limit` says. */
  readonly mostPerPage?: number
  /** A larger `limit` than this is refused. */
  readonly mostLimit?: number
  /** Each page begins with the last entry of the one before: the list moved while it was read. */
  readonly repeats?: boolean
  /** Which version is the latest: by its text (2025), or as it should be. */
  readonly latest?: 'text' | 'last'
}

export interface Answered {
  readonly status: number
  readonly body?: unknown
  readonly location?: string
}

const failed = (status: number, message: string): Answered => ({ status, body: { error: '', message } })
/** The other shape of errors, of what is about versions. */
const failedOtherwise = (status: number, message: string): Answered => ({ status, body: { message, details: [] } })

/** One question to the service. `segments` are unescaped one by one: a class name may hold `/`. */
export function answer(
  packs: readonly HeldPack[],
  segments: readonly string[],
  query: URLSearchParams,
  options: ServiceOptions,
): Answered {
  const [first, second, third, fourth, fifth] = segments
  if (first === 'nodes' && segments.length === 1) return listNodes(packs, query, options)
  if (first === 'nodes' && second === 'search') return searchNodes(packs, query, options)
  if (first === 'nodes' && second !== undefined) {
    if (segments.length === 2) return oneNode(packs, second, options)
    if (third === 'install') return install(packs, second)
    if (third !== 'versions') return failed(404, 'Not found')
    if (segments.length === 3) return listVersions(packs, second, query)
    if (segments.length === 4) return oneVersion(packs, second, fourth ?? '')
    if (fifth === 'comfy-nodes') return listTypes(packs, second, fourth ?? '', query)
  }
  if (first === 'comfy-nodes' && segments.length === 1) return searchTypes(packs, query)
  if (first === 'comfy-nodes' && third === 'node') return packOfType(packs, second ?? '', options)
  if (first === 'versions') return allVersions(packs, query)
  return failed(404, 'Not found')
}

const numberOf = (query: URLSearchParams, key: string, otherwise: number): number =>
  Math.max(1, Number(query.get(key) ?? otherwise) || otherwise)

function listNodes(packs: readonly HeldPack[], query: URLSearchParams, options: ServiceOptions): Answered {
  const after = query.get('timestamp')
  if (after !== null && (options.timestamp === 'refused' || Number.isNaN(Date.parse(after))))
    return failed(400, 'Invalid input, object invalid')
  if (numberOf(query, 'limit', 10) > (options.mostLimit ?? Infinity)) return failed(400, 'limit is too large')
  const banned = query.get('include_banned') === 'true'
  const ids = new Set(query.getAll('node_id'))
  const chosen = packs.filter(({ node, changed }) => {
    if (!banned && node.status === 'NodeStatusBanned') return false
    if (ids.size > 0 && !ids.has(node.id)) return false
    if (after === null || options.timestamp === 'ignored') return true
    return Date.parse(options.timestamp === 'created' ? node.created_at : changed) > Date.parse(after)
  })
  return envelope(chosen, query, options)
}

function envelope(chosen: readonly HeldPack[], query: URLSearchParams, options: ServiceOptions): Answered {
  const page = numberOf(query, 'page', 1)
  const limit = Math.min(numberOf(query, 'limit', 10), options.mostPerPage ?? Infinity)
  const from = (page - 1) * limit
  const shown = chosen.slice(options.repeats === true && page > 1 ? from - 1 : from, from + limit)
  const nodes = shown.map((held) => nodeOf(held, options))
  return {
    status: 200,
    body: { total: chosen.length, nodes, page, limit, totalPages: Math.ceil(chosen.length / limit) },
  }
}

function searchNodes(packs: readonly HeldPack[], query: URLSearchParams, options: ServiceOptions): Answered {
  const [words, repository, type] = ['search', 'repository_url_search', 'comfy_node_search'].map((key) =>
    (query.get(key) ?? '').toLowerCase(),
  )
  const found = packs.filter(({ node, versions }) => {
    const types = versions.flatMap((one) => one.types ?? []).map((one) => one.comfy_node_name.toLowerCase())
    return (
      `${node.id} ${node.name} ${node.description}`.toLowerCase().includes(words ?? '') &&
      node.repository.toLowerCase().includes(repository ?? '') &&
      (type === '' || types.some((name) => name.includes(type ?? '')))
    )
  })
  return envelope(found, query, options)
}

/** `latest_version` among active, flagged and pending ones. */
function nodeOf({ node, versions }: HeldPack, { latest = 'text' }: ServiceOptions): WireNode {
  const open = versions.map(({ wire }) => wire).filter(({ status }) => !/Deleted|Banned/.test(status))
  const sorted = latest === 'text' ? [...open].sort((a, b) => (a.version < b.version ? 1 : -1)) : [...open].reverse()
  return { ...node, ...(sorted[0] === undefined ? {} : { latest_version: sorted[0] }) }
}

function oneNode(packs: readonly HeldPack[], id: string, options: ServiceOptions): Answered {
  const held = packs.find(({ node }) => node.id === id)
  if (held?.node.status === 'NodeStatusBanned') return failed(403, 'Node banned')
  if (held !== undefined) return { status: 200, body: nodeOf(held, options) }
  const normal = packs.find(({ node }) => node.id.toLowerCase() === id.toLowerCase())
  return normal === undefined
    ? failed(404, 'Node not found')
    : { status: 302, location: `/nodes/${encodeURIComponent(normal.node.id)}` }
}

function listVersions(packs: readonly HeldPack[], id: string, query: URLSearchParams): Answered {
  const held = packs.find(({ node }) => node.id === id)
  if (held === undefined) return failedOtherwise(404, 'Node not found')
  if (held.node.status === 'NodeStatusBanned') return failed(403, 'Node banned')
  const statuses = query.getAll('statuses')
  const chosen = held.versions
    .map(({ wire }) => wire)
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
  return { status: 200, body: chosen.sort((a, b) => (a.version < b.version ? 1 : -1)) }
}

function find(packs: readonly HeldPack[], id: string, number: string): HeldVersion | undefined {
  return packs.find(({ node }) => node.id === id)?.versions.find(({ wire }) => wire.version === number)
}

function oneVersion(packs: readonly HeldPack[], id: string, number: string): Answered {
  const found = find(packs, id, number)
  return found === undefined ? failedOtherwise(404, 'Node version not found') : { status: 200, body: found.wire }
}

function install(packs: readonly HeldPack[], id: string): Answered {
  const latest = packs.find(({ node }) => node.id === id)?.versions.at(-1)
  return latest === undefined ? failed(404, 'Not found') : { status: 200, body: latest.wire }
}

function listTypes(packs: readonly HeldPack[], id: string, number: string, query: URLSearchParams): Answered {
  const found = find(packs, id, number)
  if (found === undefined) return failed(404, 'Version not found')
  const [page, limit] = [numberOf(query, 'page', 1), numberOf(query, 'limit', 10)]
  if (found.types === null) return { status: 200, body: { comfy_nodes: null, totalNumberOfPages: 0 } }
  return {
    status: 200,
    body: {
      comfy_nodes: found.types.slice((page - 1) * limit, page * limit),
      totalNumberOfPages: Math.ceil(found.types.length / limit),
    },
  }
}

/** First whoever preempts the name, then by search ranking, then by downloads. */
function packOfType(packs: readonly HeldPack[], type: string, options: ServiceOptions): Answered {
  const having = packs.filter(
    ({ node, versions }) =>
      node.preempted_comfy_node_names.includes(type) ||
      versions.some(({ types }) => types?.some((one) => one.comfy_node_name === type)),
  )
  const preempts = ({ node }: HeldPack): number => (node.preempted_comfy_node_names.includes(type) ? 0 : 1)
  const [best] = having.sort(
    (a, b) =>
      preempts(a) - preempts(b) || a.node.search_ranking - b.node.search_ranking || b.node.downloads - a.node.downloads,
  )
  return best === undefined ? failed(404, 'Node not found') : { status: 200, body: nodeOf(best, options) }
}

function searchTypes(packs: readonly HeldPack[], query: URLSearchParams): Answered {
  const [page, size] = [numberOf(query, 'page', 1), numberOf(query, 'pageSize', 100)]
  const [id, number, name] = [query.get('node_id'), query.get('node_version'), query.get('comfy_node_name')]
  const types = packs
    .filter(({ node }) => id === null || node.id === id)
    .flatMap(({ versions }) =>
      versions.filter(({ wire }) => number === null || wire.version === number).flatMap((one) => one.types ?? []),
    )
    .filter((type) => name === null || type.comfy_node_name === name)
  return { status: 200, body: { comfy_nodes: types.slice((page - 1) * size, page * size), total: types.length } }
}

function allVersions(packs: readonly HeldPack[], query: URLSearchParams): Answered {
  const [page, pageSize] = [numberOf(query, 'page', 1), Math.min(100, numberOf(query, 'pageSize', 10))]
  const [id, statuses] = [query.get('nodeId'), query.getAll('statuses')]
  const versions = packs
    .filter(({ node }) => id === null || node.id === id)
    .flatMap((held) => held.versions.map(({ wire }) => wire))
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
  return {
    status: 200,
    body: {
      total: versions.length,
      versions: versions.slice((page - 1) * pageSize, page * pageSize),
      page,
      pageSize,
      totalPages: Math.ceil(versions.length / pageSize),
    },
  }
}
