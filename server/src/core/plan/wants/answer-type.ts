import type { PackResolution } from '@greenlight/shared/packs'
import type { Choice } from '@greenlight/shared/plans'
import type { Candidate, Finding, NodeTypeEntry } from '@greenlight/shared/report'
import { packKey } from '../../resolve/pack-key.js'

/** What answers one node type. */
export type TypeAnswer =
  | { readonly do: 'nothing' }
  | { readonly do: 'install'; readonly pack: Candidate; readonly version: string | undefined }
  | { readonly do: 'enable'; readonly path: string }
  | { readonly do: 'choose' }
  | { readonly do: 'ask-person'; readonly finding: Finding | null }

export type TypeChoice = Extract<Choice, { about: 'node-type' }>

/** `finding`: what the report says of it; null for a type that stands in nobody's way, as an inactive one does. */
export function answerType(entry: NodeTypeEntry, finding: Finding | null, choice: TypeChoice | null, packs: PackResolution | undefined): TypeAnswer {
  if (finding === null && (entry.active || entry.state === 'registered' || entry.state === 'frontend-only')) return { do: 'nothing' }
  const fix = finding === null ? inactiveFix(entry) : finding.fix
  if (choice !== null && (fix === 'choose-node-pack' || fix === 'install-node-pack' || entry.state === 'missing')) return install(chosen(entry, choice), packs)
  if (fix === 'install-node-pack' && entry.pack !== null) return install(entry.pack, packs)
  const path = placeOf(entry)
  if (fix === 'enable-node-pack' && path !== null) return { do: 'enable', path }
  if (fix === 'choose-node-pack') return { do: 'choose' }
  return { do: 'ask-person', finding }
}

function install(pack: Candidate, packs: PackResolution | undefined): TypeAnswer {
  const key = packKey(pack)
  const version = packs?.cards.find((card) => card.key === key)?.version?.version ?? pack.version
  return { do: 'install', pack, version }
}

/** The candidate that is meant; a pack that nobody proposed is taken as it was named. */
function chosen({ candidates }: NodeTypeEntry, { id, repository }: TypeChoice): Candidate {
  const key = packKey({ id, repository })
  const known = candidates.find((one) => packKey(one) === key || (id !== null && one.id?.toLowerCase() === id.toLowerCase() && repository === null))
  if (known !== undefined) return known
  const title = id ?? repository?.slice(repository.lastIndexOf('/') + 1) ?? ''
  return { id, repository, title, via: 'decision', confidence: 1, evidence: [{ from: 'choice', says: 'You chose it for this plan.' }] }
}

/** Nobody finds anything about what does not run; the entry itself tells as much as is needed. */
function inactiveFix(entry: NodeTypeEntry): Finding['fix'] {
  const place = placeOf(entry)
  if (entry.state === 'disabled') return place === null ? undefined : 'enable-node-pack'
  if (entry.state !== 'missing' || place !== null) return undefined
  if (entry.pack !== null) return 'install-node-pack'
  return entry.candidates.length > 0 ? 'choose-node-pack' : undefined
}

/** Where its pack lies on this disk. */
function placeOf({ evidence }: NodeTypeEntry): string | null {
  return evidence.find(({ from, where }) => from === 'disk' && where !== undefined)?.where ?? null
}
