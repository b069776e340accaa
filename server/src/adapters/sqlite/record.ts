import { sameStamp } from '../../core/model-hashes.js'
import type { FileStamp, WalkedModel } from '../../core/model-index.js'
import { endingOf, searchText } from '../../core/model-place.js'
import type { PlaceRow, WritingStatements } from './writing-statements.js'

/** Ids are ours, not the database's: there is one writer, and every dialect takes a number. */
export interface Ids {
  file: number
  content: number
  facts: number
}

/** One call of `record`, within its transaction. */
export interface Recording {
  readonly on: WritingStatements
  readonly ids: Ids
  readonly rootId: number
  /** Number of the last walk. */
  readonly since: number
  /** Whether anything lies in `departed`; most scans find nothing there. */
  mayReturn: boolean
  /** Contents that may stand alone now. */
  readonly left: Set<number>
}

/** A file as it was met: new, the same, or another one in its place. */
export function recordFound(to: Recording, { name: given, link, size, modified, inode }: WalkedModel): void {
  const { on, ids } = to
  const name = given.toWellFormed()
  const stamp = { size, modified, inode }
  const known = on.placeNamed.get(to.rootId, name)
  if (known !== undefined && sameStamp(known, stamp)) {
    const inodeNow = inode ?? known.inode
    if (known.link !== link || known.inode !== inodeNow) on.meetPlace.run(inodeNow, link, known.id)
    return
  }
  const bytes = sameBytes(to, stamp)
  const content = bytes?.content ?? newContent(to, size)
  if (known === undefined) {
    on.addPlace.run(++ids.file, to.rootId, name, searchText(name), endingOf(name), size, modified, inode, link, content)
    if (bytes?.claims != null) on.setClaims.run(ids.file, bytes.claims)
    return
  }
  depart(to, known)
  on.changePlace.run(size, modified, inode, link, content, known.id)
  on.dropClaims.run(known.id)
  if (bytes?.claims != null) on.setClaims.run(known.id, bytes.claims)
}

export function recordGone(to: Recording, name: string): void {
  const known = to.on.placeNamed.get(to.rootId, name.toWellFormed())
  if (known === undefined) return
  depart(to, known)
  to.on.dropPlace.run(known.id)
}

/** The bytes that a stat names: same inode, size and time, under whatever name they lie or lay (a stat, not a sample). */
function sameBytes(
  { on, mayReturn }: Recording,
  { inode, size, modified }: FileStamp,
): { content: number; claims: string | null } | undefined {
  if (inode === null) return undefined
  const place = on.somePlaceOfBytes.get(inode, size, modified) && on.firstPlaceOfBytes.get(inode, size, modified)
  if (place !== undefined) return { content: place.content_id, claims: on.claims.get(place.id)?.list ?? null }
  const gone = mayReturn ? on.departedOfBytes.get(inode, size, modified) : undefined
  return gone === undefined ? undefined : { content: gone.content_id, claims: gone.claims }
}

function depart(to: Recording, { id, inode, size, modified, content_id: content }: PlaceRow): void {
  to.left.add(content)
  if (inode === null) return
  const before = to.on.departedOfBytes.get(inode, size, modified)
  if (before !== undefined) to.left.add(before.content_id)
  to.on.depart.run(inode, size, modified, content, to.on.claims.get(id)?.list ?? null, to.since)
  to.mayReturn = true
}

function newContent({ on, ids }: Recording, size: number): number {
  on.addContent.run(++ids.content, size)
  return ids.content
}
