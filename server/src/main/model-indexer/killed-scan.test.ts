import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { tempTree, type TempTree } from '../../adapters/files/testing/temp-tree.js'
import { acquireIndexLock } from '../../adapters/sqlite/index-lock.js'
import { openModelIndex } from '../../adapters/sqlite/open-model-index.js'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import { closeHasher, contentsOf, indexTree } from './testing/index-tree.js'
import { safetensorsOf } from './testing/safetensors-of.js'

afterAll(closeHasher)

/** `GREENLIGHT_KILLS=50` for the whole of it. */
const kills = Number(process.env.GREENLIGHT_KILLS ?? 10)
const resolver = new URL('../../adapters/hashing/testing/resolve-sources.ts', import.meta.url).href
const child = fileURLToPath(new URL('./testing/scan-child.ts', import.meta.url))

/** Starts a scan in a process of its own; resolves once it begins. */
async function startScan(tree: TempTree) {
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-transform-types', '--import', resolver]
  const scan = spawn(process.execPath, [...flags, child, tree.at('state'), tree.at('models')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(scan, 'exit')
  await once(scan.stdout, 'data')
  return { scan, ended }
}

/** Numbers that are the same in each run. */
function createRandom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

async function indexHere(tree: TempTree) {
  const lock = acquireIndexLock(tree.at('state'), 'a test')
  expect(lock.ok).toBe(true)
  const index = await openModelIndex({ folder: tree.at('state'), mode: 'write' })
  try {
    await indexTree(index, { roots: rootsOf(tree) })
    return await contentsOf(index)
  } finally {
    await index.close()
    if (lock.ok) lock.release()
  }
}

const rootsOf = (tree: TempTree) => [{ path: tree.at('models'), from: 'comfyui' as const, folders: [{ name: 'loras', accepts: 'any' as const }] }]

it(
  `a scan that is killed ${kills} times at any point leaves an index from which the next one goes on`,
  async () => {
    const files = Array.from({ length: 300 }, (_, at) => [`models/${at % 7} ü/${at}.safetensors`, safetensorsOf(`content ${at % 250}`)] as const)
    await using tree = await tempTree(Object.fromEntries(files))
    // Half of the scans begin with an index of other days: files came, went, moved and changed since.
    await indexHere(tree)
    await cp(tree.at('state'), tree.at('old'), { recursive: true })
    await cp(tree.at('models', '1 ü'), tree.at('models', 'copy'), { recursive: true })
    await rm(tree.at('models', '2 ü'), { recursive: true })
    await tree.add({ 'models/3 ü/3.safetensors': safetensorsOf('changed'), 'models/new.safetensors': safetensorsOf('new') })
    const fresh = createMemoryModelIndex()
    await indexTree(fresh, { roots: rootsOf(tree) })
    const whole = await contentsOf(fresh)

    await rm(tree.at('state'), { recursive: true })
    const first = await startScan(tree)
    const begun = performance.now()
    expect(await first.ended).toEqual([0, null])
    const scanMs = performance.now() - begun

    const random = createRandom(4711)
    let killed = 0
    for (let time = 0; killed < kills && time < kills * 3; time++) {
      await rm(tree.at('state'), { recursive: true })
      if (time % 2 === 1) await cp(tree.at('old'), tree.at('state'), { recursive: true })
      const { scan, ended } = await startScan(tree)
      await pause(random() * scanMs)
      scan.kill('SIGKILL')
      if ((await ended)[1] === 'SIGKILL') killed += 1
      expect(await indexHere(tree)).toEqual(whole)
    }
    expect(killed).toBe(kills)
  },
  60_000 + kills * 2000,
)
