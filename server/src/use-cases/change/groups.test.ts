import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { PlanRun } from '@greenlight/shared/plans'
import { ProblemError } from '../../problems.js'
import { type Bed, openBed } from './testing/bed.js'
import type { Wanted } from './testing/make-plan.js'
import { nextId, sha256 } from './testing/make-plan.js'
import { treeOf } from './testing/tree-of.js'

let bed: Bed
afterEach(() => bed[Symbol.asyncDispose]())

const states = (run: PlanRun) => run.actions.map(({ state }) => state)

/** A model fetched into a new folder; a pack unpacked over an old one; its packages; a restart. */
async function wholePlan(id = nextId()) {
  bed = await openBed({ 'world/models/loras/old.pt': 'old', 'world/custom_nodes/pack/__init__.py': 'version 1', 'world/custom_nodes/pack/mine.json': '{}' })
  const ten = id.slice(0, 10)
  const [folder, nodes] = [bed.world('models/loras/new folder'), bed.world('custom_nodes')]
  const target = `${folder}/style.safetensors`
  const part = `${folder}/.style.safetensors.${ten}.part`
  const staging = `${nodes}/.greenlight-${id}.disabled/pack`
  const old = bed.state('trash/entry/pack')
  const wanted: Wanted[] = [
    {
      kind: 'download-model',
      prepare: [{ prepare: 'download', url: 'https://h/x', part, size: null, sha256: null, blake3: null, directory: 'loras', name: 'style.safetensors' }],
      effects: [{ do: 'make-folder', path: folder }, { do: 'move', from: part, to: target, as: 'place' }],
      checks: [{ check: 'file', path: target, size: null, sha256: sha256('fetched https://h/x'), blake3: null }, { check: 'listed', directory: 'loras', name: 'style.safetensors' }],
    },
    {
      kind: 'update-node-pack',
      group: 'pack',
      tier: 'code',
      prepare: [{ prepare: 'unpack', shelf: 'version 2', to: staging, marks: [{ name: '.tracking', text: 'a\n' }] }],
      effects: [{ do: 'move', from: `${nodes}/pack`, to: old, as: 'trash' }, { do: 'move', from: staging, to: `${nodes}/pack`, as: 'place' }],
      checks: [{ check: 'folder', path: `${nodes}/pack` }],
    },
    { kind: 'install-packages', group: 'pack', tier: 'code', effects: [{ do: 'packages', python: '/py', changes: [], keep: '/keep' }], checks: [{ check: 'imports', python: '/py' }] },
    { kind: 'restart-comfyui', checks: [{ check: 'registered', types: ['A'] }] },
  ]
  return { plan: await bed.keep(wanted, new Map(), id), target, folder, nodes, before: treeOf(bed.world()) }
}

function packages(shows = { fails: false }) {
  let now: 'after' | 'before' = 'before'
  return {
    look: async () => now,
    carryOut: async () => {
      if (shows.fails) throw new ProblemError('UV_REFUSED', { because: 'torch' })
      now = 'after'
    },
    takeBack: async () => {
      now = 'before'
    },
  } as const
}

