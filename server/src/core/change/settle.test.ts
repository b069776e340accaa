import { describe, expect, it } from 'vitest'
import type { JournalLine } from '@greenlight/shared/plans'
import { makePlan } from '../../use-cases/change/testing/make-plan.js'
import { type Begun, readBegun, readStop } from './begun.js'
import { type Look, openEffects, settle } from './settle.js'

const place = (n: number) => ({ do: 'move', from: `/f${n}`, to: `/t${n}`, as: 'place' }) as const
const plan = makePlan('01X', [
  { group: 'g1', effects: [{ do: 'make-folder', path: '/d' }, place(1)] },
  { group: 'g1', effects: [place(2)] },
  { group: 'g2', effects: [place(3)] },
])

let seq = 0
const line = (action_type: string, inputs: Record<string, unknown>): JournalLine => ({ seq: (seq += 1), ts: '', actor: 'cli', action_type, plan_id: '01X', inputs, outputs: [], pre_exists: null, post_exists: null, prev: '' })
const effect = (action: string, at: number, phase: string, more: object = {}) => line('model.add', { action, effect: at, phase, ...more })
const names = (begun: readonly Begun[]) => begun.map((one) => `${one.action}/${one.effect}`)

function settled(lines: JournalLine[], looks: Look[]) {
  const begun = readBegun(lines)
  const { finish, takeBack } = settle(plan, begun, new Map(begun.map((one, at) => [one, looks[at] ?? 'before'])))
  return { finish: names(finish), takeBack: names(takeBack) }
}

describe('reads from the journal', () => {
  it('what was begun, done and taken back, and does not trip over strange lines', () => {
    const lines = [
      line('plan.approve', {}),
      effect('a1', 0, 'intent'),
      effect('a1', 0, 'done', { left: { is: 'file', size: 1, modifiedMs: 2 } }),
      effect('a1', 1, 'intent'),
      effect('a2', 0, 'intent'),
      effect('a2', 0, 'done', { left: { is: 'file', size: 'much' } }),
      line('model.add', { action: 7, effect: 'x', phase: 'done' }),
      effect('a1', 1, 'intent', { back: true }),
      effect('a1', 1, 'done', { back: true }),
      effect('a2', 0, 'intent', { back: true }),
    ]
    expect(readBegun(lines)).toMatchObject([
      { action: 'a1', effect: 0, done: true, left: { is: 'file', size: 1, modifiedMs: 2 } },
      { action: 'a2', effect: 0, done: false, goesBack: true, left: null },
    ])
  })

  it('whether it was being stopped, and that a new approval ends that', () => {
    const stop = line('plan.stop', { reason: 'failed', keep: ['g1', 3], action: 'a3', code: 'DISK_FULL', message: 'm', hint: 'h' })
    expect(readStop([line('token.consume', {})])).toBeNull()
    expect(readStop([line('token.consume', {}), stop])).toEqual({ reason: 'failed', keep: new Set(['g1']), action: 'a3', problem: { code: 'DISK_FULL', message: 'm', hint: 'h' } })
    expect(readStop([stop, line('token.consume', {})])).toBeNull()
    expect(readStop([line('plan.stop', { reason: 'cancelled', keep: 'all' })])).toEqual({ reason: 'cancelled', keep: new Set(), action: null, problem: null })
  })
})

describe('after a crash', () => {
  const begun = (...of: [string, number][]) => of.map(([action, at]) => effect(action, at, 'intent'))

  it('a way back that was begun is gone to its end, though a folder alone is left of it', () => {
    const folder = effect('a1', 0, 'intent')
    expect(settled([folder], ['after'])).toEqual({ finish: ['a1/0'], takeBack: [] })
    expect(settled([folder, effect('a1', 0, 'intent', { back: true })], ['after'])).toEqual({ finish: [], takeBack: ['a1/0'] })
    expect(settled([folder, effect('a1', 0, 'intent', { back: true }), effect('a1', 0, 'done', { back: true }), effect('a1', 0, 'intent')], ['after'])).toEqual({ finish: ['a1/0'], takeBack: [] })
  })

  it('an action with all effects done is finished', () => {
    expect(settled(begun(['a1', 0], ['a1', 1]), ['after', 'after'])).toEqual({ finish: ['a1/0', 'a1/1'], takeBack: [] })
  })

  it.each<[string, Look[]]>([
    ['not begun', ['after', 'after', 'before']],
    ['half done', ['after', 'after', 'between']],
  ])('one that is %s takes its whole group back, last first', (_, looks) => {
    expect(settled(begun(['a1', 0], ['a1', 1], ['a2', 0]), looks)).toEqual({ finish: [], takeBack: ['a2/0', 'a1/1', 'a1/0'] })
  })

  it('a part of an action is taken back, other groups stay', () => {
    expect(settled(begun(['a3', 0], ['a1', 0], ['a1', 1]), ['after', 'after', 'before'])).toEqual({ finish: ['a3/0'], takeBack: ['a1/1', 'a1/0'] })
  })

  it('folders alone stay: parts may lie in them', () => {
    expect(settled(begun(['a1', 0]), ['after'])).toEqual({ finish: ['a1/0'], takeBack: [] })
    expect(settled(begun(['a1', 0]), ['before'])).toEqual({ finish: [], takeBack: [] })
  })

  it('what is told to be done is done, though a later effect took its place; unless it was being taken back', () => {
    const update = makePlan('01Y', [{ effects: [{ do: 'move', from: '/pack', to: '/trash', as: 'trash' }, { do: 'move', from: '/new', to: '/pack', as: 'place' }] }])
    const judge = (lines: JournalLine[], looks: Look[]) => {
      const of = readBegun(lines)
      return names(settle(update, of, new Map(of.map((one, at) => [one, looks[at] ?? 'before']))).takeBack)
    }
    const both = [effect('a1', 0, 'intent'), effect('a1', 0, 'done'), effect('a1', 1, 'intent')]
    expect(judge(both, ['before', 'after'])).toEqual([])
    expect(judge(both, ['before', 'before'])).toEqual(['a1/1', 'a1/0'])
    expect(judge([...both, effect('a1', 0, 'intent', { back: true })], ['before', 'after'])).toEqual(['a1/1', 'a1/0'])
  })

  it('what stops takes back all but the groups that stay', () => {
    const all = readBegun(begun(['a1', 0], ['a1', 1], ['a3', 0]))
    expect(names(openEffects(plan, all, new Set(['g2'])))).toEqual(['a1/1', 'a1/0'])
    expect(names(openEffects(plan, all, new Set()))).toEqual(['a3/0', 'a1/1', 'a1/0'])
  })
})
