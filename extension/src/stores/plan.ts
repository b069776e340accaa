import type { Choice, PlanDocument, Want } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { mergeChoices } from '../readings/plan/open-choices.js'
import { isSettled } from '../readings/plan/is-settled.js'
import { type Ask, planOf, type PlanEvent, type PlanState, transitPlan } from '../state/plan.js'
import { debounce } from '../timing/debounce.js'
import { useCanvasEditsStore } from './canvas-edits.js'
import { useConnectionStore } from './connection.js'
import { usePlanPlaceStore } from './plan-place.js'
import { readProposal } from './plan-request.js'
import { useReportStore } from './report.js'
import { useServices } from './services.js'
import { useSourcesStore } from './sources.js'

const moving = new Set<string>(['applied', 'approved', 'running'])

/** The one plan that is proposed, approved, watched and taken back here. What it comes to is always read from the sidecar. */
export const usePlanStore = defineStore('plan', () => {
  const services = useServices()
  const { sidecar, host, timers } = services
  const place = usePlanPlaceStore()
  const connection = useConnectionStore()
  const report = useReportStore()
  const sources = useSourcesStore()
  const edits = useCanvasEditsStore()
  const state = shallowRef<PlanState>({ is: 'none' })
  const plan = computed(() => planOf(state.value))
  /** Nothing of it is still to come. */
  const settled = computed(() => 'document' in state.value && isSettled(state.value.document, edits.standing(state.value.document) === 'set'))
  /** What runs code or takes something away is approved on the sidecar's own page or in the terminal. */
  const canApprove = computed(() => host.owner || plan.value?.tier === 'data')
  let turn = 0

  function dispatch(event: PlanEvent): void {
    const before = state.value
    state.value = transitPlan(before, event)
    const { value: now } = state
    if ('document' in now) edits.follow(now.document)
    // What was done shows in the facts alone, so they are read again.
    if (before.is !== now.is && (before.is === 'running' || before.is === 'approving') && now.is !== 'running') refresh()
  }

  function refresh(): void {
    report.changed()
    void report.inspect()
  }

  /** `replaces`: the draft that was made for the same, and is not wanted any more. */
  async function propose(ask: Ask, replaces: string | null = null): Promise<void> {
    const mine = ++turn
    dispatch({ type: 'asked', ask, turn: mine })
    place.shown = true
    const told = await request(ask, replaces === null ? {} : { replaces })
    if (!told.ok) return dispatch({ type: 'failed', turn: mine, problem: told.problem })
    const subject = ask.for === 'workflow' ? ask.subject.key : ask.for === 'undo' ? edits.subjectOf(ask.plan) : null
    if (subject !== null) edits.remember(told.value.plan.id, subject)
    dispatch({ type: 'answered', turn: mine, proposed: told.value })
  }

  async function request(ask: Ask, more: { replaces?: string }) {
    if (ask.for === 'undo') return sidecar.call('undoPlan', { params: { id: ask.plan }, body: {} })
    if (ask.for === 'wants') return sidecar.call('proposePlan', { body: { wants: ask.wants, ...more } })
    await sources.read()
    const asked = (sources.settings?.sources ?? []).filter(({ use }) => use === 'ask').map(({ name }) => name)
    const body = await readProposal(services, ask, savedPath(), asked)
    return body.ok ? sidecar.call('proposePlan', { body: { ...body.value, ...more } }) : body
  }

  /** Of a saved workflow alone the file is known for certain; the canvas has changes that no file has. */
  function savedPath(): string | null {
    const question = host.read()
    if (question === null || !('saved' in question.ask)) return null
    return report.answer?.check.reports[0]?.workflow.path ?? null
  }

  /** The workflow that is sent to be planned, of which the report on the screen may not tell yet: its widgets alone may be set. */
  function openSubject() {
    try {
      return host.read()?.subject
    } catch {
      return report.answer?.subject
    }
  }

  /** Everything that stands in the way, or what these findings are about. */
  async function resolve(only: readonly string[] | null): Promise<void> {
    const subject = openSubject()
    if (subject !== undefined) await propose({ for: 'workflow', subject, only, choices: [], left: [] })
  }

  /** Goes on with what was picked; `left`: choices that stay open. */
  async function choose(picked: readonly Choice[], left: readonly string[]): Promise<void> {
    if (state.value.is !== 'choosing' || state.value.ask.for !== 'workflow') return
    const { ask, proposed } = state.value
    await propose({ ...ask, choices: mergeChoices(ask.choices, picked), left: [...ask.left, ...left] }, proposed.plan.id)
  }

  /** What the plan could be about: subjects of findings. */
  function subjects(): readonly string[] {
    const asked = 'ask' in state.value && state.value.ask?.for === 'workflow' ? state.value.ask.only : null
    return asked ?? [...new Set((report.answer?.check.reports[0]?.findings ?? []).map(({ subject }) => subject))]
  }

  /** The same plan without these subjects. */
  async function leaveOut(gone: ReadonlySet<string>): Promise<void> {
    if (state.value.is !== 'proposed' || state.value.ask?.for !== 'workflow') return
    await propose({ ...state.value.ask, only: subjects().filter((subject) => !gone.has(subject)) }, state.value.proposed.plan.id)
  }

  /** What the plan that is shown would be asked for again; null where this page cannot know. */
  const askAgain = computed((): Ask | null => {
    if ('ask' in state.value && state.value.ask !== null) return state.value.ask
    if (plan.value === null) return null
    if (plan.value.undoes !== null) return { for: 'undo', plan: plan.value.undoes }
    const subject = report.answer?.subject
    if (subject === undefined || edits.subjectOf(plan.value.id) !== subject.key) return null
    return { for: 'workflow', subject, only: [...new Set(plan.value.actions.map((action) => action.subject))], choices: [], left: [] }
  })

  async function again(): Promise<void> {
    const before = 'proposed' in state.value ? state.value.proposed : null
    if (askAgain.value !== null) await propose(askAgain.value, before?.plan.id)
  }

  /** Approves what is shown and starts it, in one gesture. */
  async function approve(): Promise<void> {
    if (state.value.is !== 'proposed') return
    const { proposed, ticks } = state.value
    const { id, digest } = proposed.plan
    const mine = ++turn
    dispatch({ type: 'approving', turn: mine })
    const approved = await sidecar.call('approvePlan', { params: { id }, body: { digest, ticks } })
    if (!approved.ok) return dispatch({ type: 'failed', turn: mine, problem: approved.problem })
    const began = await sidecar.call('applyPlan', { params: { id }, body: { approval: approved.value.approval } })
    if (!began.ok) return dispatch({ type: 'failed', turn: mine, problem: began.problem })
    dispatch({ type: 'ran', id, run: began.value })
    readSoon()
  }

  async function cancel(): Promise<void> {
    const id = plan.value?.id
    if (id === undefined || state.value.is !== 'running') return
    dispatch({ type: 'cancelling' })
    const told = await sidecar.call('cancelPlan', { params: { id }, body: {} })
    dispatch(told.ok ? { type: 'ran', id, run: told.value } : { type: 'went-on' })
  }

  async function undo(id: string): Promise<void> {
    await propose({ for: 'undo', plan: id })
  }

  async function want(...wants: readonly Want[]): Promise<void> {
    await propose({ for: 'wants', wants })
  }

  async function readDocument(id: string): Promise<PlanDocument | Problem> {
    const told = await sidecar.call('plan', { params: { id } })
    return told.ok ? told.value : told.problem
  }

  /** Shows a plan by its id. Gives what stood in the way. */
  async function open(id: string): Promise<Problem | null> {
    const told = await readDocument(id)
    if (!('plan' in told)) return told
    dispatch({ type: 'opened', document: told })
    place.shown = true
    return null
  }

  async function readNow(): Promise<void> {
    const id = plan.value?.id
    const told = id === undefined ? null : await readDocument(id)
    if (told !== null && 'plan' in told) dispatch({ type: 'read', document: told })
  }
  const readPaced = debounce(() => void readNow(), timers, 0, 700)
  const readSoon = readPaced.soon

  /** A plan that runs, or waits for something, is found again after a reload. */
  async function find(): Promise<void> {
    if (state.value.is !== 'none') return readSoon()
    const told = await sidecar.call('plans')
    for (const { id } of told.ok ? told.value.plans.filter((one) => moving.has(one.state)).slice(0, 3) : []) {
      if (state.value.is !== 'none') return
      const document = await readDocument(id)
      if ('plan' in document && state.value.is === 'none' && !isSettled(document, edits.standing(document) === 'set')) dispatch({ type: 'opened', document })
    }
  }

  function show(): void {
    place.shown = true
  }

  /** Leaves the plan as it is and shows the report. */
  function hide(): void {
    place.shown = false
  }

  function close(): void {
    hide()
    turn += 1
    dispatch({ type: 'closed' })
  }

  /** ComfyUI is back, or says that it is: what could not be shown may show now. */
  async function lookAgain(): Promise<void> {
    const id = plan.value?.id
    if (id !== undefined) await sidecar.call('showPlan', { params: { id }, body: {} })
    await readNow()
    refresh()
  }

  connection.listen((event) => {
    const id = plan.value?.id
    if (event.kind === 'plan-changed') return id === undefined ? void find() : event.id === id ? readSoon() : undefined
    if (event.kind === 'progress') return event.job.startsWith(`plan:${id}:`) ? readSoon() : undefined
    if (event.kind === 'resync' || (event.kind === 'installation-changed' && state.value.is === 'applied')) readSoon()
  })
  watch(() => connection.isConnected, (now) => now && void find(), { immediate: true })

  return {
    state, plan, settled, canApprove, canAgain: computed(() => askAgain.value !== null), resolve, subjects, leaveOut, choose, again, approve, cancel, undo, want, open, show, hide, close, lookAgain,
    tick: (key: string, on: boolean) => dispatch({ type: 'ticked', key, on }),
    back: () => dispatch({ type: 'returned' }),
  }
})
