import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageOf } from './packages.mjs'

/** The panel for ComfyUI's page, and the sidecar's own page; extension/vite.config.ts knows both modes. */
const modes = ['production', 'page']

const toBytes = (source) => Buffer.from(source)

/**
 * Builds the panel in memory: what web-dist has to hold (name to bytes) and the npm packages that went into it.
 * The build, the check that web-dist is fresh and the notices all read this one answer.
 */
export async function buildPanel(root) {
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const files = new Map()
  const packages = new Map()
  for (const mode of modes) {
    const built = await build({
      configFile: join(root, 'extension/vite.config.ts'),
      logLevel: 'error',
      mode,
      build: { write: false },
    })
    for (const part of [built].flat().flatMap((result) => result.output)) {
      files.set(part.fileName, toBytes(part.type === 'chunk' ? part.code : part.source))
      for (const id of part.type === 'chunk' ? part.moduleIds : []) {
        const found = packageOf(id)
        if (found !== null) packages.set(found.name, found)
      }
    }
  }
  return { files, packages: [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

/** Names below a flat folder; none when it is not there. */
export function namesIn(folder) {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
