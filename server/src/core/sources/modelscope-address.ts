import type { WebAddress } from './web-address.js'
import { escapePath, isPlainPath } from './web-address.js'

export interface ModelScopeAddress {
  readonly site: 'modelscope'
  /** The two services hold different repositories. */
  readonly host: 'modelscope.ai' | 'modelscope.cn'
  readonly owner: string
  readonly repo: string
  readonly revision: string | null
  /** File; a folder ends in `/`, the whole repository is empty. */
  readonly path: string
}

export function hostOfModelScope(host: string): ModelScopeAddress['host'] | null {
  return host === 'modelscope.cn' || host === 'modelscope.ai' ? host : null
}

/** `models/owner/repo[/resolve/revision/path | /file/view/revision/path]` and the API's `repo?Revision=&FilePath=`. */
export function readModelScope(
  web: WebAddress,
  host: ModelScopeAddress['host'],
): { address: ModelScopeAddress; page: boolean } | null {
  const api = web.path[0] === 'api' && web.path[1] === 'v1'
  const [models, owner = '', repo = '', ...rest] = api ? web.path.slice(2) : web.path
  if (models !== 'models' || owner === '' || repo === '') return null
  const address = { site: 'modelscope', host, owner, repo } as const
  if (api && rest[0] === 'repo') {
    const path = web.query.get('FilePath') ?? ''
    if (path !== '' && !isPlainPath(path)) return null
    return { address: { ...address, revision: web.query.get('Revision') ?? null, path }, page: path === '' }
  }
  const viewed = rest[0] === 'file' && rest[1] === 'view'
  if (!viewed && rest[0] !== 'resolve') return { address: { ...address, revision: null, path: '' }, page: true }
  const [revision = null, ...path] = rest.slice(viewed ? 2 : 1)
  return { address: { ...address, revision, path: path.join('/') }, page: viewed || path.length === 0 }
}

export function rawModelScope({ host, owner, repo, revision, path }: ModelScopeAddress): string | null {
  if (path === '' || path.endsWith('/')) return null
  return `https://${host}/models/${escapePath([owner, repo])}/resolve/${encodeURIComponent((revision ?? 'master').toWellFormed())}/${escapePath([path])}`
}
