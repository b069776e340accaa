import type { WebAddress } from './web-address.js'
import { escapePath } from './web-address.js'

export interface GitHubAddress {
  readonly site: 'github'
  readonly owner: string
  readonly repo: string
  readonly kind: 'raw' | 'release'
  /** Tag, branch or commit; null: the latest release. */
  readonly revision: string | null
  /** File or asset; empty for the page of a release. */
  readonly path: string
}

const hosts = new Set(['github.com', 'media.githubusercontent.com', 'raw.githubusercontent.com'])

export function isGitHub(host: string): boolean {
  return hosts.has(host)
}

/** Files of a repository, assets and pages of releases; null for everything else: a repository is a node pack more often than a model. */
export function readGitHub({ host, path }: WebAddress): { address: GitHubAddress; page: boolean } | null {
  const media = host === 'media.githubusercontent.com'
  const [owner = '', repo = '', ...rest] = media ? path.slice(1) : path
  if (owner === '' || repo === '') return null
  const address = { site: 'github', owner, repo } as const
  if (host !== 'github.com') return fileAt(address, rest, false)
  const [what, how, ...more] = rest
  if (what === 'raw' || what === 'blob') return fileAt(address, rest.slice(1), what === 'blob')
  if (what !== 'releases') return null
  if (how === 'tag' && more.length > 0)
    return { address: { ...address, kind: 'release', revision: more.join('/'), path: '' }, page: true }
  if (how === 'download' && more.length >= 2) {
    return {
      address: { ...address, kind: 'release', revision: more.slice(0, -1).join('/'), path: more.at(-1) ?? '' },
      page: false,
    }
  }
  if (how !== 'latest') return null
  const asset = more[0] === 'download' ? (more[1] ?? '') : ''
  return { address: { ...address, kind: 'release', revision: null, path: asset }, page: asset === '' }
}

/** `refs/heads/main/file` and `main/file` are the same. A branch with a `/` in its name cannot be told from a folder. */
function fileAt(
  address: Pick<GitHubAddress, 'owner' | 'repo' | 'site'>,
  rest: readonly string[],
  page: boolean,
): { address: GitHubAddress; page: boolean } | null {
  const [revision, ...path] = rest[0] === 'refs' && (rest[1] === 'heads' || rest[1] === 'tags') ? rest.slice(2) : rest
  if (revision === undefined || path.length === 0) return null
  return { address: { ...address, kind: 'raw', revision, path: path.join('/') }, page }
}

export function rawGitHub({ owner, repo, kind, revision, path }: GitHubAddress): string | null {
  if (path === '') return null
  const base = `https://github.com/${escapePath([owner, repo])}`
  if (kind === 'raw') return `${base}/raw/${escapePath([revision ?? 'HEAD', path])}`
  return revision === null
    ? `${base}/releases/latest/download/${escapePath([path])}`
    : `${base}/releases/download/${escapePath([revision, path])}`
}
