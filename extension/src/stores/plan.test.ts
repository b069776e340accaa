// @vitest-environment happy-dom
import type { Choice, OpenChoice, PlanRun } from '@greenlight/shared/plans'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { blockedCheck, readyCheck } from '../dev/fixtures.js'
import { codePlan, dataPlan, makeDocument, makeRun, openChoices, planId, planList, propose, undoPlan } from '../dev/fixtures-plans.js'
import { choiceKey } from '../readings/plan/open-choices.js'
import { handTimers } from '../testing/hand-timers.js'
import { Refused, scriptSidecar } from '../testing/scripted-sidecar.js'
import { useConnectionStore } from './connection.js'
import type { Host, WidgetEdit } from './host.js'
import { usePlanPlaceStore } from './plan-place.js'
import { usePlanStore } from './plan.js'
import { useReportStore } from './report.js'
import { provideServices } from './services.js'

beforeEach(() => localStorage.clear())

/** A sidecar that holds one plan; `house` is changed by the test as a run would be. */
async function begin(options: { plan?: typeof dataPlan; open?: OpenChoice[]; running?: boolean; host?: Partial<Host>; saved?: boolean; refuse?: 'apply' | 'approve' | 'read' } = {}) {
  const house: { run: PlanRun; plan: typeof dataPlan; open: OpenChoice[]; ready: boolean } = { run: makeRun({}), plan: options.plan ?? dataPlan, open: options.open ?? [], ready: false }
  const stale = new Refused({ code: 'PLAN_STALE', message: 'Something changed: /a is there now.', hint: 'Make it again.' })
  const script = scriptSidecar({
    inspect: () => (house.ready ? readyCheck : blockedCheck),
    workflowReport: () => blockedCheck,
    savedWorkflow: () => ({ workflow: { saved: true } }),
    sources: () => ({ schema: 'greenlight/sources@1', ledger: [], sources: [{ name: 'civitai', use: 'ask', endpoint: 'https://c.example', token: false }, { name: 'pypi', use: 'off', endpoint: 'https://p.example', token: false }] }),
    plans: () => ({ ...planList, plans: options.running === true ? [{ ...planList.plans[1], state: 'running' }] : planList.plans }),
    proposePlan: () => propose(house.plan, house.open),
    undoPlan: () => propose(undoPlan),
    approvePlan: () => (options.refuse === 'approve' ? stale : { approval: 'approve:x:y', expiresAt: '2026-11-21T10:30:00.000Z' }),
    applyPlan: () => (options.refuse === 'apply' ? stale : (house.run = makeRun({ state: 'running' }))),
    cancelPlan: () => (house.run = makeRun({ state: 'cancelled' })),
    plan: ({ params }) => options.refuse === 'read' ? stale : makeDocument(params?.['id'] === undoPlan.id ? undoPlan : house.plan, house.run),
  })
  const edits: WidgetEdit[][] = []
  const subject = { key: 'workflows/portrait.json', name: 'portrait.json' }
  const host: Host = {
    read: () => (options.saved === true ? { subject, ask: { saved: 's1' } } : { subject, ask: { inspect: { workflow: { live: true }, name: 'workflows/portrait.json', frontendOnly: ['Note'] } } }),
    focus: null,
    setWidgets: (given) => edits.push([...given]) && given.length,
    countUnregistered: null,
    owner: false,
    mark: () => {},
    badge: () => {},
    ...options.host,
  }
  const pinia = createPinia()
  const timers = handTimers()
  provideServices(pinia, { sidecar: script.sidecar, host, timers, clock: () => 1000 })
  setActivePinia(pinia)
  const store = usePlanStore()
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn++) {
      timers.pass(1000)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  useConnectionStore().connect(new AbortController().signal)
  await settle()
  await useReportStore().inspect()
  await settle()
  const names = (): string[] => script.asked.map(({ name }) => name)
  return { store, house, script, edits, settle, names, place: usePlanPlaceStore() }
}

