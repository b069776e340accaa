// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { codePlan, dataPlan, manyPlan, planId, propose } from '../../dev/fixtures-plans.js'
import { type Scene, sceneHost, sceneSidecar } from '../../dev/scene.js'
import { planScenes } from '../../dev/scenes-plans.js'
import PlansPage from '../../page/plans/PlansPage.vue'
import TrashPage from '../../page/trash/TrashPage.vue'
import { findEndpoint } from '../../sidecar/find-endpoint.js'
import { useConnectionStore } from '../../stores/connection.js'
import type { WidgetEdit } from '../../stores/host.js'
import { keepCurrent } from '../../stores/keep-current.js'
import { useReportStore } from '../../stores/report.js'
import { provideServices } from '../../stores/services.js'
import { handTimers } from '../../testing/hand-timers.js'
import GreenlightPanel from '../GreenlightPanel.vue'
import { loadAnswers } from '../use-answers.js'
import { loadPlans } from '../use-plans.js'

const wrappers: { unmount: () => void }[] = []
beforeEach(() => localStorage.clear())
afterEach(() => wrappers.splice(0).forEach((wrapper) => wrapper.unmount()))

function sceneNamed(name: string): Scene {
  return planScenes.find((scene) => scene.name === name)!
}

/** The panel, or a page, in one of the gallery's scenes, settled; `asked`: what the sidecar was asked. */
async function show(scene: Scene) {
  const pinia = createPinia()
  const timers = handTimers()
  const asked: { name: string; body: unknown }[] = []
  const edits: WidgetEdit[] = []
  const speaks = sceneSidecar(scene)
  const host = sceneHost(scene)
  provideServices(pinia, {
    sidecar: { ...speaks, call: (name, question) => (asked.push({ name, body: question?.body }), speaks.call(name, question)) },
    host: { ...host, setWidgets: host.setWidgets === null ? null : (given) => edits.push(...given) && given.length },
    timers,
    clock: () => 1000,
  })
  setActivePinia(pinia)
  keepCurrent()
  await Promise.all([loadAnswers(), loadPlans(), findEndpoint('plan')])
  const component = scene.page === 'plans' ? PlansPage : scene.page === 'trash' ? TrashPage : GreenlightPanel
  const onPlan = vi.fn()
  const props = scene.page === 'plans' ? { asked: null } : scene.page === 'trash' ? { onPlan } : { own: scene.owner === true }
  const wrapper = mount(component as typeof GreenlightPanel, { props: props as { own: boolean }, global: { plugins: [pinia] }, attachTo: document.body })
  wrappers.push(wrapper)
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn++) {
      timers.pass(2000)
      await nextTick()
      await new Promise((resolve) => setTimeout(resolve, 4))
    }
  }
  useConnectionStore(pinia).dispatch(scene.connection!)
  await settle()
  void scene.then?.(pinia)
  await settle()
  if (scene.after !== undefined) useConnectionStore(pinia).dispatch(scene.after)
  if (scene.again === true) await useReportStore(pinia).inspect()
  if (scene.after !== undefined || scene.again === true) await nextTick()
  const press = async (name: RegExp): Promise<void> => {
    const button = wrapper.findAll('button, summary').find((one) => name.test((one.attributes('aria-label') ?? one.text()).trim()))
    if (button === undefined) throw new Error(`no button ${name.source}`)
    if (button.element instanceof HTMLElement) button.element.focus()
    await button.trigger('click')
    await settle()
  }
  const at = (test: string) => wrapper.find(`[data-test="${test}"]`)
  return { wrapper, pinia, settle, asked, edits, press, at, onPlan, names: () => asked.map(({ name }) => name) }
}

