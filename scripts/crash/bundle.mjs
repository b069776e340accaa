import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { sourceRoot } from './places.mjs'

/** What no bundle can hold, for it brings a binary of its own. */
const binaries = new Set(['@napi-rs/blake-hash', 'better-sqlite3', 'blake3-wasm'])

/**
 * Joins the change engine, its adapters and the test world into one file that starts fast: the sources themselves, not a copy of their rules. Each
 * run has a file of its own, for two may run at a time. `mutation`: a fault that is planted into the text of one source on the way, and nowhere else.
 */
export async function bundleWorld(mutation = null) {
  let planted = mutation === null
  const bundle = await rolldown({
    cwd: sourceRoot,
    platform: 'node',
    input: 'server/src/use-cases/change/testing/crash-world.ts',
    external: (id) => id.startsWith('node:'),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [
      {
        name: 'shared sources',
        resolveId(id) {
          if (binaries.has(id)) return { id: import.meta.resolve(id), external: true }
          return id.startsWith('@greenlight/shared/') ? `${sourceRoot}shared/src/${id.slice('@greenlight/shared/'.length)}.ts` : null
        },
        transform(text, id) {
          if (mutation === null || id !== `${sourceRoot}server/src/${mutation.file}`) return null
          planted = true
          return { code: plant(text, mutation) }
        },
      },
    ],
    logLevel: 'warn',
  })
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-crash-'))
  const file = join(folder, 'world.mjs')
  await bundle.write({ file, format: 'esm', codeSplitting: false })
  await bundle.close()
  if (!planted) throw new Error(`${mutation.file} is no part of the bundle.`)
  return { file, world: await import(file), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The text with its fault. */
export function plant(text, { name, from, to }) {
  if (text.split(from).length !== 2) throw new Error(`“${name}” has no place in the source any more: write it anew in scripts/crash/mutations.mjs.`)
  return text.replace(from, () => to)
}
