import { type SourceName, sourceNames } from '@greenlight/shared/sources'

/** Where the registry's older archives lie: one folder of a store that others use too. */
const registryBucket = 'https://storage.googleapis.com/comfy-registry/'

/** Hosts whose every path a mirror has at the same place. */
const mirrored: ReadonlySet<string> = new Set(['civitai.com', 'huggingface.co', 'modelscope.cn', 'www.civitai.com', 'www.huggingface.co', 'www.modelscope.cn'])

export interface KnownSources {
  readonly endpointOf: (name: SourceName) => string
  /** By the host alone: a service and the stores that its answers lead to. */
  readonly ofHost: (url: URL) => SourceName | null
}

/** The source that an address belongs to; null: none. An endpoint's own addresses come before everything else, the longest first. */
export function sourceOf(url: URL, { endpointOf, ofHost }: KnownSources): SourceName | null {
  const byEndpoint = sourceNames
    .map((name) => ({ name, endpoint: endpointOf(name) }))
    .filter(({ endpoint }) => url.href === endpoint || url.href.startsWith(`${endpoint}/`) || url.href.startsWith(`${endpoint}?`))
    .sort((a, b) => b.endpoint.length - a.endpoint.length || (a.name < b.name ? -1 : 1))[0]
  if (byEndpoint !== undefined) return byEndpoint.name
  return url.href.startsWith(registryBucket) ? 'comfy-registry' : ofHost(url)
}

/** The same file at the mirror that the user named for its source. */
export function atMirror(url: URL, endpoint: string): URL {
  const mirror = new URL(endpoint)
  if (!mirrored.has(url.host) || mirrored.has(mirror.host)) return url
  return new URL(endpoint + url.pathname + url.search)
}
