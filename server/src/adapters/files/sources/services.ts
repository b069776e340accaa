import type { SourceName } from '@greenlight/shared/sources'

interface Service {
  /** Its own address, no `/` at its end. */
  readonly endpoint: string
  /** Variable that names another address, as the service's own tools read it. */
  readonly endpointVariable?: string
  /** Variables that may hold a token, the first one that does counts. */
  readonly tokenVariables: readonly string[]
}

export const services: Readonly<Record<SourceName, Service>> = {
  civitai: { endpoint: 'https://civitai.com', tokenVariables: ['CIVITAI_TOKEN', 'CIVITAI_API_KEY'] },
  'comfy-registry': { endpoint: 'https://api.comfy.org', tokenVariables: [] },
  github: { endpoint: 'https://api.github.com', tokenVariables: ['GITHUB_TOKEN'] },
  huggingface: { endpoint: 'https://huggingface.co', endpointVariable: 'HF_ENDPOINT', tokenVariables: ['HF_TOKEN'] },
  modelscope: { endpoint: 'https://www.modelscope.cn', tokenVariables: ['MODELSCOPE_TOKEN'] },
  pypi: { endpoint: 'https://pypi.org', tokenVariables: [] },
}

/** An address as it is kept: http or https, without credentials, query, fragment and final `/`. Null for anything else. */
export function normalizeEndpoint(text: string): string | null {
  if (text.length > 500 || !URL.canParse(text)) return null
  const { protocol, origin, pathname, username, password, search, hash } = new URL(text)
  if ((protocol !== 'https:' && protocol !== 'http:') || `${username}${password}${search}${hash}` !== '') return null
  return `${origin}${pathname}`.replace(/\/+$/, '')
}

/** Where repositories are asked in place of `https://github.com`, as it is kept: as an endpoint, and fit to stand in a setting of git. */
export function normalizeGitMirror(text: string): string | null {
  const mirror = normalizeEndpoint(text)
  return mirror === null || /[^\w.~:/%@+[\]-]/.test(mirror) ? null : mirror
}
