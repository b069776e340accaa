import type { Problem } from '@greenlight/shared/problem'
import { sameStamp } from '../model-hashes.js'
import type { FileStamp, ModelIndex, WalkedModel } from '../model-index.js'
import { compareText, type Departed, type MemoryContent, type MemoryFile } from './memory-contents.js'
import { type MemoryState, readMemory } from './memory-reading.js'

/** A model index without a disk, for tests of whoever uses one. It passes the same contract suite as the one on SQLite. */
export function createMemoryModelIndex(): ModelIndex {
  let ids = 0
  const state: MemoryState = { roots: [], files: new Map() }
  /** By inode, size and time. */
  const departed = new Map<string, Departed>()
  let walks = new Map<string, number>()
  const found = new Map<string, readonly Problem[]>()

  const keyOf = (root: string, name: string): string => JSON.stringify([root, name.toWellFormed()])
  const lastWalk = (): number => Math.max(0, ...walks.values())
  const newContent = (size: number): MemoryContent => ({ id: ++ids, size, facts: null, digests: {}, keys: {} })
  const ranked = (files: Iterable<MemoryFile> = state.files.values()): MemoryFile[] => {
    const rankOf = new Map(state.roots.map(({ path }, at) => [path, at]))
    return [...files].sort(
      (a, b) => (rankOf.get(a.root) ?? 0) - (rankOf.get(b.root) ?? 0) || compareText(a.name, b.name),
    )
  }

  /** The bytes that a stat names: same inode, size and time, under whatever name they lie or lay. */
  function sameBytes({ size, modified, inode }: FileStamp): Pick<MemoryFile, 'claims' | 'content'> | undefined {
    if (inode === null) return undefined
    const same = ({ stamp }: { readonly stamp: FileStamp }): boolean =>
      stamp.inode === inode && stamp.size === size && stamp.modified === modified
    return ranked([...state.files.values()].filter(same))[0] ?? departed.get(identityOf({ size, modified, inode }))
  }

  function depart({ stamp, content, claims }: MemoryFile): void {
    if (stamp.inode !== null) departed.set(identityOf(stamp), { stamp, content, claims, since: lastWalk() })
  }

  function leave(file: MemoryFile): void {
    depart(file)
    state.files.delete(keyOf(file.root, file.name))
  }

  function put(root: string, { name: given, link, size, modified, inode }: WalkedModel): void {
    const name = given.toWellFormed()
    const stamp = { size, modified, inode }
    const known = state.files.get(keyOf(root, name))
    if (known !== undefined && sameStamp(known.stamp, stamp)) {
      Object.assign(known, { link, stamp: { ...stamp, inode: inode ?? known.stamp.inode } })
      return
    }
    const { content, claims } = sameBytes(stamp) ?? { content: newContent(size), claims: [] }
    if (known !== undefined) {
      depart(known)
      Object.assign(known, { link, stamp, content, claims })
    } else state.files.set(keyOf(root, name), { id: ++ids, root, name, link, stamp, content, claims })
  }

  function asItWas(id: number, stamp: FileStamp): MemoryFile | undefined {
    const file = [...state.files.values()].find((one) => one.id === id)
    return file !== undefined && sameStamp(file.stamp, stamp) ? file : undefined
  }

  function moveFiles(from: MemoryContent, to: MemoryContent, which: (stamp: FileStamp) => boolean): void {
    for (const file of state.files.values()) if (file.content === from && which(file.stamp)) file.content = to
    for (const one of departed.values()) if (one.content === from && which(one.stamp)) one.content = to
  }

  return {
    ...readMemory(state, ranked),
    setRoots(roots) {
      for (const file of ranked()) if (!roots.some(({ path }) => path === file.root)) leave(file)
      state.roots = roots
      walks = new Map(roots.map(({ path }) => [path, walks.get(path) ?? 0]))
      for (const path of found.keys()) if (!walks.has(path)) found.delete(path)
      return Promise.resolve()
    },
    problems: () => Promise.resolve(state.roots.flatMap(({ path }) => found.get(path) ?? [])),
    stamps: (root) =>
      Promise.resolve(
        new Map(
          ranked().flatMap((file) =>
            file.root === root ? [[file.name, { id: file.id, link: file.link, ...file.stamp }]] : [],
          ),
        ),
      ),
    record(root: string, change) {
      if (!walks.has(root)) return Promise.resolve()
      for (const one of change.found) put(root, one)
      const there = new Set(change.found.map(({ name }) => keyOf(root, name)))
      for (const name of change.gone) {
        const file = state.files.get(keyOf(root, name))
        if (file !== undefined && !there.has(keyOf(root, name))) leave(file)
      }
      return Promise.resolve()
    },
    finishWalk(root, problems) {
      if (!walks.has(root)) return Promise.resolve()
      found.set(root, copy(problems))
      walks.set(root, lastWalk() + 1)
      const oldest = Math.min(...walks.values())
      for (const [key, { since }] of departed) if (since < oldest) departed.delete(key)
      return Promise.resolve()
    },
    describe(entries) {
      for (const { id, stamp, facts, claims } of entries) {
        const file = asItWas(id, stamp)
        if (file === undefined) continue
        file.content.facts = copy(facts)
        file.claims = copy(claims)
      }
      return Promise.resolve()
    },
    addDigests(id, stamp, digests) {
      const file = asItWas(id, stamp)
      if (file === undefined) return Promise.resolve(false)
      const own = file.content
      const contents = new Set([...state.files.values(), ...departed.values()].map(({ content }) => content))
      const twin = [...contents].find((content) => content.digests.blake3 === digests.blake3)
      if (twin !== undefined && twin !== own) {
        if (own.digests.blake3 === undefined) {
          twin.facts ??= own.facts
          twin.keys = { ...own.keys, ...twin.keys }
          moveFiles(own, twin, () => true)
        } else
          moveFiles(
            own,
            twin,
            (other) => other === file.stamp || (other.inode !== null && identityOf(other) === identityOf(file.stamp)),
          )
      } else if (own.digests.blake3 !== undefined && own.digests.blake3 !== digests.blake3) {
        moveFiles(
          own,
          newContent(own.size),
          (other) => other === file.stamp || (other.inode !== null && identityOf(other) === identityOf(file.stamp)),
        )
      }
      file.content.digests = { ...file.content.digests, ...copy(digests) }
      return Promise.resolve(true)
    },
    addKeys(id, stamp, keys) {
      const file = asItWas(id, stamp)
      if (file !== undefined) file.content.keys = { ...file.content.keys, ...copy(keys) }
      return Promise.resolve(file !== undefined)
    },
  }
}

function identityOf({ size, modified, inode }: FileStamp): string {
  return JSON.stringify([inode, size, modified])
}

/** What a database gives back is never what went in, only equal to it. */
function copy<T>(value: T): T {
  return structuredClone(value)
}
