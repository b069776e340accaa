import type { ModelSource } from '@greenlight/shared/report'
import type { Known, ListedModel } from '../installed.js'
import type { CompanionClaim } from '../model-index.js'
import { namesAsked } from '../readiness/models/names-asked.js'
import type { EmbeddedModel } from '../workflow/model.js'
import type { ModelReference } from '../workflow/references.js'
import { agree } from './agree.js'
import { rawUrl, readSpelling } from './addresses.js'
import { offerOf } from './offer.js'
import { hostOf, sourceKey, trustRank } from './trust.js'

export interface SourceFacts {
  /** Entries of lists of models under this name (`listedFor`). */
  readonly listed: readonly ListedModel[]
  /** What files beside the damaged or vanished model say of it. */
  readonly companions?: readonly CompanionClaim[]
  /** `host:port` of private addresses that the user allowed. */
  readonly allowed?: ReadonlySet<string>
}

/** A source, and whether it may be the file: `sound`: it agrees; `open`: something does not tell enough; `wrong`: something contradicts. */
export interface Claim {
  readonly source: ModelSource
  readonly standing: 'open' | 'sound' | 'wrong'
}

interface Claimed {
  readonly source: ModelSource
  readonly called: string | null
  readonly directory: string | null
}

/**
 * Where a model is to be had, most trusted first: every address of the file's own lists unchanged, links of its notes, what companion
 * files and lists of models say. Whatever does not agree with the asking loader is in `doubt`: shown, never offered.
 */
export function sourcesFor(reference: ModelReference, facts: SourceFacts): ModelSource[] {
  return claimsFor(reference, facts).map(({ source }) => source)
}

/** The same, each with its standing. */
export function claimsFor(reference: ModelReference, facts: SourceFacts): Claim[] {
  const own = embeddedSources(reference)
  const others = otherSources(reference, facts, own)
  const all = [...own, ...others].map((one) => finish(reference, one, facts.allowed))
  if (all.length < 2) return all
  return all
    .map((claim, at) => ({ claim, at }))
    .sort((a, b) => trustRank(a.claim.source) - trustRank(b.claim.source) || a.at - b.at)
    .map(({ claim }) => claim)
}

/** What nobody but a companion file or a list says. A list that says what a note says confirms it, so both are told. */
function otherSources(
  reference: ModelReference,
  { companions = [], listed }: SourceFacts,
  own: readonly Claimed[],
): Claimed[] {
  if (companions.length === 0 && listed.length === 0) return []
  const known = new Set(own.filter(({ source }) => source.from !== 'note').map(({ source }) => sourceKey(source)))
  const claims = [...companions.flatMap((claim) => companionSource(claim, reference)), ...listed.map(listedSource)]
  return claims.filter(({ source }) => known.size !== known.add(sourceKey(source)).size)
}

/** Entries of the lists for one reference, by file name. */
export function listedFor({ name, directory }: ModelReference, models: Known['models']): readonly ListedModel[] {
  if (models.size === 0) return []
  const bases = namesAsked(name, directory).map((one) =>
    one.slice(Math.max(one.lastIndexOf('/'), one.lastIndexOf('\\')) + 1).toLowerCase(),
  )
  return [...new Set(bases)].flatMap((base) => models.get(base) ?? [])
}

function embeddedSources({ embedded, name }: ModelReference): Claimed[] {
  const byUrl = new Map<string, Claimed>()
  for (const entry of embedded) {
    if (entry.url === null || byUrl.has(entry.url)) continue
    // An entry was joined to the reference by its name; a note gives none, the address alone was compared.
    const called = entry.from === 'note' ? null : name
    byUrl.set(entry.url, {
      source: { url: entry.url, from: entry.from ?? 'workflow', ...sha256(entry) },
      called,
      directory: entry.directory,
    })
  }
  return [...byUrl.values()]
}

function companionSource({ url, sha256: hash }: CompanionClaim, { name }: ModelReference): Claimed[] {
  if (url === undefined) return []
  return [
    {
      source: { url, from: 'companion', ...(hash === undefined ? {} : { sha256: `sha256:${hash}` }) },
      called: name,
      directory: null,
    },
  ]
}

function listedSource({ url, size, name, directory }: ListedModel): Claimed {
  return { source: { url, from: 'catalogue', ...(size === null ? {} : { size }) }, called: name, directory }
}

function finish(
  reference: ModelReference,
  { source, called, directory }: Claimed,
  allowed: SourceFacts['allowed'],
): Claim {
  const spelling = readSpelling(source.url)
  if (spelling === null) {
    if (isAllowed(source.url, allowed)) return { source, standing: 'sound' }
    return { source: { ...source, doubt: noAddress(source.url) }, standing: 'wrong' }
  }
  const { address, page } = spelling
  const raw = page ? rawUrl(address) : null
  const named = raw === null ? source : { ...source, raw }
  const { agrees, says, generic } = agree(reference, offerOf(address, source.url, { called, directory }))
  if (agrees === false) return { source: { ...named, doubt: says }, standing: 'wrong' }
  // Who names the file and its place vouches for what the address does not tell; a list does not, for a name that many files have.
  const { from } = source
  const vouched = from === 'workflow' || from === 'companion' || (from === 'catalogue' && generic !== true)
  if (agrees === 'unknown' && !vouched) return { source: { ...named, doubt: says }, standing: 'open' }
  if (page && raw === null)
    return {
      source: { ...named, doubt: 'The address is a page; which file of it is meant is open.' },
      standing: 'open',
    }
  return { source: named, standing: 'sound' }
}

function isAllowed(url: string, allowed: SourceFacts['allowed']): boolean {
  if (allowed === undefined || !/^https?:/i.test(url) || !URL.canParse(url)) return false
  const { hostname, port, protocol } = new URL(url)
  return allowed.has(`${hostname}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`)
}

function noAddress(url: string): string {
  const host = hostOf(url)
  return host === null ? 'This is no web address.' : `${host} is no public host, or the page is about no model file.`
}

function sha256({ hash, hashType }: EmbeddedModel): { sha256?: string } {
  const hex = hash?.toLowerCase().replace(/^sha256:/, '') ?? ''
  const kind = hashType?.toLowerCase().replace(/[-_]/g, '') ?? 'sha256'
  return kind === 'sha256' && /^[0-9a-f]{64}$/.test(hex) ? { sha256: `sha256:${hex}` } : {}
}
