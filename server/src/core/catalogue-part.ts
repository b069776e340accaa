import type { CataloguePart } from '@greenlight/shared/catalogue'
import type { PackAbout, PackRisk } from '@greenlight/shared/packs'
import type { Problem } from '@greenlight/shared/problem'
import type { ListedModel, NodeSignature } from './installed.js'

/** What one part of the catalogue tells of a pack. */
export interface ToldPack {
  /** Id in the Comfy Registry; null where the part gives only a nickname. */
  readonly id: string | null
  readonly repository: string | null
  readonly about: PackAbout
  readonly risks: readonly PackRisk[]
  /** Node types that the part's keepers gave to this pack where several claim them. */
  readonly wins: readonly string[]
}

/**
 * One part of the catalogue, opened: a table of packs, asked by position (0 .. `size` - 1). Nothing is built before it is asked
 * for, so that looking up a few types of 40,000 costs what these few cost.
 */
export interface CatalogueView {
  /** For evidence: a folder, `import NAME`, `Comfy Registry`. */
  readonly from: string
  readonly size: number
  /** Every node type that a pack of the part lists by name. */
  readonly types: () => Iterable<string>
  readonly typeCount: () => number
  /** Says of which types the next questions will be, where a part can gather them in one walk. */
  readonly prepare?: (types: Iterable<string>) => void
  /** Packs that list the type by name. */
  readonly claimants: (type: string) => readonly number[]
  /** Packs whose pattern of names meets the type, and meets more listed names of their own than of others. */
  readonly byPattern: (type: string) => readonly number[]
  /** Packs under a word: a repository (`github.com/owner/name`), `id:` and a registry id or nickname, `name:` and a folded repository name. */
  readonly find: (word: string) => readonly number[]
  /** Repository (`github.com/owner/name`), else `id:...`. */
  readonly key: (at: number) => string
  /** Other words that mean the same pack: former repositories, ids. */
  readonly aliases: (at: number) => readonly string[]
  readonly title: (at: number) => string | null
  readonly typesOf: (at: number) => readonly string[]
  readonly tell: (at: number) => ToldPack
  /** Versions of the pack that hold the type, newest first, with its sockets where the part holds them. */
  readonly signatures: (at: number, type: string) => readonly NodeSignature[]
  /** By file name, lower case. */
  readonly models: (name: string) => readonly ListedModel[]
  readonly everyModel: () => readonly ListedModel[]
  readonly modelCount: () => number
}

export interface ReadPart {
  readonly view: CatalogueView
  /** Folder or file it was read from. */
  readonly where: string
  /** Counted when somebody asks: a look-up does not. */
  readonly part: () => CataloguePart
}

/** Where parts come from. `read` answers the same views as long as nothing changed on the disk; in order of trust. */
export interface CatalogueSource {
  read(): Promise<{ readonly parts: readonly ReadPart[]; readonly problems: readonly Problem[] }>
}
