import type { Effect } from '@greenlight/shared/plan-effects'
import { expect, it } from 'vitest'
import { makePlan } from '../../use-cases/change/testing/make-plan.js'
import type { Begun } from './begun.js'
import { invertPlan } from './invert-plan.js'
import { freshRun, withAction } from './run.js'

it('an update that is taken back leaves the old version to be loaded, an installation leaves nothing', () => {
  const effect: Effect = { do: 'move', from: '/n/.staging/pack', to: '/n/pack', as: 'place' }
  const plan = makePlan('01PLAN', [
    { kind: 'update-node-pack', tier: 'code', effects: [effect] },
    { kind: 'restart-comfyui', checks: [{ check: 'registered', types: ['A'], folder: 'pack', kept: true }, { check: 'registered', types: ['B'], folder: 'new' }] },
  ])
  const run = plan.actions.reduce((all, { id }) => withAction(all, { id, state: 'verified', checks: [] }), freshRun(plan))
  const begun: Begun[] = [{ action: 'a1', effect: 0, seq: 1, done: true, left: { is: 'folder', digest: 'x' }, outputs: [] }]
  const present = { stamps: new Map([['/n/pack', { is: 'folder', digest: 'x' } as const]]), files: new Map(), names: new Map() }
  const { plan: back } = invertPlan(plan, run, begun, present, { policy: 'p', trashPlace: (from) => `/trash${from}` })
  expect(back.actions.at(-1)).toMatchObject({ before: ['ComfyUI runs with what it loaded when it started.'], after: ['ComfyUI runs with what is there then.'] })
  expect(back.actions.at(-1)?.checks).toEqual([
    { check: 'registered', types: [], folder: 'pack', kept: true },
    { check: 'registered', types: ['B'], folder: 'new', gone: true },
  ])
})
