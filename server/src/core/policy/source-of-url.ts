import type { SourceName } from '@greenlight/shared/sources'
import { isPrivateHost } from '../sources/private-host.js'

/** Where an address leads, as far as a policy asks. */
export interface Lead {
  /** `host`, or `host:port` where the port is not the usual one. */
  readonly host: string
  /** Every way in which a list of hosts may name it: with its port, too. */
  readonly spellings: readonly string[]
  /** This process was told to fetch from it, whatever else holds. */
  readonly allowed: boolean
  /** The service that the host belongs to; null: none that is known. */
  readonly source: SourceName | null
  /** Why it may never be fetched from, whatever a policy allows; null: nothing speaks against it. */
  readonly never: string | null
}

/** Hosts of each service, and of the storage that its own answers lead to; `.x` stands for everything below x. */
const hosts: readonly (readonly [SourceName, readonly string[]])[] = [
  ['civitai', ['civitai.com', 'civitai.green', 'civitai.red', '.civitai.com']],
  ['comfy-registry', ['api.comfy.org', 'cdn.comfy.org', 'registry.comfy.org']],
  ['github', ['github.com', 'api.github.com', 'codeload.github.com', '.githubusercontent.com']],
  ['huggingface', ['huggingface.co', 'hf.co', '.huggingface.co', '.hf.co']],
  ['modelscope', ['modelscope.cn', 'modelscope.ai', '.modelscope.cn', '.modelscope.ai']],
  ['pypi', ['pypi.org', 'files.pythonhosted.org']],
]

export interface KnownHosts {
  readonly allowedHosts: ReadonlySet<string>
  readonly mirrors: ReadonlyMap<string, SourceName>
}

/** Null for what is no http(s) address. `known`: private hosts that this process may ask, and mirrors that the user set. */
export function leadOf(url: string, known: KnownHosts): Lead | null {
  if (url.length > 8192 || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null
  const { protocol, host: spelled, hostname, port } = new URL(url)
  const host = spelled.replace(/^www\./, '')
  const spellings = [host, spelled, `${hostname}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`]
  const mirrored = spellings.map((one) => known.mirrors.get(one)).find((one) => one !== undefined)
  const lead = { host, spellings, source: mirrored ?? sourceOf(hostname.replace(/^www\./, '').replace(/\.$/, '')) }
  if (spellings.some((one) => known.allowedHosts.has(one))) return { ...lead, allowed: true, never: null }
  if (isPrivateHost(hostname)) return { ...lead, allowed: false, never: 'it is an address of this machine or of a private network' }
  return { ...lead, allowed: false, never: protocol === 'https:' || mirrored !== undefined ? null : 'it is not encrypted (http)' }
}

function sourceOf(hostname: string): SourceName | null {
  const owns = (pattern: string) => (pattern.startsWith('.') ? hostname.endsWith(pattern) : hostname === pattern)
  return hosts.find(([, patterns]) => patterns.some(owns))?.[0] ?? null
}
