import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noticesOf } from '../../build/notices.mjs'
import { buildPanel, namesIn } from '../../build/panel.mjs'
import { textOf } from '../files.mjs'

const remedy = 'run `npm run build` and commit what it writes: ComfyUI serves web-dist as it is'

/** Faults of the committed files against a fresh build: `{name: bytes}` each. */
export function compareBuild(fresh, committed) {
  const names = [...new Set([...fresh.keys(), ...committed.keys()])].sort()
  return names.flatMap((name) => {
    if (!committed.has(name)) return [`web-dist/${name} is missing: ${remedy}`]
    if (!fresh.has(name)) return [`web-dist/${name} is not made by the build: ${remedy}`]
    return fresh.get(name).equals(committed.get(name)) ? [] : [`web-dist/${name} differs from a fresh build: ${remedy}`]
  })
}

/** web-dist and the notices are what the sources make. */
export const webDist = {
  name: 'web-dist is fresh',
  async run({ root }) {
    if (!existsSync(join(root, 'extension/src/main.ts'))) return { faults: ['extension/src/main.ts is missing: there is no panel to build'] }
    const { files, packages } = await buildPanel(root)
    const folder = join(root, 'web-dist')
    const committed = new Map(namesIn(folder).map((name) => [name, readFileSync(join(folder, name))]))
    const stale = textOf(root, 'THIRD-PARTY-NOTICES.md').replaceAll('\r\n', '\n') !== noticesOf(packages)
    return {
      faults: [...compareBuild(files, committed), ...(stale ? ['THIRD-PARTY-NOTICES.md does not name what is bundled: run `npm run build`'] : [])],
      note: `${files.size} files, ${packages.length} packages`,
    }
  },
}