test.each([
  ['plan-proposing', 'Working out the plan… Nothing is changed by it.'],
  ['plan-choosing', '3 choices before the plan'],
  ['plan-conflict', 'The folder that is there goes to the trash and can be brought back.'],
  ['plan-data', '3 actions · 407 MB from models.example'],
  ['plan-code', 'ComfyUI’s page cannot approve that'],
  ['plan-code-owner', 'Tick 2 boxes above first.'],
  ['plan-short-of-space', '5.1 GB too little'],
  ['plan-many', 'Take 7 downloads without a known licence:'],
  ['plan-nothing', 'No plan yet'],
  ['plan-source-off', 'Switch sources on Greenlight’s page'],
  ['plan-settled-already', 'Nothing to do'],
  ['plan-approving', 'Starting…'],
  ['plan-refused', 'STATE_FOLDER_BUSY'],
  ['plan-stale', 'is there now, and was not.'],
  ['plan-expired', 'has expired.'],
  ['plan-running', '171 MB of 407 MB · 11.4 MB/s · 21 s left'],
  ['plan-strip', 'At work 1 of 5 · 171 MB of 506 MB'],
  ['plan-lost', 'companion does not answer'],
  ['plan-applied', 'Greenlight does not restart it.'],
  ['plan-verified', 'Done and checked'],
  ['plan-canvas-set', 'Ready to queue.DoneBack to the reportDoneMake portrait.json run here1 node set on the canvas'],
  ['plan-canvas-asks', '1 node of the open workflow would be set.'],
  ['plan-failed', '1 action had been done and stays; Undo takes it back.'],
  ['plan-undo', 'Approve and take back'],
  ['plan-undo-code', 'brings back a node pack or packages that were there before'],
  ['plan-settled', 'Ready to queue'],
  ['plans-page', 'takes another plan back'],
  ['trash-page', '2 entries · 1.7 GB'],
  ['trash-empty', 'Nothing was taken away.'],
])('the picture of %s', async (name, says) => {
  const { wrapper } = await show(sceneNamed(name))
  expect(wrapper.text().replaceAll(/\s+/g, ' ')).toContain(says)
  const nameless = wrapper.findAll('button, a, summary, input, select, progress, meter').filter((one) => `${one.text()}${one.attributes('aria-label') ?? ''}${one.element.closest('label')?.textContent ?? ''}`.trim() === '')
  expect(nameless.map((one) => one.html())).toEqual([])
})

describe('the main button', () => {
  test('says what it would fetch, and leads to a plan of everything', async () => {
    const { at, press, asked } = await show({ ...sceneNamed('plan-data'), then: () => undefined })
    expect(at('resolve').text()).toBe('Resolve missing· 407 MB')
    await press(/^Resolve missing/)
    expect(at('plan').attributes('data-state')).toBe('proposed')
    expect(asked.find(({ name }) => name === 'proposePlan')?.body).toEqual({ workflow: {} })
  })

  test('a row has its own, about itself alone', async () => {
    const { press, asked, wrapper } = await show({ ...sceneNamed('plan-data'), then: () => undefined })
    expect(wrapper.findAll('[data-test="row-act"]').map((one) => one.text())).toEqual(['Choose', 'Move it', 'Download', 'Install'])
    await press(/^Install: ComfyUI_PortraitID/)
    expect(asked.find(({ name }) => name === 'proposePlan')?.body).toMatchObject({ only: ['ComfyUI_PortraitID'] })
  })

  test('is not there where nothing can be done, nor when all is ready', async () => {
    const { at } = await show(sceneNamed('plan-settled'))
    expect(at('resolve').exists()).toBe(false)
  })
})

describe('the keyboard', () => {
  test('is led to the head of the plan, back by Escape, and to the button it came from', async () => {
    const { at, press, wrapper } = await show({ ...sceneNamed('plan-data'), then: () => undefined })
    await press(/^Download: antelope/)
    expect(document.activeElement?.textContent).toBe('Make portrait.json run here')
    await at('plan').trigger('keydown', { key: 'Escape' })
    await nextTick()
    expect(wrapper.find('[data-test="plan"]').exists()).toBe(false)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Download: antelope-v2-face-landmarks-1k3d68.onnx')
  })

  test('a listener hears of the end of each action once, not of its bytes', async () => {
    const { at } = await show(sceneNamed('plan-running'))
    expect(at('plan').find('[role="status"]').text()).toContain('to portraitid: done.')
  })
})

