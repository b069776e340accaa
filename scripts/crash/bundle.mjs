import { rolldown } from 'rolldown'
import { bundlePath, sourceRoot } from './places.mjs'

/** Joins the change engine, its adapters and the test world into one file that starts fast: the sources themselves, not a copy of their rules. */
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
  await bundle.write({ file: bundlePath, format: 'esm' })
  await bundle.close()
  return bundlePath
}
