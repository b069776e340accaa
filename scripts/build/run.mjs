import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from '../bootstrap/build.mjs'
import { root } from '../bootstrap/places.mjs'
import { say } from '../bootstrap/say.mjs'
import { noticesOf } from './notices.mjs'
import { buildPanel, namesIn } from './panel.mjs'

/** `npm run build`: compiles shared and server, writes web-dist and the notices. Files that the build no longer makes go. */
await ensureBuild(process.execPath)
const { files, packages } = await buildPanel(root)
const folder = join(root, 'web-dist')
mkdirSync(folder, { recursive: true })
for (const name of namesIn(folder)) if (!files.has(name)) rmSync(join(folder, name), { recursive: true })
for (const [name, bytes] of files) {
  writeFileSync(join(folder, name), bytes)
  say(`web-dist/${name} ${bytes.length} bytes`)
}
writeFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), noticesOf(packages))
say(`THIRD-PARTY-NOTICES.md: ${packages.map(({ name }) => name).join(', ')}`)
