import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Preparation } from '@greenlight/shared/plan-effects'
import type { Pruned } from '@greenlight/shared/plans'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLeftoverPlaces } from '../../../adapters/files/leftovers/leftover-places.js'
import { openBook, sampleId, samplePlan, sampleRun, texts } from '../../../adapters/files/plans/testing/sample-plan.js'
import { type TempTree, tempTree } from '../../../adapters/files/testing/temp-tree.js'
import { patience, room } from '../../../core/leftovers/choose-leftovers.js'
import { ProblemError } from '../../../problems.js'
import { memoryJournal } from '../../change/testing/memory-parts.js'
import { createTidier } from './create-tidier.js'
import { dropReplaced } from './drop-replaced.js'
import { type PruneParts, prunePlans } from './prune-plans.js'

const [second, third] = ['01ARYZ6S416666666666666666', '01ARYZ6S417777777777777777']
const made = Date.UTC(2026, 0, 31, 12)
const line = { actor: 'cli', action_type: 'plan.approve', inputs: {}, outputs: [], pre_exists: null, post_exists: null }

let tree: TempTree
let journal: ReturnType<typeof memoryJournal>
let shelf: { shelf: string; path: string; arrived: number }[]
let discarded: Preparation[]
beforeEach(async () => {
  tree = await tempTree({ 'Comfy UI/custom_nodes/.keep': '' })
  journal = memoryJournal()
  ;[shelf, discarded] = [[], []]
})
afterEach(() => tree[Symbol.asyncDispose]())

function partsAt(now: number, changes: Partial<PruneParts['places']> = {}): PruneParts {
  const places = createLeftoverPlaces({ state: tree.root, packRoots: async () => [tree.at('Comfy UI', 'custom_nodes'), tree.at('absent')], shelf: async () => shelf, discard: async (one) => void discarded.push(one) })
  return { plans: openBook(tree.root), journal, places: { ...places, ...changes }, now: () => now }
}
const store = (id: string, title = id) => openBook(tree.root).store(samplePlan(id, title), texts)
const later = made + patience.draft + 1000
const plans = async () => (await readdir(tree.at('plans'))).sort()

/** A file of that size on a disk that need not hold it. */
async function sparse(bytes: number, ...at: readonly string[]): Promise<void> {
  await mkdir(dirname(tree.at(...at)), { recursive: true })
  await writeFile(tree.at(...at), '')
  await truncate(tree.at(...at), bytes)
}

