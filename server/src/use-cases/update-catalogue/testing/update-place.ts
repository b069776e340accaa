import { readdir, readFile } from 'node:fs/promises'
import { createRegistry } from '../../../adapters/comfy-registry/registry.js'
import { createRegistryKeep } from '../../../adapters/files/registry-keep/registry-keep.js'
import { tempTree } from '../../../adapters/files/testing/temp-tree.js'
import { createLoopbackHost } from '../../../adapters/testing/loopback-host.js'
import type { OutsideHost } from '../../../core/ports.js'
import type { CatalogueUpdated, UpdateCatalogueOptions } from '../parts.js'
import { updateCatalogue } from '../update-catalogue.js'

/** A state folder of this test and updates into it, over real HTTP; pauses take no time and are written down. */
export interface UpdatePlace extends AsyncDisposable {
  readonly root: string
  readonly waits: readonly number[]
  run(options?: UpdateCatalogueOptions): Promise<CatalogueUpdated>
  /** Text by file name, of all files that are kept; those of single pages as `pages/N.json`. */
  files(): Promise<Readonly<Record<string, string>>>
  packIds(): Promise<readonly string[]>
  at(now: string): void
  put(name: string, text: string): Promise<void>
}

export async function updatePlace(
  url: string,
  host: OutsideHost = createLoopbackHost('comfy-registry', url),
): Promise<UpdatePlace> {
  const tree = await tempTree()
  const waits: number[] = []
  let now = '2026-06-10T12:00:00.000Z'
  const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted()
    waits.push(ms)
  }
  const files = async (): Promise<Record<string, string>> => {
    const folder = tree.at('catalogue', 'comfy-registry')
    const names = (await readdir(folder, { recursive: true }).catch(() => []))
      .filter((name) => /\.jsonl?$|\.tmp$/.test(name))
      .sort()
    return Object.fromEntries(
      await Promise.all(
        names.map(
          async (name) =>
            [name.replaceAll('\\', '/'), await readFile(tree.at('catalogue', 'comfy-registry', name), 'utf8')] as const,
        ),
      ),
    )
  }
  return {
    root: tree.root,
    waits,
    files,
    run: (options) =>
      updateCatalogue(
        { registry: createRegistry(host), keep: createRegistryKeep(tree.root), now: () => now, pause },
        options,
      ),
    packIds: async () =>
      ((await files())['packs.jsonl'] ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { id: string }).id),
    at(time) {
      now = time
    },
    put: (name, text) => tree.add({ [`catalogue/comfy-registry/${name}`]: text }),
    [Symbol.asyncDispose]: () => tree[Symbol.asyncDispose](),
  }
}