describe('proposing', () => {
  test('sends the open graph, what to leave to the page, and the sources that are set to ask', async () => {
    const { store, script, place } = await begin()
    await store.resolve(['antelope-v2-face-landmarks-1k3d68.onnx'])
    expect(script.bodies('proposePlan')).toEqual([{ workflow: { live: true }, name: 'workflows/portrait.json', frontendOnly: ['Note'], only: ['antelope-v2-face-landmarks-1k3d68.onnx'], ask: ['civitai'] }])
    expect(store.state).toMatchObject({ is: 'proposed', ticks: [] })
    expect(place.shown).toBe(true)
  })

  test('names the file of a saved workflow, of which a copy may be written', async () => {
    const { store, script } = await begin({ saved: true })
    await store.resolve(null)
    expect(script.bodies('proposePlan')).toEqual([{ workflow: { saved: true }, file: 'workflows/portrait.json', ask: ['civitai'] }])
  })

  test('changes nothing: neither approves nor starts', async () => {
    const { store, names } = await begin()
    await store.resolve(null)
    await store.undo(planId)
    expect(names().filter((name) => /approve|apply|cancel|purge|decide/i.test(name))).toEqual([])
  })

  test('goes on with what was picked, and does not ask again for what was left', async () => {
    const { store, house, script } = await begin({ open: openChoices })
    await store.resolve(null)
    expect(store.state.is).toBe('choosing')
    const choice: Choice = { about: 'node-type', type: 'LoadVideoFrames', id: 'x', repository: null }
    house.open = openChoices.slice(1)
    await store.choose([choice], openChoices.slice(1).map(choiceKey))
    expect(script.bodies('proposePlan')[1]).toMatchObject({ choices: [choice] })
    expect(store.state).toMatchObject({ is: 'proposed', proposed: { open: openChoices.slice(1) } })
  })

  test('leaves out what is not wanted, and keeps the picks', async () => {
    const { store, script } = await begin({ plan: codePlan })
    await store.resolve(null)
    await store.leaveOut(new Set(['ComfyUI_PortraitID']))
    const { only } = script.bodies('proposePlan')[1] as { only: string[] }
    expect(only).toContain('antelope-v2-face-landmarks-1k3d68.onnx')
    expect(only).not.toContain('ComfyUI_PortraitID')
  })
})

describe('approving', () => {
  test('names the digest and the ticks that were seen, then starts with the approval, in one gesture', async () => {
    const { store, script, names } = await begin()
    await store.resolve(null)
    store.tick('licence:x', true)
    await store.approve()
    expect(script.bodies('approvePlan')).toEqual([{ digest: dataPlan.digest, ticks: ['licence:x'] }])
    expect(script.bodies('applyPlan')).toEqual([{ approval: 'approve:x:y' }])
    expect(store.state.is).toBe('running')
    expect(names().filter((name) => name === 'applyPlan')).toHaveLength(1)
  })

  test('is for the own page where code comes along', async () => {
    const inComfy = await begin({ plan: codePlan })
    await inComfy.store.resolve(null)
    expect(inComfy.store.canApprove).toBe(false)
    const onPage = await begin({ plan: codePlan, host: { owner: true, setWidgets: null } })
    await onPage.store.resolve(null)
    expect(onPage.store.canApprove).toBe(true)
  })

  test.each(['approve', 'apply'] as const)('a refusal to %s tells why, starts nothing more, and can be planned again', async (refuse) => {
    const { store, names } = await begin({ refuse })
    await store.resolve(null)
    await store.approve()
    expect(store.state).toMatchObject({ is: 'refused', problem: { code: 'PLAN_STALE', message: 'Something changed: /a is there now.' } })
    expect(names().includes('applyPlan')).toBe(refuse === 'apply')
    await store.again()
    expect(store.state.is).toBe('proposed')
  })

  test('twice at once starts once', async () => {
    const { store, names } = await begin()
    await store.resolve(null)
    await Promise.all([store.approve(), store.approve()])
    expect(names().filter((name) => name === 'approvePlan')).toHaveLength(1)
  })
})

