import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { createFilePreparer } from '../../../adapters/files/change/prepare-files.js'
import { createPackQueue } from '../../../adapters/pack-queue/pack-queue.js'
import { createQueue } from '../../../adapters/pack-queue/testing/queue.js'
import { answerV4 } from '../../../adapters/pack-queue/testing/stand-in.js'
import type { PackQueue, WorldDisk } from '../../../core/change-ports.js'
import type { Egress } from '../../../core/ports.js'

interface Hands {
  readonly disk: Pick<WorldDisk, 'carryOut' | 'takeBack'>
  readonly files: Pick<ReturnType<typeof createFilePreparer>, 'clear'>
  readonly newId: () => string
}

/**
 * The queue that ships, asking a ComfyUI-Manager of version 4 in this very process: when it is killed, that one dies in the middle of its work as well.
 * It brings `<id>@2.0.0` from `<folder>/source/pack-2`.
 */
export function openCrashQueue(folder: string, { disk, files, newId }: Hands): PackQueue {
  const source = join(folder, 'source')
  const nodes = join(folder, 'world', 'custom_nodes')
  let queue: ReturnType<typeof createQueue> | null = null
  const egress: Egress = {
    async fetch(url, { method = 'GET', body } = {}) {
      queue ??= createQueue({ nodes, registry: { 'queued@2.0.0': textsBelow(join(source, 'pack-2')) } })
      const { pathname, search } = new URL(url)
      const asked = { method, route: pathname + search, body: body === undefined ? null : (JSON.parse(body) as unknown) }
      const reply = await answerV4(queue, { generation: 'v4', nodes, registry: {} }, asked)
      const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? null)
      return { status: reply.status, headers: new Map(), bytes: new TextEncoder().encode(text) }
    },
  }
  const never = new AbortController().signal
  return createPackQueue({
    comfyui: async () => ({ url: 'http://127.0.0.1:8188', egress }),
    newId,
    shelved: async (shelf) => join(source, shelf),
    inTheWay: async () => null,
    async claim(staging) {
      await files.clear(staging)
      await disk.carryOut({ do: 'make-folder', path: staging }, { signal: never })
    },
    async putAside(path, staging) {
      await files.clear(staging)
      await disk.takeBack({ do: 'move', from: staging, to: path, as: 'place' }, { signal: never })
    },
    patience: { every: 5, whole: 10_000, rest: 2000 },
  })
}

function textsBelow(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(files.map(({ parentPath, name }) => [join(parentPath, name).slice(root.length + 1).replaceAll('\\', '/'), readFileSync(join(parentPath, name), 'utf8')]))
}
