import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PackShelf, ShelvedPack } from '../../core/pack-facts.js'
import type { Shelf } from '../../core/pack-ports.js'
import { ProblemError } from '../../problems.js'
import { arrivingFolder, nameOfArriving } from './arriving.js'
import { copyOut, syncFolder } from './copy-out.js'
import { digestTree } from './digest-tree.js'
import { listFiles } from './list-files.js'
import { type Metadata, originOf, readMetadata, writeMetadata } from './metadata.js'
import { hexOf, type Place, placeAt } from './place.js'
import { readTexts } from './read-texts.js'
import { indexText, lineOf, listShelf } from './shelf-list.js'
import { tellDisk } from './tell-disk.js'

export interface ShelfParts {
  /** `<state>/shelf` */
  readonly root: string
  /** Removes a file or folder of our own with all that is in it; absent is fine. */
  readonly removeOwn: (path: string) => Promise<void>
  /** A file with these contents, whole or not there. */
  readonly writeWhole: (path: string, text: string) => Promise<void>
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/**
 * Packs as files, named by what they are: `<hex>/content/`, `<hex>/git/` for a clone, `<hex>/metadata.json`. Each arrives by one rename and
 * is read to its last byte before it is believed; what is damaged is taken away.
 */
export function createShelf({
  root,
  removeOwn,
  writeWhole,
  now,
}: ShelfParts): Shelf & Pick<PackShelf, 'texts' | 'unpack'> {
  const placeOf = (shelf: string): Place | null => {
    const hex = hexOf(shelf)
    return hex === null ? null : placeAt(join(root, hex))
  }
  const evict = async (place: Place): Promise<null> => {
    await removeOwn(place.root)
    return null
  }
  const arriving = () =>
    arrivingFolder(root, now(), removeOwn).catch((error: unknown) => {
      throw tellDisk(error, root)
    })
  const fresh = async () => join(await arriving(), randomBytes(12).toString('hex'))
  const openPlace = async (
    shelf: string,
  ): Promise<{ readonly place: Place; readonly metadata: Metadata; readonly hex: string } | null> => {
    const [place, hex] = [placeOf(shelf), hexOf(shelf)]
    if (place === null || hex === null || !(await isThere(place.root))) return null
    const metadata = await readMetadata(place.metadata)
    return metadata === null ? evict(place) : { place, metadata, hex }
  }
  const find = async (shelf: string): Promise<ShelvedPack | null> => {
    const opened = await openPlace(shelf)
    if (opened === null) return null
    const { place, metadata, hex } = opened
    const whole =
      (await digestAt(place.content, originOf(metadata.facts))) === hex &&
      (metadata.git === null || (await digestAt(place.git, [])) === metadata.git)
    return whole ? shelvedOf(shelf, place, metadata) : evict(place)
  }
  /** Opens, works, and believes nothing where the work saw other bytes than the shelf's name says. PACK_NOT_SHELVED. */
  const mustOpen = async (shelf: string) => {
    const opened = await openPlace(shelf)
    if (opened === null) throw new ProblemError('PACK_NOT_SHELVED', { shelf })
    return opened
  }
  const gone = async (place: Place, shelf: string): Promise<ProblemError> => {
    await evict(place)
    return new ProblemError('PACK_NOT_SHELVED', { shelf })
  }
  return {
    find,
    list: () => listShelf(root),
    drop: removeOwn,
    arriving: async (name) => join(await arriving(), nameOfArriving(name)),
    fresh,
    async keep(from, facts, ref) {
      const staging = placeAt(await fresh())
      try {
        await mkdir(staging.root)
        await rename(from, staging.content)
        const cloned = facts.from === 'git' && (await isThere(join(staging.content, '.git')))
        if (cloned) await rename(join(staging.content, '.git'), staging.git)
        const files = await listFiles(staging.content)
        const hex = await digestTree(originOf(facts), files)
        const metadata: Metadata = {
          schema: 'greenlight/shelf@1',
          facts: { ...facts, hosts: [...facts.hosts] },
          git: cloned ? await digestAt(staging.git, []) : null,
          bytes: files.reduce((sum, { size }) => sum + size, 0),
          files: files.length,
          ref,
          arrived: now(),
        }
        await writeWhole(staging.metadata, writeMetadata(metadata))
        const shelf = `sha256:${hex}`
        const there = await find(shelf)
        const place = placeAt(join(root, hex))
        const raced = there === null ? await putInPlace(staging, place, () => find(shelf)) : there
        const line = lineOf(hex, metadata)
        const others = (await listShelf(root)).filter((one) => one.shelf !== shelf)
        await writeWhole(join(root, 'index.json'), indexText([...(line === null ? [] : [line]), ...others]))
        return raced ?? shelvedOf(shelf, place, metadata)
      } catch (error) {
        throw tellDisk(error, root)
      } finally {
        await removeOwn(staging.root)
        await removeOwn(from)
      }
    },
    async unpack(shelf, to, signal) {
      signal.throwIfAborted()
      const { place, metadata, hex } = await mustOpen(shelf)
      if (await isThere(to)) throw new ProblemError('TARGET_TAKEN', { path: to })
      await mkdir(to).catch((error: unknown) => {
        throw tellDisk(error, to)
      })
      try {
        const right = (await copyOut(place.content, to, originOf(metadata.facts), signal)) === hex
        const git =
          metadata.git === null || (right && (await copyOut(place.git, join(to, '.git'), [], signal)) === metadata.git)
        if (!right || !git) throw await gone(place, shelf)
      } catch (error) {
        await removeOwn(to)
        throw tellDisk(error, to)
      }
    },
    async texts(shelf) {
      const { place, metadata, hex } = await mustOpen(shelf)
      const { digest, texts, others } = await readTexts(place.content, originOf(metadata.facts))
      if (digest !== hex) throw await gone(place, shelf)
      // Tells that a clone comes along, whose own files are git's affair.
      const head = metadata.git === null ? null : await readHead(join(place.git, 'HEAD'))
      return { texts: head === null ? texts : new Map([...texts, ['.git/HEAD', head]]), others }
    },
  }
}

/** Null when it stands there now; else what another process has put there in the meantime. */
async function putInPlace(
  staging: Place,
  place: Place,
  find: () => Promise<ShelvedPack | null>,
): Promise<ShelvedPack | null> {
  try {
    await rename(staging.root, place.root)
  } catch (error) {
    const there = await find()
    if (there === null) throw error
    return there
  }
  await syncFolder(dirname(place.root))
  return null
}

function shelvedOf(shelf: string, place: Place, { facts, bytes, files }: Metadata): ShelvedPack {
  return { ...facts, shelf, path: place.content, bytes, files }
}

/** Null where it cannot be read as a whole. */
async function digestAt(folder: string, origin: readonly (string | null)[]): Promise<string | null> {
  return listFiles(folder)
    .then((files) => digestTree(origin, files))
    .catch(() => null)
}

async function readHead(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).slice(0, 1000)
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
