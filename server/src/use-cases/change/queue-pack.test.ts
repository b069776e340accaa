import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Effect } from '@greenlight/shared/plan-effects'
import type { PlanRun } from '@greenlight/shared/plans'
import { createFilePreparer } from '../../adapters/files/change/prepare-files.js'
import { createPackQueue } from '../../adapters/pack-queue/pack-queue.js'
import { type Manners, standInManager, type StandInManager } from '../../adapters/pack-queue/testing/stand-in.js'
import type { PackQueue } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'
import { type Bed, openBed } from './testing/bed.js'
import { nextId, type Wanted } from './testing/make-plan.js'
import { treeOf } from './testing/tree-of.js'

let bed: Bed
let manager: StandInManager
afterEach(async () => {
  await manager[Symbol.asyncDispose]()
  await bed[Symbol.asyncDispose]()
})

const files = { '__init__.py': 'NODE_CLASS_MAPPINGS = {}\r\n', 'js/узел x.js': 'export {}\n' }
const states = (run: PlanRun) => run.actions.map(({ state }) => state)
const hang = () => new Promise<never>(() => undefined)

/** A plan of a group: Python packages, and a pack that ComfyUI-Manager's queue brings; another group after it. */
async function openQueueBed(manners: Partial<Manners> = {}) {
  bed = await openBed({ 'world/custom_nodes/old/__init__.py': '', 'world/models/a.pt': 'a', ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`shelf/${name}`, text])) })
  const nodes = bed.world('custom_nodes')
  manager = await standInManager({ generation: 'v4', nodes, registry: { 'good-pack@1.2.0': files }, ...manners })
  const id = nextId()
  const path = `${nodes}/good-pack`
  const effect: Effect & { do: 'queue-pack' } = { do: 'queue-pack', path, id: 'good-pack', version: '1.2.0', shelf: 'sha256:5', staging: `${nodes}/.greenlight-${id}.disabled/good-pack` }
  const wanted: Wanted[] = [
    { kind: 'install-packages', group: 'pack', tier: 'code', effects: [{ do: 'packages', python: '/py', changes: [], keep: '/keep' }] },
    { kind: 'install-node-pack', group: 'pack', tier: 'code', effects: [effect], checks: [{ check: 'folder', path }] },
    { effects: [{ do: 'move', from: bed.world('models/a.pt'), to: bed.world('models/b.pt'), as: 'move' }] },
  ]
  const place = createFilePreparer({ roots: () => [bed.world()], stateFolder: bed.state() })
  let ids = 0
  const open = () => createPackQueue({
    comfyui: async () => manager.running,
    shelved: async () => bed.at('shelf'),
    inTheWay: async () => null,
    async claim(staging) {
      await place.clear(staging)
      await bed.disk.carryOut({ do: 'make-folder', path: staging }, { signal: new AbortController().signal })
    },
    async putAside(from, staging) {
      await place.clear(staging)
      await bed.disk.takeBack({ do: 'move', from: staging, to: from, as: 'place' }, { signal: new AbortController().signal })
    },
    newId: () => `try${(ids += 1)}`,
    patience: { every: 10, whole: 5000, rest: 3000, silent: 3 },
  })
  let installed: 'after' | 'before' = 'before'
  const packages = { look: async () => installed, carryOut: async () => void (installed = 'after'), takeBack: async () => void (installed = 'before') }
  return { plan: await bed.keep(wanted, new Map(), id), queue: open(), open, packages, path, nodes, before: treeOf(bed.world()), installed: () => installed }
}

const started = (queue: PackQueue, packages: Parameters<Bed['start']>[0] & object) => bed.start({ queue, ...packages })

