import { join } from 'node:path'
import { readText } from './read-text.js'

/** ComfyUI's version as its files say it; null when they do not. The version file lags behind on a git checkout of master. */
export async function readVersion(root: string): Promise<string | null> {
  const file = await readText(join(root, 'comfyui_version.py'))
  const said = /^\s*__version__\s*=\s*["']v?([^"'\s]+)["']/m.exec(file ?? '')?.[1]
  if (said !== undefined) return said
  const project = await readText(join(root, 'pyproject.toml'))
  const section = /^\[project\]([^]*?)(?:^\[|$(?![^]))/m.exec(project ?? '')?.[1]
  return /^\s*version\s*=\s*["']v?([^"'\s]+)["']/m.exec(section ?? '')?.[1] ?? null
}
