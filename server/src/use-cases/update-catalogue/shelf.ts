import type { RegistryKeep, RegistryKept, RegistryKeptPage } from '../../core/ports.js'
import { mergePacks, type MergedPacks } from '../../core/registry/merge-packs.js'
import { compareSemver, type RegistryNodeTypes, type RegistryPack } from '../../core/registry.js'

/** What is kept of the registry while an update changes it. Nothing is written before `save`, and nothing where nothing came. */
export interface Shelf {
  /** Pages of the list; those added to it later count as well. */
  list(pages: readonly RegistryKeptPage[]): void
  /** `whole`: packs that are on no page are gone. */
  completeList(options: { readonly whole: boolean }): void
  /** A pack that was asked for by itself: more is known of it than the list tells. */
  setPack(pack: RegistryPack): void
  addNodeTypes(lines: readonly RegistryNodeTypes[]): void
  /** Lets go of versions that the registry no longer has. */
  keepVersions(id: string, versions: readonly string[]): void
  /** How many node types are kept of a version; 0 when it was never read. */
  typesOf(id: string, version: string): number
  readonly packs: () => readonly RegistryPack[]
  readonly changes: () => Omit<MergedPacks, 'packs'>
  readonly countTypes: () => { readonly versions: number; readonly types: number }
  /** Answers the bytes of the files; 0 where nothing was written. REGISTRY_KEEP_UNWRITABLE. */
  save(): Promise<number>
}

export function createShelf(keep: RegistryKeep, kept: RegistryKept): Shelf {
  const keyOf = (id: string, version: string): string => `${id}@${version}`
  const lines = new Map(kept.nodeTypes.map((line) => [keyOf(line.id, line.version), line]))
  const asked = new Map<string, RegistryPack>()
  let pages: readonly RegistryKeptPage[] = []
  let whole = false
  let typesTouched = false
  const merged = (): MergedPacks =>
    mergePacks(
      kept.packs,
      pages.flatMap(({ packs }) => packs),
      { whole, seen: [...lines.values()] },
    )
  const packs = (): readonly RegistryPack[] => {
    const byId = new Map([...merged().packs.map((pack) => [pack.id, pack] as const), ...asked])
    return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }
  return {
    list(of) {
      pages = of
    },
    completeList(options) {
      whole = options.whole
    },
    setPack: (pack) => void asked.set(pack.id, pack),
    addNodeTypes(added) {
      for (const line of added) lines.set(keyOf(line.id, line.version), line)
      typesTouched ||= added.length > 0
    },
    keepVersions(id, versions) {
      for (const [key, line] of lines) {
        if (line.id === id && !versions.includes(line.version)) typesTouched = lines.delete(key)
      }
    },
    typesOf: (id, version) => lines.get(keyOf(id, version))?.types.length ?? 0,
    packs,
    changes() {
      const { added, changed, gone, repeated } = merged()
      return { added, changed, gone, repeated }
    },
    countTypes: () => ({
      versions: lines.size,
      types: [...lines.values()].reduce((sum, { types }) => sum + types.length, 0),
    }),
    async save() {
      const newestFirst = (a: RegistryNodeTypes, b: RegistryNodeTypes) =>
        a.id === b.id ? compareSemver(b.version, a.version) || (a.version < b.version ? -1 : 1) : a.id < b.id ? -1 : 1
      const ofTypes = typesTouched ? await keep.writeNodeTypes([...lines.values()].sort(newestFirst)) : 0
      const ofPacks = pages.length > 0 || asked.size > 0 ? await keep.writePacks(packs()) : 0
      return ofTypes + ofPacks
    },
  }
}
