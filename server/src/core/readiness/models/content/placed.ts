import type { KnownModel } from '../../../model-knowledge.js'
import { foldName } from '../fold-name.js'
import { type IndexedFile, readsAlike } from '../model-index.js'

/** A file of the index as the look-up by name has it: in the folder that is asked for, else in its first one. */
export function placed({ path, name, size, folders }: KnownModel, directory: string | null): IndexedFile {
  const asked = directory === null ? undefined : folders.find((folder) => readsAlike(directory).includes(folder))
  return { folder: asked ?? folders[0] ?? 'another folder', file: { name, path, size }, folded: foldName(name) }
}