describe('a run', () => {
  async function running(options: Parameters<typeof begin>[0] = {}) {
    const all = await begin(options)
    await all.store.resolve(null)
    await all.store.approve()
    await all.settle()
    return all
  }

  test('is read again at its events, at a pace, and never for those of another plan', async () => {
    const { script, settle, names } = await running()
    const before = names().filter((name) => name === 'plan').length
    for (let turn = 0; turn < 50; turn++) script.emit({ kind: 'progress', job: `plan:${planId}:a1`, done: turn, total: 100, what: 'x' })
    script.emit({ kind: 'progress', job: 'plan:other:a1', done: 1, total: 2, what: 'x' })
    await settle()
    const reads = names().filter((name) => name === 'plan').length - before
    expect(reads).toBeGreaterThan(0)
    expect(reads).toBeLessThanOrEqual(2)
  })

  test('that ends has the report read anew, and its widgets set once, in one step', async () => {
    const { store, house, script, edits, settle, names } = await running()
    const inspections = names().filter((name) => name === 'inspect').length
    house.ready = true
    house.run = makeRun({ state: 'applied', actions: [{ id: 'a3', state: 'handed', checks: [] }] })
    script.emit({ kind: 'plan-changed', id: planId, state: 'applied' })
    await settle()
    expect(store.state.is).toBe('applied')
    expect(edits).toEqual([[{ node: '4', widget: 'ckpt_name', from: 'dream-shaper-xl-v21_fp16.safetensors', to: 'sdxl/dream-shaper-xl-v21.safetensors' }]])
    expect(names().filter((name) => name === 'inspect').length).toBeGreaterThan(inspections)
    expect(useReportStore().answer?.check.reports[0]?.verdict).toBe('ready')

    house.run = { ...house.run, state: 'verified' }
    script.emit({ kind: 'plan-changed', id: planId, state: 'verified' })
    await settle()
    expect(edits).toHaveLength(1)
  })

  test('of a plan that was made elsewhere sets no widget by itself', async () => {
    const { store, house, edits } = await begin()
    house.run = makeRun({ state: 'applied', actions: [{ id: 'a3', state: 'handed', checks: [] }] })
    await store.open(planId)
    expect(store.state.is).toBe('applied')
    expect(edits).toEqual([])
  })

  test('is cancelled, and said to be stopping meanwhile', async () => {
    const { store } = await running()
    const cancelling = store.cancel()
    expect(store.state).toMatchObject({ is: 'running', cancelling: true })
    await cancelling
    expect(store.state.is).toBe('cancelled')
  })

  test('is found again by a page that has just been opened, without covering the report', async () => {
    const { store, place } = await begin({ running: true })
    expect(store.plan?.id).toBe(planId)
    expect(place.shown).toBe(false)
  })

  test('that another window begins is followed', async () => {
    const { store, house, script, settle } = await begin({ plan: codePlan })
    await store.resolve(null)
    house.run = makeRun({ state: 'running' })
    script.emit({ kind: 'plan-changed', id: planId, state: 'running' })
    await settle()
    expect(store.state).toMatchObject({ is: 'running', ask: { for: 'workflow' } })
  })
})

test('a plan is taken back by a plan, whose widgets go back too', async () => {
  const { store, house, script, edits, settle } = await begin()
  await store.resolve(null)
  await store.undo(planId)
  expect(script.asked.at(-1)).toMatchObject({ name: 'undoPlan', params: { id: planId } })
  expect(store.state).toMatchObject({ is: 'proposed', proposed: { plan: { undoes: planId } } })
  await store.approve()
  house.run = makeRun({ state: 'verified', actions: [{ id: 'a3', state: 'verified', checks: [] }] })
  script.emit({ kind: 'plan-changed', id: undoPlan.id, state: 'verified' })
  await settle()
  expect(edits).toHaveLength(1)
})

test('what was taken away is wanted back by name, without a graph', async () => {
  const { store, script } = await begin()
  await store.want({ want: 'restore', entry: 't1' })
  expect(script.bodies('proposePlan')).toEqual([{ wants: [{ want: 'restore', entry: 't1' }] }])
})

test('a plan that cannot be had is told, and covers nothing', async () => {
  const { store, place } = await begin({ refuse: 'read' })
  expect(await store.open(planId)).toMatchObject({ code: 'PLAN_STALE' })
  expect(store.state.is).toBe('none')
  expect(place.shown).toBe(false)
})