describe('a sweep', () => {
  it('takes away drafts of yesterday, whole; dry it only tells', async () => {
    await store(sampleId)
    await store(second)
    await openBook(tree.root).folder(sampleId, 'keep')
    await journal.append({ ...line, plan_id: second })
    const told = await prunePlans(partsAt(later), true)
    expect(told).toMatchObject({ schema: 'greenlight/pruned@1', dry: true, more: false, entries: [{ what: 'draft', plan: sampleId, path: tree.at('plans', sampleId) }] })
    expect(told.bytes).toBeGreaterThan(500)
    expect(await plans()).toEqual([sampleId, second])
    expect(await prunePlans(partsAt(later), false)).toEqual({ ...told, dry: false })
    expect(await plans()).toEqual([second])
    expect(await prunePlans(partsAt(later), false)).toMatchObject({ entries: [], bytes: 0 })
  })

  it('takes no draft where the journal cannot be read to its end', async () => {
    await store(sampleId)
    const parts = partsAt(later)
    for (const read of [async () => Promise.reject(new Error('no')), async ({ onDamage }: Parameters<PruneParts['journal']['read']>[0] = {}) => (onDamage?.({ line: 1, says: 'it is not as it was written' }), [])]) {
      expect((await prunePlans({ ...parts, journal: { read } }, false)).entries).toEqual([])
    }
    expect(await plans()).toEqual([sampleId])
  })

  it('never touches what was approved, carried out or failed, but the parts of old failures', async () => {
    await tree.add({ 'm/.x.part': 'half' })
    const part = tree.at('m', '.x.part')
    const [prepare] = samplePlan().plan.actions[0]?.prepare ?? []
    for (const [id, state] of [[sampleId, 'failed'], [second, 'verified'], [third, 'approved']] as const) {
      await store(id)
      await openBook(tree.root).saveRun(id, { ...sampleRun(state), endedAt: new Date(made).toISOString() }, null)
    }
    const at = (ms: number) => partsAt(made + ms, { measure: async (path) => (path === '/m/.x.part' ? partsAt(0).places.measure(part) : null) })
    expect((await prunePlans(at(patience.staged - 1), false)).entries).toEqual([])
    expect((await prunePlans(at(patience.staged + 1), false)).entries).toEqual([{ what: 'part', path: '/m/.x.part', plan: sampleId, bytes: 4 }])
    expect(discarded).toEqual([prepare])
    expect(await plans()).toEqual([sampleId, second, third])
  })

  it('takes staging that no plan knows, under its own name to the end', async () => {
    const name = (id: string) => `Comfy UI/custom_nodes/.greenlight-${id}.disabled`
    await tree.add({ [`${name(second)}/pack/a.py`]: 'x', [`${name(sampleId)}/pack/a.py`]: 'x', [`${name('nonsense')}/a.py`]: 'x', 'Comfy UI/custom_nodes/pack/a.py': 'x' })
    await store(sampleId)
    await openBook(tree.root).saveRun(sampleId, sampleRun('running'), null)
    const { entries } = await prunePlans(partsAt(later), false)
    expect(entries).toMatchObject([{ what: 'staging', plan: second, bytes: 1 }])
    expect((await readdir(tree.at('Comfy UI', 'custom_nodes'))).sort()).toEqual(['.greenlight-01ARYZ6S415555555555555555.disabled', '.greenlight-nonsense.disabled', '.keep', 'pack'])
  })

  it('keeps shelf and cache of uv within their room, and finishes a removal that was cut short', async () => {
    await sparse(room.shelf, 'shelf', 'old', 'content')
    await sparse(room.shelf / 2, 'shelf', 'new', 'content')
    await sparse(1, 'shelf', 'gone.leaving', 'content')
    await sparse(room.uvCache + 1, 'uv', 'cache', 'archive')
    await tree.add({ 'uv/forecasts/a.json': '{}' })
    shelf = [{ shelf: 'sha256:old', path: tree.at('shelf', 'old'), arrived: made }, { shelf: 'sha256:new', path: tree.at('shelf', 'new'), arrived: made + 1 }]
    const { entries, bytes } = await prunePlans(partsAt(later), false)
    expect(entries.map(({ what, path }) => [what, path])).toEqual([['shelf', tree.at('shelf', 'old')], ['uv-cache', tree.at('uv', 'cache')]])
    expect(bytes).toBe(room.shelf + room.uvCache + 1)
    expect([await readdir(tree.at('shelf')), await readdir(tree.at('uv'))]).toEqual([['new'], ['forecasts']])
  })

  it('tells what it cannot remove, and goes on', async () => {
    await store(sampleId)
    await store(second)
    const { places } = partsAt(later)
    const refuse = async (path: string) => (path.endsWith(second) ? Promise.reject(new ProblemError('WRITE_REFUSED', { path, because: 'it is in use' })) : places.remove(path))
    const { entries, bytes } = await prunePlans(partsAt(later, { remove: refuse }), false)
    expect(entries.map(({ plan, problem }) => [plan, problem?.code])).toEqual([[second, 'WRITE_REFUSED'], [sampleId, undefined]])
    expect(bytes).toBe(entries[1]?.bytes)
    expect(await plans()).toEqual([second])
  })
})

describe('a new plan', () => {
  it('takes the place of a draft of the same, and of the one that it names', async () => {
    for (const id of [sampleId, second, third]) await store(id)
    await dropReplaced(partsAt(made), samplePlan(third).plan, undefined)
    expect(await plans()).toEqual([third])
  })

  it('leaves one that somebody approved', async () => {
    for (const id of [sampleId, second, third]) await store(id)
    await openBook(tree.root).saveRun(second, sampleRun('approved'), null)
    await journal.append({ ...line, plan_id: sampleId })
    await dropReplaced(partsAt(made), samplePlan(third).plan, second)
    expect(await plans()).toEqual([sampleId, second, third])
  })
})

describe('by itself', () => {
  const pruned: Pruned = { schema: 'greenlight/pruned@1', dry: false, entries: [], bytes: 0, more: false }
  const tidierOf = (atWork: string[], state: 'running' | 'verified') => {
    const swept: boolean[] = []
    const engine = { atTheDoor: async <T>(act: (atWork: ReadonlySet<string>) => Promise<T>) => act(new Set(atWork)), wait: async () => sampleRun(state) }
    return { swept, tidier: createTidier({ engine, prune: async (dry) => (swept.push(dry), pruned) }) }
  }

  it('it sweeps after a start and after a plan, and is waited for', async () => {
    const { swept, tidier } = tidierOf([], 'verified')
    tidier.afterStart()
    tidier.afterPlan(sampleId)
    await tidier.rest()
    expect(swept).toEqual([false, false])
  })

  it('it never sweeps while a plan is at work, nor after one that was only interrupted', async () => {
    const busy = tidierOf([second], 'verified')
    busy.tidier.afterStart()
    await busy.tidier.rest()
    expect([busy.swept, await busy.tidier.now()]).toEqual([[], null])
    const interrupted = tidierOf([], 'running')
    interrupted.tidier.afterPlan(sampleId)
    await interrupted.tidier.rest()
    expect(interrupted.swept).toEqual([])
  })
})
