import type { OpenChoice } from '@greenlight/shared/plans'
import { describe, expect, test } from 'vitest'
import { codePlan, dataPlan, makeDocument, makeRun, openChoices, planId, propose, undoPlan } from '../dev/fixtures-plans.js'
import { choiceKey } from '../readings/plan/open-choices.js'
import { type Ask, type PlanEvent, planOf, type PlanState, transitPlan } from './plan.js'

const ask: Ask = { for: 'workflow', subject: { key: 'a', name: 'a.json' }, only: null, choices: [], left: [] }
const problem = { code: 'X', message: 'No.', hint: 'Wait.' }

function after(...events: PlanEvent[]): PlanState {
  return events.reduce<PlanState>(transitPlan, { is: 'none' })
}

const asked: PlanEvent = { type: 'asked', ask, turn: 1 }
const answered: PlanEvent = { type: 'answered', turn: 1, proposed: propose(dataPlan) }
const approving: PlanEvent = { type: 'approving', turn: 2 }
const ran = (state: 'failed' | 'running' | 'verified'): PlanEvent => ({ type: 'ran', id: planId, run: makeRun({ state }) })
const read = (state: 'applied' | 'approved' | 'cancelled' | 'draft' | 'rolled-back' | 'running', plan = dataPlan): PlanEvent => ({ type: 'read', document: makeDocument(plan, { state }) })

describe('asking', () => {
  test('an answer to an older question means nothing', () => {
    const state = after(asked, { ...asked, turn: 2 }, answered)
    expect(state).toMatchObject({ is: 'proposing', turn: 2 })
    expect(transitPlan(state, { type: 'failed', turn: 1, problem })).toBe(state)
  })

  test('a choice that is open is asked first', () => {
    expect(after(asked, { ...answered, proposed: propose(dataPlan, openChoices) })).toMatchObject({ is: 'choosing', open: openChoices })
  })

  test('what was left open is not asked again', () => {
    const left = openChoices.map(choiceKey)
    expect(after({ ...asked, ask: { ...ask, left } }, { ...answered, proposed: propose(dataPlan, openChoices) })).toMatchObject({ is: 'proposed' })
    expect(after({ ...asked, ask: { ...ask, left: left.slice(1) } }, { ...answered, proposed: propose(dataPlan, openChoices) })).toMatchObject({ is: 'choosing', open: [openChoices[0]] })
  })

  test('where there is nothing to pick from, nothing is asked', () => {
    const bare: OpenChoice[] = [{ about: 'input', name: 'a.png', node: '1' }, { about: 'model', name: 'm', directory: null, files: [], sources: [] }, { about: 'node-pack', types: ['T'], options: [] }]
    expect(after(asked, { ...answered, proposed: propose(dataPlan, bare) })).toMatchObject({ is: 'proposed', proposed: { open: bare } })
  })

  test('a refusal keeps what was asked, so that it can be asked again', () => {
    expect(after(asked, { type: 'failed', turn: 1, problem })).toEqual({ is: 'refused', ask, proposed: null, problem })
  })
})

describe('approving', () => {
  test('ticks are kept, each once, and taken away again', () => {
    const ticked = after(asked, answered, { type: 'ticked', key: 'a', on: true }, { type: 'ticked', key: 'b', on: true }, { type: 'ticked', key: 'a', on: true }, { type: 'ticked', key: 'b', on: false })
    expect(ticked).toMatchObject({ is: 'proposed', ticks: ['a'] })
  })

  test('nothing but a plan that is shown is approved', () => {
    for (const state of [after(), after(asked), after(asked, { type: 'failed', turn: 1, problem })]) expect(transitPlan(state, approving)).toBe(state)
  })

  test('older news of the plan changes nothing while the answer is on its way', () => {
    const state = after(asked, answered, approving)
    expect(transitPlan(state, read('draft'))).toBe(state)
    expect(transitPlan(state, read('approved'))).toBe(state)
    expect(transitPlan(state, ran('running'))).toMatchObject({ is: 'running', ask })
  })

  test('after a refusal the plan can be had back, without its ticks', () => {
    const refused = after(asked, answered, { type: 'ticked', key: 'a', on: true }, approving, { type: 'failed', turn: 2, problem })
    expect(refused).toMatchObject({ is: 'refused', proposed: { plan: { id: planId } }, problem })
    expect(transitPlan(refused, { type: 'returned' })).toMatchObject({ is: 'proposed', ticks: [] })
  })

  test('an approval elsewhere is followed', () => {
    expect(after(asked, answered, read('approved'))).toMatchObject({ is: 'approved', ask })
    expect(after(asked, answered, read('running'))).toMatchObject({ is: 'running', ask })
  })
})

describe('running', () => {
  const running = after(asked, answered, approving, ran('running'))

  test.each(['applied', 'cancelled', 'rolled-back'] as const)('comes to rest as %s', (state) => {
    expect(transitPlan(running, read(state))).toMatchObject({ is: state, ask, document: { run: { state } } })
  })

  test('cancelling lasts until it rests, or is refused', () => {
    const cancelling = transitPlan(running, { type: 'cancelling' })
    expect(transitPlan(cancelling, read('running'))).toMatchObject({ is: 'running', cancelling: true })
    expect(transitPlan(cancelling, { type: 'went-on' })).toMatchObject({ is: 'running', cancelling: false })
    expect(transitPlan(cancelling, read('cancelled'))).not.toHaveProperty('cancelling')
  })

  test('news of another plan means nothing', () => {
    expect(transitPlan(running, read('applied', undoPlan))).toBe(running)
    expect(transitPlan(running, { type: 'ran', id: undoPlan.id, run: makeRun({ state: 'failed' }) })).toBe(running)
  })
})

test('a plan of elsewhere is shown without what it was asked for; our own keeps it', () => {
  const opened: PlanEvent = { type: 'opened', document: makeDocument(dataPlan, { state: 'verified' }) }
  expect(after(opened)).toMatchObject({ is: 'verified', ask: null })
  expect(after(asked, answered, opened)).toMatchObject({ is: 'verified', ask })
  expect(after({ type: 'opened', document: makeDocument(codePlan, {}) })).toMatchObject({ is: 'proposed', ask: null, ticks: [] })
})

test('every state says which plan it is about, and is left by closing', () => {
  const states = [after(), after(asked), after(asked, answered), after(asked, answered, approving), after(asked, answered, approving, ran('verified'))]
  expect(states.map((state) => planOf(state)?.id ?? null)).toEqual([null, null, planId, planId, planId])
  for (const state of states) expect(transitPlan(state, { type: 'closed' })).toEqual({ is: 'none' })
})
