import { problem } from '../problems.js'
import type { ProviderAnswer } from './ports.js'
import { readAddress, type SourceAddress } from './sources/addresses.js'

/** Addresses of one provider, as its adapter takes them. */
export type AddressOf<Site extends SourceAddress['site']> = Extract<SourceAddress, { readonly site: Site }>

const ownSites = {
  civitai: 'https://civitai.com',
  github: 'https://github.com',
  huggingface: 'https://huggingface.co',
  modelscope: 'https://modelscope.cn',
} as const

/** Reads an address of this provider, also where it names the mirror that is asked in its place. Null for every other one. */
export function addressAt<Site extends keyof typeof ownSites>(
  site: Site,
  endpoint: string,
  url: string,
): AddressOf<Site> | null {
  const text = url.trim()
  const mirrored = text.startsWith(`${endpoint}/`) ? ownSites[site] + text.slice(endpoint.length) : text
  const address = readAddress(mirrored) ?? readAddress(text)
  return address !== null && isOf(site, address) ? address : null
}

function isOf<Site extends SourceAddress['site']>(site: Site, address: SourceAddress): address is AddressOf<Site> {
  return address.site === site
}

/** The answer to an address that this provider cannot be asked about. What follows `?`, and a user in front, may be secret and is not told. */
export function unusableAddress(site: keyof typeof ownSites, url: string, because: string): ProviderAnswer {
  const address = url
    .trim()
    .replace(/[?#][^]*$/, '')
    .replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1')
    .slice(0, 200)
  return { ok: false, problem: problem('PROVIDER_ADDRESS_UNUSABLE', { source: site, address, because }) }
}