describe('the plan', () => {
  test('shows each action with what is and will be; the evidence is folded', async () => {
    const { wrapper, press } = await show(sceneNamed('plan-code-owner'))
    const actions = wrapper.findAll('[data-test="plan-action"]')
    expect(actions.map((one) => one.attributes('data-kind'))).toEqual(['download-model', 'move-model', 'install-node-pack', 'install-packages', 'restart-comfyui'])
    expect(actions[2]!.text()).toContain('9 nodes turn registered, nothing else changes.')
    expect(actions[2]!.find('[data-test="plan-code"]').text()).toContain('install.py:12')
    expect(actions[3]!.find('[data-test="plan-packages"]').findAll('tbody tr').map((row) => row.text())).toEqual(['numpy protected2.3.41.26.4', 'onnxruntime 1.22.01.23.2', 'insightface not there0.7.3', 'scikit-image not there0.25.2'])
    expect(wrapper.text()).not.toContain('nodes[7].properties.cnr_id')
    for (const fold of wrapper.findAll<HTMLDetailsElement>('details')) {
      fold.element.open = true
      await fold.trigger('toggle')
    }
    expect(wrapper.text()).toContain('nodes[7].properties.cnr_id')
    await press(/^Leave out: Install the node pack/)
  })

  test('is started only when every box is ticked, with the ticks that were set', async () => {
    const { at, wrapper, asked, settle } = await show({ ...sceneNamed('plan-code-owner'), told: { ...sceneNamed('plan-verified').told, proposePlan: propose(codePlan) } })
    await at('approve').trigger('click')
    expect(asked.some(({ name }) => name === 'approvePlan')).toBe(false)
    for (const box of wrapper.findAll<HTMLInputElement>('[data-test="tick"]')) await box.setValue(true)
    expect(at('approve').attributes('aria-disabled')).toBe('false')
    await at('approve').trigger('click')
    await settle()
    expect(asked.find(({ name }) => name === 'approvePlan')?.body).toEqual({ digest: codePlan.digest, ticks: ['cool-down:comfyui_portraitid', 'protected:numpy'] })
  })

  test('asks once for files whose licence is told alike; the approval names each', async () => {
    const { at, wrapper, asked, settle } = await show({ ...sceneNamed('plan-many'), told: { ...sceneNamed('plan-verified').told, proposePlan: propose(manyPlan) } })
    const groups = wrapper.findAll('[data-test="tick-group"]')
    expect(groups.map((one) => one.find('label').text())).toEqual(['Take 7 downloads without a known licence:', 'Take 2 downloads under the licence openrail, which is not in your list:', 'Take 2 downloads whose licence stands only in their files:'])
    expect(groups[0]!.findAll('li')).toHaveLength(5)
    await groups[0]!.find('button').trigger('click')
    expect(groups[0]!.findAll('li')).toHaveLength(7)
    expect(wrapper.findAll('[data-test="tick"]')).toHaveLength(3)
    expect(wrapper.text()).toContain('Tick 3 boxes above first.')
    for (const box of wrapper.findAll<HTMLInputElement>('[data-test="tick"]')) await box.setValue(true)
    await at('approve').trigger('click')
    await settle()
    const { ticks } = asked.find(({ name }) => name === 'approvePlan')?.body as { ticks: string[] }
    expect([...ticks].sort()).toEqual(manyPlan.actions.flatMap((action) => action.ticks.map(({ key }) => key)).sort())
  })

  test('that takes back is told by what it does, and still approved by the owner alone', async () => {
    const { at, wrapper } = await show(sceneNamed('plan-undo-code'))
    expect(at('approve').exists()).toBe(false)
    expect(at('approve-page').exists()).toBe(true)
    expect(wrapper.findAll('.gl-tag').map((one) => one.text())).toEqual(['brings back', 'brings back'])
    expect(wrapper.text()).not.toContain('brings code')
  })

  test('of code is not approved here: a window of its own, or the terminal', async () => {
    const { at, names } = await show(sceneNamed('plan-code'))
    const opened = vi.spyOn(window, 'open').mockReturnValue(null)
    expect(at('approve').exists()).toBe(false)
    expect(at('tick').exists()).toBe(false)
    expect(at('approve-page').attributes()).toMatchObject({ href: `http://127.0.0.1:8189/#plan=${planId}`, rel: 'noopener noreferrer' })
    expect(at('approve-command').text()).toBe(`greenlight approve ${planId}`)
    await at('approve-page').trigger('click')
    expect(opened).toHaveBeenCalledWith(`http://127.0.0.1:8189/#plan=${planId}`, '_blank', expect.stringContaining('noopener'))
    expect(names()).not.toContain('approvePlan')
  })

  test('is not started where there is too little space, and can be made again', async () => {
    const { at, names, press } = await show(sceneNamed('plan-short-of-space'))
    await at('approve').trigger('click')
    expect(names()).not.toContain('approvePlan')
    await press(/^Plan again$/)
    expect(names().filter((name) => name === 'proposePlan')).toHaveLength(2)
  })

  test('tells what a rule of the policy refused, and how to change it', async () => {
    const { at } = await show(sceneNamed('plan-code'))
    const [refused] = at('plan-warnings').findAll('li')
    for (const part of ['its licence is not known', 'licenses.allow', 'policy.yaml']) expect(refused!.text()).toContain(part)
  })
})

