import type { PackShares } from '../installed.js'
import { repositoryUrl } from '../repository.js'
import { familyMarks, squeeze, stemOf } from './name-parts.js'

/** A claimant of a node type, with what the catalogue tells of all its types. */
export interface Claimant {
  readonly key: string
  readonly title: string
  readonly repository: string | null
  readonly shares: PackShares
}

/**
 * Why `pack` is taken to carry a copy of a node type that is `owner`'s own; null when nothing speaks for it. Only the
 * catalogue's lists speak, never how well known a pack is. Found on a catalogue of 40,000 types, where 1,770 are claimed twice:
 * packs that collect others, packs that hold a whole other pack and a little more, and names that bear the owner's mark.
 */
export function carriedFrom(pack: Claimant, owner: Claimant, type: string): string | null {
  const shared = pack.shares.with.find(({ key }) => key === owner.key)?.shared ?? 0
  if (shared === 0) return null
  return (
    fromCollection(pack, owner, type, shared) ??
    fromWhole(pack, owner, shared) ??
    fromOffshoot(pack, owner, shared) ??
    fromFamily(pack, owner, type) ??
    fromName(pack, owner, type, shared)
  )
}

/** Shares with several packs that have nothing to do with each other, and has few types of its own. */
export function isCollection({ types, exclusive, with: others }: PackShares): boolean {
  const origins = others.filter(({ alone }) => alone >= 2)
  const taken = origins.reduce((sum, { alone }) => sum + alone, 0)
  return origins.length >= 2 && exclusive < 0.6 * types && taken >= 0.3 * types
}

function fromCollection(pack: Claimant, owner: Claimant, type: string, shared: number): string | null {
  if (!isCollection(pack.shares) || isCollection(owner.shares)) return null
  const many = pack.shares.with.filter(({ alone }) => alone >= 2).length >= 4
  if (shared < 2 && !many && !bearsName(type, owner)) return null
  const origins = pack.shares.with.filter(({ alone }) => alone >= 2).length
  return `${pack.title} carries copies of nodes of ${origins} other packs, ${shared} of them of ${owner.title}.`
}

/** All of the owner's types and some more, but not so many that the owner could be a piece broken out of it. */
function fromWhole(pack: Claimant, owner: Claimant, shared: number): string | null {
  const [larger, smaller] = [pack.shares.types, owner.shares.types]
  const added = larger - shared
  if (shared < 5 || shared < 0.9 * smaller || added < Math.max(3, 0.1 * shared) || larger >= 2 * smaller) return null
  return `${pack.title} holds ${shared === smaller ? 'all' : `${shared}`} of the ${smaller} nodes of ${owner.title} and adds ${added}.`
}

/** Its repository is called after the owner's, with something added (`QwenVL-Mod`), and holds what the owner has. */
function fromOffshoot(pack: Claimant, owner: Claimant, shared: number): string | null {
  const [longer, stem] = [particular(pack), particular(owner)]
  if (stem === '' || longer.length <= stem.length || !longer.startsWith(stem)) return null
  if (shared < 3 || shared < 0.9 * owner.shares.types || pack.shares.types < owner.shares.types) return null
  return `${pack.title} is called after ${owner.title} and holds its ${shared} nodes.`
}

/** The name bears a mark that is the owner's habit, and all that the pack has with that mark is the owner's too. */
function fromFamily(pack: Claimant, owner: Claimant, type: string): string | null {
  for (const mark of familyMarks(type)) {
    const bears = (name: string) => (mark.at === 'start' ? name.startsWith(mark.text) : name.endsWith(mark.text))
    const own = owner.shares.names.filter(bears)
    const here = pack.shares.names.filter(bears)
    if (own.length < 5 || own.length < 0.3 * owner.shares.types || here.length >= 0.5 * own.length) continue
    const theirs = new Set(own)
    if (here.every((name) => theirs.has(name)))
      return `${own.length} nodes of ${owner.title} are named ${mark.at === 'start' ? `${mark.text}…` : `…${mark.text}`}, ${here.length} of ${pack.title}.`
  }
  return null
}

function fromName(pack: Claimant, owner: Claimant, type: string, shared: number): string | null {
  const same = shared === pack.shares.types && shared === owner.shares.types
  if (same || shared < 3 || !bearsName(type, owner) || bearsName(type, pack)) return null
  return `${type} is named after ${owner.title}, with which ${pack.title} shares ${shared} nodes.`
}

/** Whether a type's name holds what is particular in the name of a pack's repository. */
function bearsName(type: string, pack: Claimant): boolean {
  const stem = particular(pack)
  return stem !== '' && squeeze(type).includes(stem)
}

function particular({ repository }: Claimant): string {
  const name = repository === null ? undefined : repositoryUrl(repository)?.split('/').at(-1)
  return name === undefined ? '' : stemOf(name)
}
