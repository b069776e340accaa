import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createFilePreparer } from '../../adapters/files/change/prepare-files.js'
import { createWorldDisk } from '../../adapters/files/change/world-disk.js'
import { type TempTree, tempTree } from '../../adapters/files/testing/temp-tree.js'
import { standInManager, type StandInManager } from '../../adapters/pack-queue/testing/stand-in.js'
import { createShelf } from '../../adapters/shelf/shelf.js'
import type { QueuedPack } from '../../core/change-ports.js'
import { openQueue } from './open-queue.js'

let temp: TempTree
let manager: StandInManager
afterEach(async () => {
  await manager[Symbol.asyncDispose]()
  await temp[Symbol.asyncDispose]()
})

const files = { '__init__.py': 'NODE_CLASS_MAPPINGS = {}\r\n', 'web/x y.js': '' }

/** A real shelf, a real disk, folders of packs, and the queue over them as it ships. */
async function open(tree: Record<string, string> = {}) {
  temp = await tempTree({ 'ComfyUI/custom_nodes/other/__init__.py': '', 'state/shelf/.keep': '', ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`came/${name}`, text])), ...tree })
  const nodes = temp.at('ComfyUI/custom_nodes')
  manager = await standInManager({ generation: 'v4', nodes, registry: { 'good-pack@1.2.0': files } })
  const shelf = createShelf({ root: temp.at('state/shelf'), removeOwn: (path) => rm(path, { recursive: true, force: true }), writeWhole: (path, text) => writeFile(path, text), now: Date.now })
  await cp(temp.at('came'), temp.at('came too'), { recursive: true })
  const { shelf: name, path } = await shelf.keep(temp.at('came too'), { from: 'registry', id: 'good-pack', repository: null, version: '1.2.0', commit: null, archive: null, published: null, folder: 'good-pack', title: 'good-pack', licence: null, hosts: [] }, null)
  const place = { roots: () => [nodes], stateFolder: temp.at('state') }
  const queue = openQueue({ comfyui: async () => manager.running, shelf, roots: async () => [nodes] }, { disk: createWorldDisk(place), files: createFilePreparer(place), newId: () => 'x' })
  const effect: QueuedPack = { do: 'queue-pack', path: join(nodes, 'good-pack'), id: 'good-pack', version: '1.2.0', shelf: name, staging: join(nodes, '.greenlight-01JABC.disabled', 'good-pack') }
  return { nodes, queue, effect, shelved: path, signal: new AbortController().signal }
}

it('a pack comes, is the one on the shelf, and goes back under the staging name', { timeout: 30_000 }, async () => {
  const { queue, effect, signal } = await open()
  await queue.carryOut(effect, { signal })
  expect(await queue.look(effect)).toBe('after')
  expect(await readFile(join(effect.path, '__init__.py'), 'utf8')).toBe(files['__init__.py'])
  await queue.takeBack(effect, { signal })
  expect(existsSync(effect.path)).toBe(false)
  expect(existsSync(join(effect.staging, 'web/x y.js'))).toBe(true)
})

it.each([
  ['good-pack.disabled', 'good-pack.disabled/__init__.py'],
  ['.disabled/Good-Pack@1_0_0', '.disabled/Good-Pack@1_0_0/__init__.py'],
])('a disabled copy that came since the plan was made (%s) would be switched on instead: nobody is asked', async (_, file) => {
  const { queue, effect, signal } = await open({ [`ComfyUI/custom_nodes/${file}`]: '' })
  await expect(queue.carryOut(effect, { signal })).rejects.toMatchObject({ problem: { code: 'PACK_FOLDER_CONFLICT' } })
  expect(manager.asked).toEqual([])
})

it('a shelf that was damaged meanwhile is not believed', async () => {
  const { queue, effect, signal, shelved } = await open()
  await rename(join(shelved, '__init__.py'), join(shelved, 'x.py'))
  await expect(queue.carryOut(effect, { signal })).rejects.toMatchObject({ problem: { code: 'PACK_NOT_SHELVED' } })
  expect(manager.asked).toEqual([])
})

it('a place below none of the roots is never claimed', async () => {
  const { queue, effect, signal } = await open()
  await mkdir(temp.at('elsewhere'))
  const outside = { ...effect, path: temp.at('elsewhere/good-pack'), staging: temp.at('elsewhere/.greenlight-01JABC.disabled/good-pack') }
  await expect(queue.carryOut(outside, { signal })).rejects.toMatchObject({ problem: { code: 'OUTSIDE_ROOTS' } })
  expect(manager.asked).toEqual([])
})
