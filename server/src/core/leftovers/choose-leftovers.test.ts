import { describe, expect, it } from 'vitest'
import type { Plan, PlanAction, PlanRun } from '@greenlight/shared/plans'
import type { Preparation } from '@greenlight/shared/plan-effects'
import { makePlan } from '../../use-cases/change/testing/make-plan.js'
import type { KeptPlan } from '../change-ports.js'
import { freshRun } from '../change/run.js'
import { oldDrafts, orphanStagings, patience, replacedBy, room, shelfBeyond, staleStagings } from './choose-leftovers.js'

const now = Date.UTC(2026, 7, 10)
const ago = (ms: number) => new Date(now - ms).toISOString()
const nobody = new Set<string>()
const id = (n: number) => `01ARYZ6S4100000000000000${String(n).padStart(2, '0')}`
const day = patience.draft

function kept(n: number, { run = {}, plan = {}, subjects = ['x'], prepare = [], age = 0 }: { run?: Partial<PlanRun>; plan?: Partial<Plan>; subjects?: string[]; prepare?: Preparation[]; age?: number } = {}): KeptPlan {
  const made = makePlan(id(n), subjects.map(() => ({})))
  const actions = made.actions.map((one, at): PlanAction => ({ ...one, subject: subjects[at] ?? '', title: `Do ${subjects[at]}`, prepare }))
  return { plan: { ...made, workflow: { path: 'a.json', digest: 'd' }, actions, ...plan }, run: { ...freshRun(made), ...run }, createdAt: ago(age) }
}

describe('drafts', () => {
  it('go after a day, and none that was ever more than a draft', () => {
    const all = [
      kept(1, { age: day + 1000 }),
      kept(2, { age: day - 1000 }),
      kept(3, { age: 9 * day, run: { state: 'approved' } }),
      kept(4, { age: 9 * day }),
      kept(5, { age: 9 * day, run: { state: 'applied' } }),
      kept(6, { age: 9 * day, run: { begunAt: ago(day) } }),
    ]
    expect(oldDrafts(all, new Set([id(4)]), now).map(({ plan }) => plan.id)).toEqual([id(1)])
    expect(oldDrafts([{ ...kept(7), createdAt: 'nonsense' }], nobody, now)).toEqual([])
  })

  it('are replaced by a plan of the same workflow that does what they do, and more', () => {
    const fresh = kept(9, { subjects: ['x', 'y'] })
    const others = [
      kept(1, { subjects: ['x'] }),
      kept(2, { subjects: [] }),
      kept(3, { subjects: ['x', 'z'] }),
      kept(4, { plan: { workflow: { path: 'a.json', digest: 'other' } } }),
      kept(5, { plan: { workflow: { path: 'b.json', digest: 'd' } } }),
      kept(6, { plan: { installation: '/elsewhere' } }),
      kept(7, { plan: { undoes: id(1) } }),
      kept(8, { run: { state: 'approved' } }),
    ]
    expect(replacedBy(fresh, [...others, fresh], undefined)).toEqual([id(1), id(2)])
    expect(replacedBy(fresh, others, id(3))).toEqual([id(1), id(2), id(3)])
    expect(replacedBy(fresh, others, id(8))).toEqual([id(1), id(2)])
    // A newer one is not older for being looked at later.
    expect(replacedBy(kept(0, { subjects: ['x'] }), others, undefined)).toEqual([])
  })

  it('of named changes are the same only by the same words; of an undo, by what they take back', () => {
    const plan = { workflow: null }
    const [disable, remove] = [kept(1, { plan, subjects: ['x'] }), kept(2, { plan, subjects: ['x'] })]
    const again = { plan: { ...remove.plan, id: id(3) } }
    expect(replacedBy(again, [disable, remove], undefined)).toEqual([id(1), id(2)])
    const other = { plan: { ...again.plan, actions: again.plan.actions.map((one) => ({ ...one, title: 'Remove x' })) } }
    expect(replacedBy(other, [disable, remove], undefined)).toEqual([])
    const undo = { undoes: id(0), workflow: null }
    expect(replacedBy(kept(5, { plan: undo, subjects: [] }), [kept(4, { plan: undo })], undefined)).toEqual([id(4)])
  })
})

describe('what was staged', () => {
  const part: Preparation = { prepare: 'download', url: 'https://h/x', part: '/m/.x.part', size: 1, sha256: null, blake3: null, directory: 'loras', name: 'x' }

  it('goes a week after its plan came to nothing, and stays while one is at work or done', () => {
    const old = { endedAt: ago(8 * day), begunAt: ago(9 * day) }
    const all = [
      kept(1, { prepare: [part], run: { ...old, state: 'failed' } }),
      kept(2, { prepare: [part], run: { ...old, state: 'failed', endedAt: ago(day) } }),
      kept(3, { prepare: [part], run: { ...old, state: 'running' } }),
      kept(4, { prepare: [part], run: { ...old, state: 'approved' } }),
      kept(5, { prepare: [part], run: { ...old, state: 'verified' } }),
      kept(6, { prepare: [part], age: 9 * day }),
    ]
    expect(staleStagings(all, now).map(({ plan }) => plan)).toEqual([id(1), id(6)])
  })

  it('beside node packs goes when no plan knows it, a week after it was made', () => {
    const made = 1469918176385
    const names = [{ plan: id(1) }, { plan: id(2) }, { plan: 'nonsense' }]
    expect(orphanStagings(names, [kept(1)], made + 8 * day)).toEqual([{ plan: id(2) }])
    expect(orphanStagings(names, [], made - 9 * day)).toEqual([])
  })
})

describe('the shelf', () => {
  const pack = (name: string, days: number, share: number) => ({ shelf: name, arrived: now - days * day, bytes: room.shelf * share })
  const unpack = (shelf: string): Preparation => ({ prepare: 'unpack', shelf, to: '/n', marks: [] })

  it('keeps its room, and gives up the oldest that no plan may still unpack', () => {
    const packs = [pack('new', 0.5, 0.5), pack('older', 3, 0.4), pack('oldest', 9, 0.3), pack('needed', 20, 0.4)]
    const plans = [kept(1, { prepare: [unpack('needed')], run: { state: 'failed' } }), kept(2, { prepare: [unpack('oldest')], run: { state: 'verified' } })]
    expect(shelfBeyond(packs, plans, now).map(({ shelf }) => shelf)).toEqual(['oldest', 'older'])
    expect(shelfBeyond(packs.slice(0, 2), plans, now)).toEqual([])
    expect(shelfBeyond([pack('new', 0.5, 3)], [], now)).toEqual([])
  })

  it('keeps what ComfyUI-Manager may still have to bring, for it is compared with that', () => {
    const queued = kept(1, { run: { state: 'approved' } })
    const plan = { ...queued.plan, actions: queued.plan.actions.map((one): PlanAction => ({ ...one, effects: [{ do: 'queue-pack', path: '/n/a', id: 'a', version: '1.0.0', shelf: 'needed', staging: '/n/.greenlight-x.disabled/a' }] })) }
    expect(shelfBeyond([pack('needed', 20, 2)], [{ ...queued, plan }], now)).toEqual([])
    expect(staleStagings([{ ...queued, plan, run: { ...queued.run, state: 'failed', endedAt: ago(8 * day) } }], now)).toMatchObject([{ preparation: { to: '/n/.greenlight-x.disabled/a' } }])
  })
})
