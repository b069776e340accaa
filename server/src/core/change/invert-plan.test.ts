import { describe, expect, it } from 'vitest'
import type { Effect, Stamp } from '@greenlight/shared/plan-effects'
import { makePlan, type Wanted } from '../../use-cases/change/testing/make-plan.js'
import type { Begun } from './begun.js'
import { invertPlan, type Present } from './invert-plan.js'
import { freshRun, withAction } from './run.js'

const folder = (digest: string): Stamp => ({ is: 'folder', digest })
const place: Effect = { do: 'move', from: '/n/.staging/pack', to: '/n/pack', as: 'place' }

function inverted(wanted: Wanted[], begun: Partial<Begun>[], present: Partial<Present>) {
  const plan = makePlan('01PLAN', wanted)
  const run = plan.actions.reduce((all, { id }) => withAction(all, { id, state: 'verified', checks: [] }), freshRun(plan))
  const whole = begun.map((one, at): Begun => ({ action: 'a1', effect: at, seq: at + 1, done: true, left: null, outputs: [], ...one }))
  return invertPlan(plan, run, whole, { stamps: new Map(), files: new Map(), names: new Map(), ...present }, { policy: 'p', trashPlace: (from) => `/trash${from}` })
}

describe('a pack that was placed', () => {
  const outputs = [{ path: '/n/pack/a.py', sha256: '1', size: 1 }, { path: '/n/pack/b.py', sha256: '2', size: 2 }]
  const found = (files: { path: string; sha256: string; size: number }[]) =>
    inverted([{ kind: 'install-node-pack', tier: 'code', effects: [place], checks: [{ check: 'registered', types: ['A'] }] }], [{ left: folder('x'), outputs }], {
      stamps: new Map([['/n/pack', folder(files.length === 0 ? 'x' : 'y')]]),
      files: new Map([['/n/pack', files]]),
    })

  it('goes to the trash, as a removal would, and is expected to be gone', () => {
    const { plan, conflicts } = found([])
    expect(conflicts).toEqual([])
    expect(plan).toMatchObject({
      tier: 'destructive',
      undoes: '01PLAN',
      actions: [{ kind: 'remove-node-pack', tier: 'destructive', effects: [{ do: 'move', from: '/n/pack', to: '/trash/n/pack', as: 'trash' }], checks: [{ check: 'absent', path: '/n/pack' }, { check: 'registered', types: ['A'], gone: true }], prepare: [] }],
      preconditions: [{ of: 'path', path: '/n/pack', stamp: folder('x') }],
      needs: { bytes: 0, hosts: [] },
    })
  })

  it('takes along what was added, and says so', () => {
    const { plan, conflicts } = found([...outputs, { path: '/n/pack/mine.json', sha256: '3', size: 3 }])
    expect(conflicts).toEqual([])
    expect(plan.warnings).toMatchObject([{ code: 'ADDED_SINCE', message: '/n/pack/mine.json was added since; it goes along.' }])
    expect(plan.preconditions).toEqual([{ of: 'path', path: '/n/pack', stamp: folder('y') }])
  })

  it('is a conflict where a file was changed or lost', () => {
    expect(found([{ path: '/n/pack/a.py', sha256: 'other', size: 1 }]).conflicts).toEqual(['/n/pack/a.py was changed', '/n/pack/b.py is not there any more'])
  })
})

describe('who approves the taking back', () => {
  const tierOf = (one: Wanted) => inverted([one], [{ left: folder('x') }], { stamps: new Map([['/n/pack', folder('x')], ['/t/pack', folder('x')]]) }).plan.tier
  const away: Effect = { do: 'move', from: '/n/pack', to: '/t/pack', as: 'trash' }
  const off = { do: 'move', from: '/n/pack', to: '/n/pack.disabled', as: 'move' } satisfies Effect

  it('is the owner where a pack comes into use again, whoever put it out of use', () => {
    expect(tierOf({ kind: 'disable-node-pack', tier: 'data', effects: [off] })).toBe('code')
    expect(tierOf({ kind: 'remove-node-pack', tier: 'destructive', effects: [away] })).toBe('code')
    expect(tierOf({ kind: 'restore', tier: 'code', effects: [{ do: 'move', from: '/t/pack', to: '/n/pack', as: 'restore' }] })).toBe('destructive')
  })

  it('is whoever may do the same by itself', () => {
    expect(tierOf({ kind: 'enable-node-pack', tier: 'code', effects: [{ ...off, from: off.to, to: off.from }] })).toBe('data')
    expect(tierOf({ kind: 'download-model', tier: 'data', effects: [place] })).toBe('data')
    expect(tierOf({ kind: 'download-model', tier: 'code', effects: [place] })).toBe('destructive')
    expect(tierOf({ kind: 'install-packages', tier: 'code', effects: [{ do: 'packages', python: '/py', changes: [], keep: '/k' }] })).toBe('code')
    expect(tierOf({ kind: 'adopt-model', tier: 'code', effects: [place] })).toBe('code')
  })
})

