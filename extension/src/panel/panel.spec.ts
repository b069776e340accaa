// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { blockedCheck } from '../dev/fixtures.js'
import { type Scene, sceneHost, sceneSidecar } from '../dev/scene.js'
import { scenes } from '../dev/scenes.js'
import { useConnectionStore } from '../stores/connection.js'
import { keepCurrent } from '../stores/keep-current.js'
import { useReportStore } from '../stores/report.js'
import { findEndpoint } from '../sidecar/find-endpoint.js'
import { provideServices } from '../stores/services.js'
import { handTimers } from '../testing/hand-timers.js'
import GreenlightPanel from './GreenlightPanel.vue'
import { loadAnswers } from './use-answers.js'

const wrappers: { unmount: () => void }[] = []
afterEach(() => wrappers.splice(0).forEach((wrapper) => wrapper.unmount()))

function sceneNamed(name: string): Scene {
  return scenes.find((scene) => scene.name === name)!
}

/** The panel in one of the gallery's scenes, settled. */
async function show(scene: Scene, focused: string[] = []) {
  const pinia = createPinia()
  const timers = handTimers()
  const host = { ...sceneHost(scene), focus: (node: string) => Promise.resolve(focused.push(node) > 0 && node !== '65:71') }
  provideServices(pinia, { sidecar: sceneSidecar(scene), host, timers, clock: () => 1000 })
  setActivePinia(pinia)
  keepCurrent()
  await Promise.all([loadAnswers(), findEndpoint('explain')])
  const wrapper = mount(GreenlightPanel, { props: { own: false }, global: { plugins: [pinia] }, attachTo: document.body })
  wrappers.push(wrapper)
  const settle = async (): Promise<void> => {
    timers.pass(2000)
    for (let turn = 0; turn < 20; turn++) await nextTick()
    await new Promise((resolve) => setTimeout(resolve))
  }
  if (scene.connection !== null) useConnectionStore(pinia).dispatch(scene.connection)
  await settle()
  await settle()
  void scene.then?.(pinia)
  await settle()
  return { wrapper, pinia, settle, rows: () => wrapper.findAll<HTMLElement>('[data-row]') }
}

test.each([
  ['connecting', 'Looking for the companion'],
  ['none-open', 'Nothing open'],
  ['checking', 'Checking…'],
  ['ready', 'Ready to queue24 nodes · 3 models · 16.7 GB'],
  ['not-ready', 'Will not run here yet1 node pack, 1 model and 1 input are missing, 1 model lies elsewhere · 1 choice to make'],
  ['cannot-tell', 'Cannot tell yet1 node type cannot be judged'],
  ['unreadable', 'Cannot be read'],
  ['checking-again', 'Checking again…'],
  ['stale', 'changed since, checking again'],
  ['problem', 'The check did not come throughGreenlight met a fault of its own.'],
  ['problem-after', 'Below: the answer before this one.Ready to queue'],
  ['absent', '4 node types of this workflow are not registered.'],
  ['too-old', 'is older than this panel'],
  ['too-new', 'is newer than this panel'],
  ['refused', 'SHIM_REFUSED'],
  ['explain', 'Guides the model so that the face in the picture appears in the result.'],
])('the picture of %s', async (name, says) => {
  const { wrapper } = await show(sceneNamed(name))
  expect(wrapper.text()).toContain(says)
})

test('while it checks again the old answer stays', async () => {
  const { wrapper, rows } = await show(sceneNamed('checking-again'))
  expect(rows()).toHaveLength(5)
  expect(wrapper.find('.gl-bar').attributes('data-busy')).toBe('true')
})

describe('by keyboard', () => {
  test('arrow keys move, one row at a time is reached by Tab', async () => {
    const { wrapper, rows } = await show(sceneNamed('not-ready'))
    rows()[0]!.element.focus()
    await wrapper.find('.gl-needs').trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement).toBe(rows()[1]!.element)
    await wrapper.find('.gl-needs').trigger('keydown', { key: 'End' })
    expect(document.activeElement).toBe(rows().at(-1)!.element)
    expect(rows().map((row) => row.attributes('tabindex'))).toEqual(['-1', '-1', '-1', '-1', '0'])
  })

  test('w says why, Escape closes it and gives the focus back', async () => {
    const { wrapper, rows } = await show(sceneNamed('not-ready'))
    rows()[3]!.element.focus()
    await wrapper.find('.gl-needs').trigger('keydown', { key: 'w' })
    expect(wrapper.find('.gl-why').text()).toContain('Its nodes name cnr_id "comfyui_portraitid".')
    expect(wrapper.findAll('[aria-expanded="true"]')).toHaveLength(1)
    await wrapper.find('.gl-needs').trigger('keydown', { key: 'Escape' })
    expect(wrapper.find('.gl-why').exists()).toBe(false)
    expect(document.activeElement).toBe(rows()[3]!.element)
  })

  test('Escape leaves the view of a node', async () => {
    const { wrapper } = await show(sceneNamed('explain'))
    expect(document.activeElement?.textContent).toBe('Back to the report')
    await wrapper.find('.gl-explain').trigger('keydown', { key: 'Escape' })
    expect(wrapper.find('.gl-explain').exists()).toBe(false)
  })
})

test('a row leads to its nodes one after another, and says when one is gone', async () => {
  const focused: string[] = []
  const { wrapper, rows, settle } = await show(sceneNamed('not-ready'), focused)
  for (let click = 0; click < 5; click++) {
    await rows()[3]!.trigger('click')
    await settle()
    if (click === 3) expect(wrapper.text()).toContain('This node is no longer on the canvas.')
  }
  expect(focused).toEqual(['7', '8', '65:70', '65:71', '7'])
  expect(rows()[3]!.text()).toContain('1 of 4')
})

test('a verdict is told once', async () => {
  const scene = { ...sceneNamed('not-ready'), answers: [{ ok: true, value: blockedCheck } as const, { ok: true, value: structuredClone(blockedCheck) } as const] }
  const { wrapper, pinia, settle } = await show(scene)
  const region = wrapper.find('[aria-live="polite"]')
  expect(region.text()).toBe('portrait.json. Will not run here yet: 1 node pack, 1 model and 1 input are missing, 1 model lies elsewhere · 1 choice to make.')
  const changes = vi.fn()
  new MutationObserver(changes).observe(region.element, { childList: true, characterData: true, subtree: true })
  await useReportStore(pinia).inspect()
  await settle()
  expect(changes).not.toHaveBeenCalled()
})

test('500 findings are fewer than 100 rows until somebody asks for more', async () => {
  const { wrapper, rows } = await show(sceneNamed('large'))
  expect(rows().length).toBeGreaterThan(20)
  expect(wrapper.findAll('li').length).toBeLessThan(100)
  const before = rows().length
  await wrapper.find('.gl-more').trigger('click')
  expect(rows()).toHaveLength(before + 40)
})

test('folded groups hold nothing while they are folded', async () => {
  const { wrapper } = await show(sceneNamed('large'))
  expect(wrapper.findAll('.gl-line')).toHaveLength(0)
  const group = wrapper.find('.gl-group')
  if (group.element instanceof HTMLDetailsElement) group.element.open = true
  await group.trigger('toggle')
  expect(wrapper.findAll('.gl-line')).toHaveLength(50)
})

test('every button has a name', async () => {
  for (const scene of scenes) {
    const { wrapper } = await show(scene)
    const nameless = wrapper.findAll('button, a, summary').filter((one) => `${one.text()}${one.attributes('aria-label') ?? ''}`.trim() === '')
    expect(nameless.map((one) => one.html())).toEqual([])
  }
})