describe('a pack that the queue brings', () => {
  it.each(['v3', 'v4', 'v4-legacy'] as const)('is done, has its receipts, and is undone into the trash with ComfyUI down (%s)', async (generation) => {
    const { plan, queue, packages, path, before } = await openQueueBed({ generation })
    const engine = started(queue, { packages })
    expect(await bed.apply(engine, plan)).toMatchObject({ state: 'verified', undoable: true })
    const line = bed.journal.lines.find(({ inputs }) => inputs.do === 'queue-pack' && inputs.phase === 'done')
    expect(line).toMatchObject({ action_type: 'node.add', pre_exists: false, post_exists: true })
    expect(line?.outputs.map((one) => one.path.slice(path.length))).toEqual(['/.tracking', '/__init__.py', '/js/узел x.js'])
    await manager.stop()
    await writeFile(`${path}/config.json`, 'mine')
    const undo = await engine.invert(plan.id)
    expect(undo.warnings).toMatchObject([{ code: 'ADDED_SINCE' }])
    expect(undo.actions.find(({ kind }) => kind === 'remove-node-pack')?.effects).toMatchObject([{ do: 'move', from: path, as: 'trash' }])
    expect((await bed.apply(engine, undo)).state).toBe('verified')
    expect(treeOf(bed.world())).toEqual(before)
    expect(treeOf(bed.state('trash')).join('\n')).toContain('config.json')
    // And the undo itself can be taken back, without ComfyUI-Manager.
    expect((await bed.apply(engine, await engine.invert(undo.id))).state).toBe('verified')
    expect(existsSync(`${path}/__init__.py`)).toBe(true)
  })

  it.each([
    ['MANAGER_REFUSED', { strong: true }],
    ['MANAGER_FAILED', { registry: {} }],
    ['MANAGER_BROUGHT_OTHER', { registry: { 'good-pack@1.2.0': { ...files, 'more.py': 'import os' } } }],
    ['MANAGER_FAILED', { at: (station: string) => (station === 'half' ? Promise.reject(new Error('no space')) : undefined) }],
  ] as const)('%s: its packages go back with it, and nothing stays below custom_nodes', async (code, manners) => {
    const { plan, queue, packages, before, installed } = await openQueueBed(manners)
    const run = await bed.apply(started(queue, { packages }), plan)
    expect(run).toMatchObject({ state: 'failed', undoable: false, problem: { code } })
    expect(states(run)).toEqual(['reverted', 'failed', 'skipped'])
    expect(installed()).toBe('before')
    expect(treeOf(bed.world())).toEqual(before)
  })

  it('after a failure it may be approved anew', async () => {
    const full = { now: true }
    const { plan, queue, packages } = await openQueueBed({
      at(station) {
        if (station === 'half' && full.now) throw new Error('no space')
      },
    })
    const engine = started(queue, { packages })
    expect((await bed.apply(engine, plan)).state).toBe('failed')
    full.now = false
    expect((await bed.apply(engine, plan)).state).toBe('verified')
  })

  it('a cancel waits until its hands are off, and leaves all as it was', async () => {
    const cancel = { now: (): void => undefined }
    const { plan, queue, packages, before } = await openQueueBed({
      at(station) {
        if (station !== 'half') return undefined
        cancel.now()
        return new Promise((resolve) => setTimeout(resolve, 80))
      },
    })
    const engine = started(queue, { packages })
    cancel.now = () => void engine.cancel(plan.id)
    expect((await bed.apply(engine, plan)).state).toBe('cancelled')
    expect(treeOf(bed.world())).toEqual(before)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(treeOf(bed.world())).toEqual(before)
  })

  it('one that cannot be taken back yet stays open, and a later cancel ends it', async () => {
    let go = (): void => undefined
    const gate = new Promise<void>((resolve) => (go = resolve))
    const { plan, queue, packages, before } = await openQueueBed({ at: (station) => (station === 'half' ? gate : undefined) })
    const impatient: PackQueue = { ...queue, carryOut: async (effect, options) => queue.carryOut(effect, { ...options, signal: AbortSignal.any([options.signal, AbortSignal.timeout(100)]) }), takeBack: () => Promise.reject(new ProblemError('MANAGER_BUSY', { pack: 'good-pack' })) }
    const engine = started(impatient, { packages })
    expect(await bed.apply(engine, plan)).toMatchObject({ state: 'failed', problem: { code: 'MANAGER_BUSY' } })
    expect((await bed.plans.read(plan.id)).run.state).toBe('running')
    setTimeout(go, 50)
    expect((await started(queue, { packages }).cancel(plan.id)).state).toBe('failed')
    expect(treeOf(bed.world())).toEqual(before)
  })
})