it('takes effects back last first, actions too; the restart stays last', () => {
  const { plan } = inverted(
    [
      { effects: [{ do: 'move', from: '/old', to: '/t/old', as: 'trash' }, { do: 'move', from: '/part', to: '/old', as: 'place' }] },
      { kind: 'edit-widget', canvas: { node: '1', nodeType: null, widget: 'w', from: 'a', to: 'b' } },
      { kind: 'restart-comfyui', checks: [{ check: 'registered', types: ['A'], gone: true }] },
    ],
    [{ left: folder('1') }, { left: { is: 'file', size: 1, modifiedMs: 1 } }],
    { stamps: new Map<string, Stamp>([['/old', { is: 'file', size: 1, modifiedMs: 1 }], ['/t/old', folder('1')]]) },
  )
  expect(plan.actions.map(({ id, kind }) => [id, kind])).toEqual([['a1', 'edit-widget'], ['a2', 'move-model'], ['a3', 'restart-comfyui']])
  expect(plan.actions[0]?.canvas).toMatchObject({ from: 'b', to: 'a' })
  expect(plan.actions[1]?.effects).toEqual([{ do: 'move', from: '/old', to: '/trash/old', as: 'trash' }, { do: 'move', from: '/t/old', to: '/old', as: 'restore' }])
  expect(plan.actions[1]?.checks).toEqual([])
  expect(plan.actions[2]?.checks).toEqual([{ check: 'registered', types: ['A'] }])
})

describe('a folder that was made', () => {
  const made = (names: string[]) =>
    inverted([{ effects: [{ do: 'make-folder', path: '/d' }, { do: 'move', from: '/p', to: '/d/x', as: 'move' }] }], [{}, { left: { is: 'file', size: 1, modifiedMs: 1 } }], {
      stamps: new Map<string, Stamp>([['/d', folder('')], ['/d/x', { is: 'file', size: 1, modifiedMs: 1 }]]),
      names: new Map([['/d', names]]),
    }).plan

  it('is dropped when nothing else is in it', () => {
    expect(made(['x']).actions[0]?.effects.map((effect) => effect.do)).toEqual(['move', 'drop-folder'])
  })

  it('stays with what others put in, and that is told', () => {
    const plan = made(['x', 'mine'])
    expect(plan.actions[0]?.effects.map((effect) => effect.do)).toEqual(['move'])
    expect(plan.warnings).toMatchObject([{ code: 'FOLDER_KEPT', message: '/d stays: it holds mine.' }])
  })
})

it.each<[string, Stamp | undefined, string]>([
  ['gone', undefined, '/b is not there any more'],
  ['another', { is: 'file', size: 9, modifiedMs: 1 }, '/b was changed (1 bytes before, 9 now)'],
  ['a folder', folder('x'), '/b is a folder now, not a file'],
])('what is %s is a conflict', (_, now, says) => {
  const { conflicts } = inverted([{ effects: [{ do: 'move', from: '/a', to: '/b', as: 'move' }] }], [{ left: { is: 'file', size: 1, modifiedMs: 1 } }], { stamps: new Map(now === undefined ? [] : [['/b', now]]) })
  expect(conflicts).toEqual([says])
})

it('a place that is taken again is a conflict', () => {
  const { conflicts } = inverted([{ effects: [{ do: 'move', from: '/a', to: '/t/a', as: 'trash' }] }], [{ left: { is: 'file', size: 1, modifiedMs: 1 } }], {
    stamps: new Map<string, Stamp>([['/t/a', { is: 'file', size: 1, modifiedMs: 1 }], ['/a', { is: 'file', size: 5, modifiedMs: 5 }]]),
  })
  expect(conflicts).toEqual(['/a is there now'])
})
