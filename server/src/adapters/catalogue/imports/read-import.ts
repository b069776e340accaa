import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { problem } from '../../../problems.js'
import { findCopies } from '../find-copies.js'
import { readFolders } from '../lists/read-folders.js'
import { partOf } from '../part-of.js'
import { readJson } from '../read-json.js'
import type { Built } from '../kept-source.js'
import { isMapping, readMapping } from '../records/read-mapping.js'
import { readRegistry } from '../records/read-registry.js'
import { viewOfRecords } from '../records/record-view.js'

const mappingLicence = 'ComfyGit mapping (made from the Comfy Registry and ComfyUI-Manager)'

/** Every part of one import: the lists, the mapping, what was kept of the registry. */
export async function readImport(folder: string): Promise<Built> {
  const label = `import ${basename(folder)}`
  const lists = await readFolders(await findCopies([folder]), { from: 'import', label })
  const registry = await readRegistry(folder, { from: 'import', label: `${label} (Comfy Registry)` })
  const mapping = await readMappingPart(join(folder, 'mapping.json'), folder, label)
  return {
    parts: [...lists.parts, ...mapping.parts, ...registry.parts],
    problems: [...lists.problems, ...mapping.problems, ...registry.problems],
  }
}

async function readMappingPart(path: string, folder: string, label: string): Promise<Built> {
  const facts = await stat(path).catch(() => null)
  if (facts === null) return { parts: [], problems: [] }
  const read = await readJson(path, facts.size)
  if (read === null || !isMapping(read.value)) return { parts: [], problems: [problem('CATALOGUE_UNREADABLE', { path, because: facts.size === 0 ? 'it is empty' : undefined })] }
  const view = viewOfRecords(readMapping(read.value), label)
  return { parts: [partOf(view, { from: 'import', where: folder, modified: facts.mtimeMs, licence: mappingLicence })], problems: [] }
}

/** Changes with every file of the folder. */
export async function stampFolder(folder: string): Promise<string> {
  const names = (await readdir(folder).catch(() => [])).sort()
  const stamps = await Promise.all(
    names.map(async (name) => {
      const facts = await stat(join(folder, name)).catch(() => null)
      return facts === null || !facts.isFile() ? '' : `${name} ${facts.size} ${facts.mtimeMs}`
    }),
  )
  return [folder, ...stamps.filter((stamp) => stamp !== '')].join('\n')
}