describe('a death', () => {
  /** The engine of a process that dies in the middle: it never comes back from there. */
  async function dieAfter(queue: PackQueue, packages: Parameters<typeof started>[1], plan: Awaited<ReturnType<typeof openQueueBed>>['plan'], dead: Promise<unknown>): Promise<void> {
    const engine = started({ ...queue, carryOut: (effect, options) => queue.carryOut(effect, options).then(hang, hang) }, packages)
    const { token } = await engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
    await engine.apply(plan.id, token, { actor: 'user' })
    await dead
  }

  it.each(['v3', 'v4', 'v4-legacy'] as const)('while ComfyUI-Manager is at work: the next start waits for it, takes it back, asks anew and goes on (%s)', async (generation) => {
    let [half, go] = [(): void => undefined, (): void => undefined]
    const atHalf = new Promise<void>((resolve) => (half = resolve))
    const gate = new Promise<void>((resolve) => (go = resolve))
    const { plan, queue, open, packages, path } = await openQueueBed({ generation, at: (station) => (station === 'half' ? (half(), gate) : undefined) })
    await dieAfter(queue, { packages }, plan, atHalf)
    setTimeout(go, 60)
    const second = started(open(), { packages })
    expect(await second.recover()).toEqual({ settled: [plan.id], resumed: [plan.id] })
    expect((await second.wait(plan.id)).state).toBe('verified')
    expect(existsSync(`${path}/__init__.py`)).toBe(true)
    expect(treeOf(bed.world()).join('\n')).not.toContain('.greenlight-')
  })

  it('after it came and before that was told: it is looked at, and nobody is asked again', async () => {
    const { plan, queue, open, packages, path } = await openQueueBed()
    await dieAfter(queue, { packages }, plan, new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (!existsSync(`${path}/.tracking`)) return
        clearInterval(look)
        setTimeout(resolve, 50)
      }, 5)
    }))
    const asked = manager.posts('/v2/manager/queue/task').length
    const second = started(open(), { packages })
    await second.recover()
    expect((await second.wait(plan.id)).state).toBe('verified')
    expect(manager.posts('/v2/manager/queue/task')).toHaveLength(asked)
  })

  it('together with ComfyUI: half a pack is taken back, and without ComfyUI-Manager it fails and leaves nothing', async () => {
    let half = (): void => undefined
    const atHalf = new Promise<void>((resolve) => (half = resolve))
    const { plan, queue, open, packages, before } = await openQueueBed({ at: (station) => (station === 'half' ? (half(), hang()) : undefined) })
    await dieAfter(queue, { packages }, plan, atHalf)
    await manager.stop()
    const second = started(open(), { packages })
    await second.recover()
    expect(await second.wait(plan.id)).toMatchObject({ state: 'failed', problem: { code: 'MANAGER_FAILED' } })
    expect(treeOf(bed.world())).toEqual(before)
  })
})

it('what came into its place meanwhile is not touched', async () => {
  const { plan, queue, packages, path } = await openQueueBed()
  const engine = started({ ...queue, carryOut: async (effect, options) => {
    await mkdir(dirname(`${path}/x`), { recursive: true })
    await writeFile(`${path}/mine.txt`, 'mine')
    await queue.carryOut(effect, options)
  } }, { packages })
  const run = await bed.apply(engine, plan)
  expect(run.problem?.code).toBe('TARGET_TAKEN')
  expect(existsSync(`${path}/mine.txt`)).toBe(true)
})
