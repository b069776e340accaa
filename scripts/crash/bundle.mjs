import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { sourceRoot } from './places.mjs'

/**
 * Joins the change engine, its adapters and the test world into one file that starts fast: the sources themselves, not a copy of their rules. Each
 * run has a file of its own, for two may run at a time.
 */
export async function bundleWorld() {
  const bundle = await rolldown({
    cwd: sourceRoot,
    platform: 'node',
    input: 'server/src/use-cases/change/testing/crash-world.ts',
    external: (id) => id.startsWith('node:'),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [
      {
        name: 'shared sources',
        resolveId: (id) => (id.startsWith('@greenlight/shared/') ? `${sourceRoot}shared/src/${id.slice('@greenlight/shared/'.length)}.ts` : null),
      },
    ],
    logLevel: 'warn',
  })
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-crash-'))
  const file = join(folder, 'world.mjs')
  await bundle.write({ file, format: 'esm' })
  await bundle.close()
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
