import { sameStamp } from '../../core/model-hashes.js'
import { factsVersion } from '../../core/model-facts.js'
import type { Described, Digests, FileStamp } from '../../core/model-index.js'
import { fingerprintKey } from './fingerprint-key.js'
import type { Ids } from './record.js'
import type { ContentRow, PlaceRow, WritingStatements } from './writing-statements.js'

/** What was learned of contents. Each within the caller's transaction. */

export function describePlace(on: WritingStatements, ids: Ids, { id, stamp, facts, claims }: Described): void {
  const place = placeAsItWas(on, id, stamp)
  if (place === undefined) return
  const { format, health, kind, family, quantisation, fingerprint } = facts
  const content = place.content_id
  const factsId = on.content.get(content)?.facts_id ?? ++ids.facts
  const key = fingerprint === null ? null : fingerprintKey(fingerprint)
  on.setFacts.run(factsId, content, format, quantisation, fingerprint, JSON.stringify(facts))
  on.describeContent.run(factsVersion, factsId, health, kind, family, key, content)
  if (claims.length > 0) on.setClaims.run(id, JSON.stringify(claims))
  else on.dropClaims.run(id)
}

/** Undefined where the file is another one by now. */
export function placeAsItWas(on: WritingStatements, id: number, stamp: FileStamp): PlaceRow | undefined {
  const place = on.placeById.get(id)
  return place !== undefined && sameStamp(place, stamp) ? place : undefined
}

export function learnDigests(on: WritingStatements, ids: Ids, place: PlaceRow, digests: Digests): void {
  const own = on.content.get(place.content_id)
  if (own === undefined) return
  const content = contentOf(on, ids, place, own, digests.blake3)
  on.setDigests.run(digests.blake3, digests.sha256 ?? null, digests.tensorsSha256 ?? null, content)
  if (content !== own.id) dropContent(on, own.id)
}

/** The content that has this BLAKE3 from now on: its own, its twin's, or a new one where the bytes changed behind an equal stamp. */
function contentOf(on: WritingStatements, ids: Ids, place: PlaceRow, own: ContentRow, blake3: string): number {
  if (own.blake3 === blake3) return own.id
  const twin = on.contentOfBlake3.get(blake3)
  if (own.blake3 === null) {
    if (twin === undefined) return own.id
    merge(on, own, twin)
    return twin.id
  }
  const target = twin?.id ?? ++ids.content
  if (twin === undefined) on.addContent.run(target, own.size)
  const identity = [place.inode, place.size, place.modified] as const
  on.moveSamePlaces.run(target, own.id, place.id, ...identity)
  on.moveSameDeparted.run(target, own.id, ...identity)
  return target
}

/** All that stands on one content moves to its twin; what the twin does not know, it learns. */
function merge(on: WritingStatements, from: ContentRow, to: ContentRow): void {
  on.movePlaces.run(to.id, from.id)
  on.moveDeparted.run(to.id, from.id)
  on.copyKeys.run(from.id, to.id)
  if (to.facts_version === factsVersion || from.facts_version !== factsVersion) return
  if (to.facts_id !== null) on.dropFacts.run(to.facts_id)
  on.copyDescription.run(from.id, to.id)
  on.loseDescription.run(from.id)
  if (from.facts_id !== null) on.giveFacts.run(to.id, from.facts_id)
}

/** Takes a content away with its facts, unless something stands on it. */
export function dropContent(on: WritingStatements, id: number): void {
  const dropped = on.dropContent.get(id, id, id)
  if (dropped != null && dropped.facts_id !== null) on.dropFacts.run(dropped.facts_id)
}