describe('choices that are open', () => {
  test('go into the plan as picked, are remembered only where ticked, and may be left out', async () => {
    const { wrapper, at, asked, settle } = await show(sceneNamed('plan-choosing'))
    const [pack, model] = wrapper.findAll('[data-test="plan-choice"]')
    expect(wrapper.findAll<HTMLInputElement>('input[type="radio"]').filter(({ element }) => element.checked)).toHaveLength(2)
    await pack!.findAll('input')[0]!.trigger('change')
    await pack!.find('[data-test="choice-remember"]').setValue(true)
    await model!.findAll('input')[1]!.trigger('change')
    expect(model!.find<HTMLSelectElement>('[data-test="choice-how"]').findAll('option').map((one) => one.element.value)).toEqual(['move', 'link', 'adopt'])
    await model!.find('[data-test="choice-how"]').setValue('link')
    await at('choice-input').setValue('1')
    await at('plan-choices').trigger('submit')
    await settle()
    const body = asked.filter(({ name }) => name === 'proposePlan')[1]?.body
    expect(asked.filter(({ name }) => name === 'decide').map((one) => one.body)).toMatchObject(['LoadVideoFrames', 'SaveVideoFrames'].map((type) => ({ remember: { about: 'node-type', type, scope: { workflow: 'a1b2' } } })))
    expect(body).toMatchObject({
      replaces: planId,
      choices: [
        { about: 'node-type', type: 'LoadVideoFrames', id: 'comfyui-videotools' },
        { about: 'node-type', type: 'SaveVideoFrames', id: 'comfyui-videotools' },
        { about: 'model', use: { how: 'file', path: '/data/old/dreamshaper.ckpt', by: 'link' } },
        { about: 'input', node: '12', use: 'Zoë.png' },
      ],
    })
  })
})

