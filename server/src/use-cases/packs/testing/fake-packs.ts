import type { PackName, PackOnDisk, ShelvedPack } from '../../../core/pack-facts.js'
import { foldFolder } from '../../../core/packs/names-on-disk.js'
import { linuxRoot, shelvedPack } from '../../../core/packs/testing/pack-on-disk.js'
import { folderOf, joinPath } from '../../../core/plan/paths.js'
import { ProblemError } from '../../../problems.js'
import type { PackParts } from '../pack-parts.js'

export interface FakePacks {
  readonly parts: PackParts
  /** Names that were fetched. */
  readonly fetched: PackName[]
}

export interface FakePacksOptions {
  readonly there?: readonly PackOnDisk[]
  readonly shelved?: Partial<ShelvedPack>
  readonly texts?: Readonly<Record<string, string>>
  readonly root?: string
  /** Further paths that are taken. */
  readonly taken?: readonly string[]
}

/** Ports over values: packs on a disk that is a list, and a shelf with one pack. */
export function fakePacks({ there = [], shelved = {}, texts = { '__init__.py': '' }, root = linuxRoot, taken = [] }: FakePacksOptions = {}): FakePacks {
  const fetched: PackName[] = []
  const paths = new Set([...there.map((pack) => pack.path), ...taken].map(foldFolder))
  const volume = { volume: root.slice(0, 3), free: 1e12 }
  return {
    fetched,
    parts: {
      shelf: {
        async fetch(name, { signal }) {
          signal.throwIfAborted()
          fetched.push(name)
          if (name.by === 'registry' && name.id === 'absent') throw new ProblemError('PACK_NOT_FOUND', { of: 'The Comfy Registry', pack: name.id })
          return shelvedPack(shelved)
        },
        texts: async () => ({ texts: new Map(Object.entries(texts)), others: [{ path: 'web/größe.png', size: 10, head: new Uint8Array([0x89, 0x50]) }] }),
      },
      folders: { roots: [root, joinPath(folderOf(root), 'more nodes')], list: async () => ({ packs: there, problems: [] }) },
      look: {
        isFile: async () => true,
        stamp: async (path) => (paths.has(foldFolder(path)) ? { is: 'folder', digest: 'sha256:0' } : { is: 'absent' }),
        free: async () => volume,
        bytes: async () => 5000,
        missing: async () => [],
        closed: async () => null,
        link: async () => null,
      },
      trash: { place: ({ from }) => joinPath('/state/trash', 'T1', from.split(/[\\/]/).at(-1) ?? '') },
      typesOf: (path) => (path.includes('Pack') ? ['NiceNode'] : []),
      now: () => 1_700_000_000_500,
    },
  }
}
