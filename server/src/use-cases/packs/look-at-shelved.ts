import type { CodeFact, PackName, PackRequirements, PackShelf, ShelvedPack } from '../../core/pack-facts.js'
import { readCodeFacts, sortFacts } from '../../core/packs/code-facts.js'
import { knownBadPack } from '../../core/packs/known-bad.js'
import { type Mark, marksOf } from '../../core/packs/marks.js'
import { isFolderName } from '../../core/packs/names-on-disk.js'
import { readRequirements } from '../../core/packs/requirements.js'
import { ProblemError } from '../../problems.js'
import type { PackAsking } from './pack-parts.js'

/** A pack on the shelf and what its files tell. */
export interface LookedAt {
  readonly pack: ShelvedPack
  readonly code: readonly CodeFact[]
  readonly requirements: PackRequirements
  readonly marks: readonly Mark[]
}

/** Gets a pack onto the shelf and reads its files; runs none of them. The shelf's problems; PACK_ARCHIVE_REFUSED for a folder name that is none. */
export async function lookAtShelved(shelf: Pick<PackShelf, 'fetch' | 'texts'>, name: PackName, { ask, signal, progress }: PackAsking): Promise<LookedAt> {
  const pack = await shelf.fetch(name, { ask, signal, ...(progress === undefined ? {} : { progress }) })
  if (!isFolderName(pack.folder)) throw new ProblemError('PACK_ARCHIVE_REFUSED', { pack: pack.title, because: 'its name cannot be the name of a folder' })
  const found = await shelf.texts(pack.shelf)
  signal.throwIfAborted()
  const texts = new Map([...found.texts].filter(([path]) => isOwn(path)))
  const others = found.others.filter(({ path }) => isOwn(path))
  const bad = knownBadPack(pack.repository, pack.folder)
  const code = [...readCodeFacts(texts, others), ...(bad === null ? [] : [{ kind: 'known-bad', file: pack.folder, line: null, says: `It ${bad}.` } as const])]
  return { pack, code: sortFacts(code), requirements: readRequirements(texts), marks: marksOf(pack, [...texts.keys(), ...others.map((other) => other.path)]) }
}

/** What git keeps for itself is none of the pack's files. */
function isOwn(path: string): boolean {
  return !path.startsWith('.git/')
}
