import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { readText } from '../../adapters/files/comfyui-folder/read-text.js'
import { readRequirements } from '../../core/packs/requirements.js'
import type { PlacedLine } from '../../core/python/explain-failure.js'
import type { PackageUser } from '../../core/python/users-of-changes.js'

/** Enabled node packs below these custom_nodes folders by what their requirement files ask for. What cannot be read asks for nothing. */
export async function installedPacks(roots: readonly string[]): Promise<readonly PackageUser[]> {
  const packs: PackageUser[] = []
  for (const root of roots)
    for (const entry of await readdir(root, { withFileTypes: true }).catch(() => [])) {
      if (entry.isFile() || entry.name.startsWith('.') || entry.name.endsWith('.disabled') || entry.name === '__pycache__') continue
      const lines = (await requirementsIn(path.join(root, entry.name))).map(({ line }) => line)
      if (lines.length > 0) packs.push({ title: entry.name, lines, workflows: [] })
    }
  return packs
}

/** What the files of a pack's folder ask of Python, with file and line; nothing where they cannot be read. */
export async function requirementsIn(folder: string): Promise<readonly PlacedLine[]> {
  const texts = new Map<string, string>()
  for (const name of ['requirements.txt', 'pyproject.toml']) {
    const text = await readText(path.join(folder, name))
    if (text !== null) texts.set(name, text)
  }
  return readRequirements(texts).lines
}
