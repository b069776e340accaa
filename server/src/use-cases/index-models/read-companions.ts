import { companionNames } from '../../core/model-files/companions/companion-names.js'
import { readCompanion } from '../../core/model-files/companions/read-companion.js'
import type { CompanionClaim } from '../../core/model-index.js'
import { pathBelow } from '../../core/model-place.js'
import type { ReadingDisk } from './parts.js'

/** Civitai's answers with all their pictures stay below this. */
const maxBytes = 4 * 1024 * 1024

/**
 * What the companion files beside models claim. Models come folder by folder, so each folder is listed once: asking for every
 * name that a companion may have costs as much as reading the model's header.
 */
export function createCompanionReader(disk: ReadingDisk) {
  const listed = new Map<string, ReadonlyMap<string, string>>()

  /** By lower case, as disks of Windows compare. */
  function namesIn(folder: string): ReadonlyMap<string, string> {
    const known = listed.get(folder)
    if (known !== undefined) return known
    // A folder and the one of downloads in it; older ones had their turn.
    if (listed.size > 1) listed.clear()
    const names = new Map(disk.list(folder).map((name) => [name.toLowerCase(), name]))
    listed.set(folder, names)
    return names
  }

  /** One that cannot be read says nothing. `path`: the model's. */
  return (path: string): readonly CompanionClaim[] => {
    const [folder, base] = cutBase(path)
    return companionNames(base).flatMap((name) => {
      const [below, last] = cutBase(pathBelow(folder, name))
      const met = namesIn(below).get(last.toLowerCase())
      const text = met === undefined ? null : readText(disk, below + met)
      return text === null ? [] : readCompanion(name, text, base)
    })
  }
}

export type CompanionReader = ReturnType<typeof createCompanionReader>

/** The folder with its last slash, and the base name. */
function cutBase(path: string): [folder: string, base: string] {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  return [path.slice(0, cut), path.slice(cut)]
}

function readText(disk: ReadingDisk, path: string): string | null {
  try {
    const { source, close } = disk.open(path)
    try {
      return source.size > maxBytes ? null : new TextDecoder().decode(source.read(0, source.size))
    } finally {
      close()
    }
  } catch {
    return null
  }
}
