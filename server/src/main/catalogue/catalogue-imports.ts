import { mkdir } from 'node:fs/promises'
import { forgetImport, type ImportActs, importCatalogue, type Imported } from '../../adapters/catalogue/imports/import-catalogue.js'
import { writeAtomically } from '../../adapters/files/atomic-write.js'
import { safeJoin } from '../../adapters/files/safe-join.js'
import { moveToTrash } from '../../adapters/files/trash.js'
import { ensureStateFolder } from '../../adapters/files/state-folder.js'
import { ProblemError } from '../../problems.js'
import { catalogueFolders } from './open-catalogue.js'

export interface CatalogueImports {
  /** PATH_NOT_FOUND, FILE_UNREADABLE, CATALOGUE_IMPORT_EMPTY, STATE_FOLDER_UNUSABLE. */
  add(path: string): Promise<Imported>
  /** CATALOGUE_IMPORT_UNKNOWN. */
  forget(name: string): Promise<void>
}

/** Catalogues that a person takes into the state folder; what is replaced or taken back lies in its trash. */
export function openCatalogueImports(state: string): CatalogueImports {
  const { imports } = catalogueFolders(state)
  const acts: ImportActs = {
    join: safeJoin,
    write: (path, bytes) => writeAtomically(path, bytes, { mode: 0o600 }),
    discard: async (path) => void (await moveToTrash(path, state)),
  }
  return {
    async add(path) {
      await ensureStateFolder(state)
      await mkdir(imports, { recursive: true, mode: 0o700 })
      return importCatalogue(imports, path, acts)
    },
    async forget(name) {
      const forgotten = await forgetImport(imports, name, acts)
      if (!forgotten.ok) throw new ProblemError('CATALOGUE_IMPORT_UNKNOWN', { name, there: forgotten.there.join(', ') || undefined })
    },
  }
}