describe('a plan of many kinds', () => {
  it('is done in order, waits for the restart, is shown after it, and is undone to the byte', async () => {
    const { plan, target, nodes, before } = await wholePlan()
    const shows = { state: 'unknown' as 'true' | 'unknown' }
    const engine = bed.start({ packages: packages(), shows: { registered: async (check) => ({ check, state: shows.state, says: 'x' }) } })
    const run = await bed.apply(engine, plan)
    expect(run).toMatchObject({ state: 'applied', restart: true, undoable: true })
    expect(states(run)).toEqual(['verified', 'verified', 'verified', 'handed'])
    expect(await readFile(target, 'utf8')).toBe('fetched https://h/x')
    expect(await readFile(`${nodes}/pack/__init__.py`, 'utf8')).toBe('version 2')
    expect(existsSync(`${nodes}/.greenlight-${plan.id}.disabled`)).toBe(false)
    expect((await engine.showAgain(plan.id)).state).toBe('applied')
    shows.state = 'true'
    expect(await engine.showAgain(plan.id)).toMatchObject({ state: 'verified', restart: false })

    await mkdir(`${nodes}/pack/__pycache__`)
    await writeFile(`${nodes}/pack/__pycache__/x.pyc`, 'x')
    await writeFile(`${nodes}/pack/config.json`, 'new')
    const undo = await engine.invert(plan.id)
    expect(undo.tier).toBe('destructive')
    expect(undo.actions.map(({ kind }) => kind)).toEqual(['install-packages', 'update-node-pack', 'restore', 'restart-comfyui'])
    expect(undo.warnings).toMatchObject([{ code: 'ADDED_SINCE', message: expect.stringContaining('pack/config.json') }])
    expect((await bed.apply(engine, undo)).state).toBe('applied')
    expect(treeOf(bed.world())).toEqual(before)
    expect(treeOf(bed.state('trash')).filter((line) => line.includes('config.json'))).toHaveLength(1)
  })

  it('takes the whole group back when its last action fails, keeps the groups before', async () => {
    const { plan, target, before } = await wholePlan()
    const shows = { fails: true }
    const parts = packages(shows)
    const engine = bed.start({ packages: parts })
    const run = await bed.apply(engine, plan)
    expect(run).toMatchObject({ state: 'failed', undoable: true, problem: { code: 'UV_REFUSED' } })
    expect(states(run)).toEqual(['verified', 'reverted', 'failed', 'skipped'])
    expect(existsSync(target)).toBe(true)
    expect(treeOf(bed.world()).filter((line) => !line.includes('new folder'))).toEqual(before)
    // It may be approved anew and goes on where it stopped.
    shows.fails = false
    expect(states(await bed.apply(engine, plan))).toEqual(['verified', 'verified', 'verified', 'handed'])
    const undo = await engine.invert(plan.id)
    expect(await bed.apply(engine, undo)).toMatchObject({ state: 'applied' })
    expect(treeOf(bed.world())).toEqual(before)
  })

  it.each(['imports', 'file'] as const)('a result that is not shown (%s) is no success', async (check) => {
    const { plan, before } = await wholePlan()
    const engine = bed.start({
      packages: packages(),
      ...(check === 'imports' ? { shows: { imports: async (one) => ({ check: one, state: 'false', says: 'No module named numpy' }) } } : {}),
      ...(check === 'file' ? { shows: { file: async (one) => ({ check: one, state: 'false', says: 'other bytes' }) } } : {}),
    })
    const run = await bed.apply(engine, plan)
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'RESULT_NOT_SHOWN' } })
    if (check === 'file') expect(treeOf(bed.world())).toEqual(before)
    else expect(states(run)).toEqual(['verified', 'reverted', 'failed', 'skipped'])
  })

  it.each([
    ['while it fetches', 'download'],
    ['while it unpacks', 'unpack'],
    ['between two effects', 'effect'],
  ])('is cancelled %s: nothing is left of what was not done', async (_, where) => {
    const { plan, before } = await wholePlan()
    const cancel = { now: (): unknown => undefined }
    const hang = async (signal: AbortSignal) => {
      cancel.now()
      signal.throwIfAborted()
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      return null
    }
    const engine = bed.start({
      packages: packages(),
      ...(where === 'download' ? { download: async ({ part }, { signal }) => writeFile(part, 'half').then(() => hang(signal)) } : {}),
      ...(where === 'unpack' ? { unpack: async ({ to }, { signal }) => mkdir(to, { recursive: true }).then(() => hang(signal)) } : {}),
      ...(where === 'effect'
        ? {
            disk: (disk) => ({
              ...disk,
              carryOut: async (effect, options) => {
                await disk.carryOut(effect, options)
                if (effect.do === 'move' && effect.as === 'trash') cancel.now()
              },
            }),
          }
        : {}),
    })
    const cancelled = new Promise<PlanRun>((resolve) => {
      cancel.now = () => {
        cancel.now = () => undefined
        resolve(engine.cancel(plan.id))
      }
    })
    const run = await bed.apply(engine, plan)
    expect(run.state).toBe('cancelled')
    expect((await cancelled).state).toBe('cancelled')
    if (where === 'download') expect(treeOf(bed.world())).toEqual(before)
    else expect(treeOf(bed.world()).filter((line) => !line.includes('new folder'))).toEqual(before)
    expect(treeOf(bed.world()).join('\n')).not.toMatch(/\.part|\.disabled/)
  })

  it('refuses, mid-way, what somebody else changed meanwhile, and touches none of it', async () => {
    const { plan, nodes } = await wholePlan()
    const engine = bed.start({
      packages: packages(),
      download: async ({ part, url }) => {
        await writeFile(`${nodes}/pack/__init__.py`, 'updated by somebody else')
        await writeFile(part, `fetched ${url}`)
        return null
      },
    })
    const run = await bed.apply(engine, plan)
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'PLAN_STALE', message: expect.stringContaining('pack holds other files') } })
    expect(await readFile(`${nodes}/pack/__init__.py`, 'utf8')).toBe('updated by somebody else')
  })

  it('never writes over what appeared at its target', async () => {
    const { plan, target } = await wholePlan()
    const engine = bed.start({
      packages: packages(),
      disk: (disk) => ({
        ...disk,
        carryOut: async (effect, options) => {
          if (effect.do === 'move' && effect.to === target) await writeFile(target, 'of somebody else')
          await disk.carryOut(effect, options)
        },
      }),
    })
    expect(await bed.apply(engine, plan)).toMatchObject({ state: 'failed', problem: { code: 'TARGET_TAKEN' } })
    expect(await readFile(target, 'utf8')).toBe('of somebody else')
  })
})

it('prepares at most so many downloads at once, of all plans together, and changes the disk for one plan at a time', async () => {
  bed = await openBed()
  const seen = { now: 0, most: 0, effects: 0, mostEffects: 0 }
  const pause = () => new Promise((resolve) => setTimeout(resolve, 3))
  const engine = bed.start({
    download: async ({ part }) => {
      seen.most = Math.max(seen.most, (seen.now += 1))
      await pause()
      await writeFile(part, 'x')
      seen.now -= 1
      return null
    },
    disk: (disk) => ({
      ...disk,
      carryOut: async (effect, options) => {
        seen.mostEffects = Math.max(seen.mostEffects, (seen.effects += 1))
        await pause()
        await disk.carryOut(effect, options)
        seen.effects -= 1
      },
    }),
  })
  const plans = []
  for (let at = 0; at < 3; at += 1) {
    const id = nextId()
    plans.push(
      await bed.keep(
        [0, 1, 2].map((n): Wanted => {
          const [part, to] = [bed.world(`.m${at}${n}.${id.slice(0, 10)}.part`), bed.world(`m${at}${n}`)]
          return { prepare: [{ prepare: 'download', url: 'https://h/x', part, size: null, sha256: null, blake3: null, directory: null, name: 'm' }], effects: [{ do: 'move', from: part, to, as: 'place' }] }
        }),
        new Map(),
        id,
      ),
    )
  }
  const runs = await Promise.all(plans.map((plan) => bed.apply(engine, plan)))
  expect(runs.map(({ state }) => state)).toEqual(['verified', 'verified', 'verified'])
  expect(seen).toMatchObject({ most: 2, mostEffects: 1 })
})
