import type { WebAddress } from './web-address.js'
import { escapePath, writeAddress } from './web-address.js'

export interface HuggingFaceAddress {
  readonly site: 'huggingface'
  /** Empty for the few old repositories without one (`gpt2`). */
  readonly owner: string
  readonly repo: string
  /** Branch, tag or commit as written; null where the address does not say. */
  readonly revision: string | null
  /** File; a folder ends in `/`, the whole repository is empty. */
  readonly path: string
}

const hosts = new Set(['hf-mirror.com', 'hf.co', 'huggingface.co'])
const verbs = new Set(['blob', 'raw', 'resolve', 'tree'])
/** First segments that are no owner. */
const own = new Set([
  'api',
  'blog',
  'chat',
  'collections',
  'docs',
  'join',
  'learn',
  'login',
  'models',
  'new',
  'organizations',
  'papers',
  'posts',
  'pricing',
  'search',
  'settings',
  'spaces',
  'tasks',
  'terms-of-service',
])

export function isHuggingFace(host: string): boolean {
  return hosts.has(host)
}

/** `owner/repo[/blob|raw|resolve|tree/revision[/path]]`; null for other pages. `page`: it shows the file instead of giving it. */
export function readHuggingFace({ path }: WebAddress): { address: HuggingFaceAddress; page: boolean } | null {
  const [first = '', second = ''] = path
  if (first === '' || own.has(first.toLowerCase())) return null
  const alone = verbs.has(second)
  const [owner, repo] = alone ? ['', first] : [first, second]
  const [verb, revision, ...rest] = path.slice(alone ? 1 : 2)
  if (repo === '') return null
  const address = { site: 'huggingface', owner, repo } as const
  if (verb === undefined || !verbs.has(verb)) return { address: { ...address, revision: null, path: '' }, page: true }
  const folder = verb === 'tree' && rest.length > 0
  return {
    address: { ...address, revision: revision ?? null, path: folder ? `${rest.join('/')}/` : rest.join('/') },
    page: verb !== 'resolve' || rest.length === 0,
  }
}

/** Files of data sets lie at addresses of the same shape, one word further. */
export function readDataset(web: WebAddress): { url: string; page: boolean } | null {
  const [kind, owner = '', repo = '', verb = '', ...rest] = web.path
  if (kind !== 'datasets' || !['blob', 'raw', 'resolve'].includes(verb) || rest.length < 2) return null
  const origin = 'https://huggingface.co'
  return {
    url: writeAddress({ ...web, origin, path: [kind, owner, repo, 'resolve', ...rest], query: new Map() }),
    page: verb !== 'resolve',
  }
}

export function rawHuggingFace({ owner, repo, revision, path }: HuggingFaceAddress): string | null {
  if (path === '' || path.endsWith('/')) return null
  const rev = encodeURIComponent((revision ?? 'main').toWellFormed())
  return `https://huggingface.co/${escapePath(owner === '' ? [repo] : [owner, repo])}/resolve/${rev}/${escapePath([path])}`
}