describe('a run', () => {
  test('is told per action, and can be cancelled', async () => {
    const { wrapper, at, names, settle } = await show(sceneNamed('plan-running'))
    expect(wrapper.findAll('[data-test="run-action"]').map((one) => one.attributes('data-state'))).toEqual(['preparing', 'done', 'preparing', 'waiting', 'waiting'])
    const bar = wrapper.findAll<HTMLProgressElement>('progress')[1]!
    expect(Number(bar.attributes('value'))).toBeCloseTo(171 / 407)
    await at('cancel').trigger('click')
    await settle()
    expect(names()).toContain('cancelPlan')
    expect(at('cancel').text()).toBe('Stopping…')
  })

  test('of the open workflow sets its nodes at the end, once', async () => {
    const { edits, at } = await show(sceneNamed('plan-verified'))
    expect(edits.map(({ to }) => to)).toEqual(['sdxl/dream-shaper-xl-v21.safetensors'])
    expect(at('canvas-set').text()).toContain('1 node set on the canvas')
  })

  test('of another workflow asks before it sets a node', async () => {
    const { edits, press } = await show(sceneNamed('plan-canvas-asks'))
    expect(edits).toEqual([])
    await press(/^Set them now$/)
    expect(edits).toHaveLength(1)
  })

  test('that was refused by a host names the page to open', async () => {
    const { at } = await show(sceneNamed('plan-failed'))
    expect(at('plan-problem').find('a').attributes('href')).toBe('https://models.example/licence')
  })

  test('what does not hold, or cannot be told yet, comes first of what was looked at', async () => {
    const { at } = await show(sceneNamed('plan-applied'))
    expect(at('plan-checks').findAll('li').map((one) => one.attributes('data-state'))).toEqual(['unknown', 'true', 'true', 'true'])
  })

  test('is taken back by a plan, shown short', async () => {
    const { press, at, wrapper } = await show({ ...sceneNamed('plan-canvas-asks'), told: { ...sceneNamed('plan-canvas-asks').told, ...sceneNamed('plan-undo').told } })
    await press(/^Undo$/)
    expect(at('plan').attributes('data-state')).toBe('proposed')
    expect(wrapper.find('.gl-turn').text()).toBe('afterwardsinsightface is as it was before.')
    expect(at('approve').text()).toBe('Approve and take back')
  })
})

test('rows that the facts have answered are green for a moment, then gone', async () => {
  const { at, settle } = await show(sceneNamed('plan-settled'))
  expect(at('settled').findAll('li').map((one) => one.text())).toContain('ComfyUI_PortraitID')
  await settle()
  expect(at('settled').exists()).toBe(false)
})

test('the timeline leads from plans to their steps, and to what they made', async () => {
  const { wrapper, settle } = await show(sceneNamed('plans-page'))
  const row = wrapper.findAll('[data-test="timeline-plan"]')[1]!
  const fold = row.find<HTMLDetailsElement>('details')
  fold.element.open = true
  await fold.trigger('toggle')
  await settle()
  expect(row.findAll('[data-test="run-action"]')).toHaveLength(3)
  expect(row.text()).toContain('What it mademodels/insightface/antelope-v2-face-landmarks-1k3d68.onnx')
  expect(row.find('code[title]').attributes('title')).toBe('/opt/ComfyUI/models/insightface/antelope-v2-face-landmarks-1k3d68.onnx')
  expect(row.text()).toContain('Line 42')
})

describe('the trash', () => {
  test('is purged only after a second word, and the first answer keeps everything', async () => {
    const { wrapper, press, names, at, asked } = await show({ ...sceneNamed('trash-page'), told: { ...sceneNamed('trash-page').told, purgeTrash: { schema: 'greenlight/trash@1', entries: [], bytes: 0 } } })
    expect(at('purge').exists()).toBe(false)
    await wrapper.find('[data-test="trash-entry"] input').setValue(true)
    await press(/^Purge 1 entry…$/)
    expect(names()).not.toContain('purgeTrash')
    expect(document.activeElement?.textContent).toBe('Keep them')
    await press(/^Keep them$/)
    await press(/^Purge 1 entry…$/)
    await press(/^Purge for good$/)
    expect(asked.find(({ name }) => name === 'purgeTrash')?.body).toEqual({ entries: ['t1'] })
    expect(wrapper.text()).toContain('Nothing was taken away.')
  })

  test('brings back by a plan', async () => {
    const { press, asked, onPlan } = await show({ ...sceneNamed('trash-page'), told: { ...sceneNamed('trash-page').told, proposePlan: propose(dataPlan) } })
    await press(/^Restore: ip-adapter.bin$/)
    expect(asked.find(({ name }) => name === 'proposePlan')?.body).toEqual({ wants: [{ want: 'restore', entry: 't2' }] })
    expect(onPlan).toHaveBeenCalledTimes(1)
  })
})
