// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { type Decision, DecideRequestSchema } from '@greenlight/shared/decisions'
import { createPinia, setActivePinia } from 'pinia'
import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { allSourcesOff, foundSome, heldCheck } from '../../dev/fixtures-models.js'
import { decidedBefore } from '../../dev/fixtures-packs.js'
import { type Scene, sceneHost, sceneSidecar } from '../../dev/scene.js'
import { scenes } from '../../dev/scenes.js'
import { findEndpoint } from '../../sidecar/find-endpoint.js'
import { useConnectionStore } from '../../stores/connection.js'
import type { WidgetEdit } from '../../stores/host.js'
import { keepCurrent } from '../../stores/keep-current.js'
import { provideServices } from '../../stores/services.js'
import { handTimers } from '../../testing/hand-timers.js'
import GreenlightPanel from '../GreenlightPanel.vue'
import { loadAnswers } from '../use-answers.js'

const wrappers: { unmount: () => void }[] = []
afterEach(() => wrappers.splice(0).forEach((wrapper) => wrapper.unmount()))

interface Asked {
  name: string
  body: unknown
}

/** The panel in a scene whose sidecar keeps decisions as the real one does, and tells what it was asked. */
async function show(name: string, { canvas = true, told = {} }: { canvas?: boolean; told?: Scene['told'] & {} } = {}) {
  const scene = scenes.find((one) => one.name === name)!
  const asked: Asked[] = []
  const edits: WidgetEdit[] = []
  const focused: string[] = []
  const book = structuredClone((scene.told?.['decisions'] ?? { ...decidedBefore, decisions: [] }) as { decisions: Decision[] })
  const speaks = sceneSidecar({ answers: scene.answers, told: { ...scene.told, ...told, decisions: book, decide: book } })
  const pinia = createPinia()
  const timers = handTimers()
  provideServices(pinia, {
    sidecar: {
      ...speaks,
      call: (endpoint, question) => {
        asked.push({ name: endpoint, body: question?.body })
        if (endpoint === 'decide') write(book, v.parse(DecideRequestSchema, question?.body))
        return speaks.call(endpoint, question)
      },
    },
    host: {
      ...sceneHost(scene),
      focus: (node) => Promise.resolve(focused.push(node) > 0),
      setWidgets: canvas ? (given) => edits.push(...given) && given.length : null,
    },
    timers,
    clock: () => 1000,
  })
  setActivePinia(pinia)
  keepCurrent()
  await Promise.all([loadAnswers(), findEndpoint('decide')])
  const wrapper = mount(GreenlightPanel, { props: { own: false }, global: { plugins: [pinia] }, attachTo: document.body })
  wrappers.push(wrapper)
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn++) {
      timers.pass(2000)
      await nextTick()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  useConnectionStore(pinia).dispatch(scene.connection!)
  await settle()
  const press = async (label: RegExp): Promise<void> => {
    const button = wrapper.findAll('button').find((one) => label.test(`${one.attributes('aria-label') ?? ''}${one.text()}`))
    if (button === undefined) throw new Error(`no button ${label.source}`)
    button.element.focus()
    await button.trigger('click')
    await settle()
  }
  const row = (text: string) => wrapper.findAll('.gl-row').find((one) => one.text().includes(text))!
  const decided = (): unknown[] => asked.filter((one) => one.name === 'decide').map(({ body }) => body)
  return { wrapper, settle, asked, edits, focused, press, row, decided, book }
}

function write(book: { decisions: Decision[] }, body: v.InferOutput<typeof DecideRequestSchema>): void {
  const subject = (one: Decision): string => JSON.stringify([one.scope, one.about === 'model' ? one.name : one.type])
  const given = 'remember' in body ? body.remember : body.forget
  book.decisions = [...book.decisions.filter((one) => subject(one) !== subject(given)), ...('remember' in body ? [given] : [])]
}

describe('a choice of node packs', () => {
  test('shows every claimant, and none is taken beforehand', async () => {
    const { row } = await show('packs')
    const choice = row('LoadVideoFrames')
    expect(choice.findAll('.gl-option-name').map((name) => name.text())).toEqual(['ComfyUI-VideoTools', 'comfy-video-io', 'ComfyUI_FrameBox'])
    expect(choice.findAll('input').filter((input) => input.element.checked)).toEqual([])
    expect(choice.text()).toContain('Its LoadVideoFrames has no input "force_rate"')
    expect(choice.find('.gl-picks').exists()).toBe(false)
  })

  test('is remembered for this workflow: each type that the pack has, then the report is asked for again', async () => {
    const { row, press, decided, asked } = await show('packs')
    await row('LoadVideoFrames').findAll('input')[0]!.trigger('change')
    const before = asked.filter(({ name }) => name === 'inspect').length
    await press(/Choose ComfyUI-VideoTools for this workflow/)
    const pack = { id: 'comfyui-videotools', repository: 'https://git.example/reel/ComfyUI-VideoTools', title: 'ComfyUI-VideoTools' }
    expect(decided()).toEqual(['LoadVideoFrames', 'SaveVideoFrames'].map((type) => ({ remember: { about: 'node-type', scope: { workflow: 'a1b2' }, type, ...pack } })))
    expect(asked.filter(({ name }) => name === 'inspect').length).toBe(before + 1)
  })

  test('goes only for the types that the chosen pack has', async () => {
    const { row, press, book } = await show('packs')
    await row('LoadVideoFrames').findAll('input')[2]!.trigger('change')
    await press(/Choose ComfyUI_FrameBox for every workflow/)
    expect(book.decisions).toMatchObject([{ type: 'LoadVideoFrames', scope: { everywhere: true } }])
  })

  test('is undone from the notice, which has the keyboard, and what held before holds again', async () => {
    const { wrapper, row, press, book } = await show('packs')
    const earlier: Decision = { about: 'node-type', scope: { everywhere: true }, type: 'LoadVideoFrames', id: 'old', repository: null }
    book.decisions = [earlier]
    await press(/Check again/)
    await row('LoadVideoFrames').findAll('input')[2]!.trigger('change')
    await press(/Choose ComfyUI_FrameBox for every workflow/)
    expect(document.activeElement?.textContent).toBe('Undo')
    expect(wrapper.find('.gl-replaced').text()).toContain('You chose ComfyUI_FrameBox for every workflow.')
    await press(/^Undo$/)
    expect(book.decisions).toEqual([earlier])
    expect(document.activeElement?.getAttribute('data-row')).toBeTruthy()
  })

  test('is taken back from its card by one click', async () => {
    const { row, press, book } = await show('pack-chosen')
    expect(row('ComfyUI-VideoTools').text()).toContain('You chose this for this workflow.')
    await press(/Take back: ComfyUI-VideoTools/)
    expect(book.decisions).toEqual([])
  })
})

describe('a card', () => {
  test('says what the pack explains, and leads to the nodes of each type', async () => {
    const { row, focused } = await show('packs')
    const card = row('ComfyUI_PortraitID')
    expect(card.text()).toContain('by kim · 1.4.2')
    expect(card.text()).toContain('runs code when installed')
    await card.findAll('.gl-chip').find((chip) => chip.text() === 'PortraitIDModelLoader')!.trigger('click')
    expect(focused).toEqual(['68'])
    expect(card.text()).not.toContain('PortraitMaskFromKeypoints')
    await card.findAll('.gl-chip').at(-1)!.trigger('click')
    expect(card.text()).toContain('PortraitMaskFromKeypoints')
  })

  test('tells why, what else there is, and lets the other be chosen', async () => {
    const { row, press, book } = await show('packs')
    await row('ComfyUI_PortraitID').find('.gl-row-why').trigger('click')
    const why = row('ComfyUI_PortraitID').find('.gl-why').text()
    for (const part of ['Its nodes name cnr_id', 'The workflow was saved with it.', 'newest is 1.6.0', 'It brings 4 Python packages', 'Explains 2 of 5.', 'Apache-2.0']) expect(why).toContain(part)
    await press(/Choose ComfyUI-Everything-Bundle for this workflow/)
    expect(book.decisions.map((one) => one.about === 'node-type' && one.type)).toEqual(['ApplyPortraitID', 'PortraitIDFaceAnalysis'])
  })
})

test('an unknown type keeps its name and its next step, and copies search words', async () => {
  const { row } = await show('packs')
  expect(row('ZzMoodRing_v2').text()).toContain('the note in node 31 names kim')
  expect(row('ZzMoodRing_v2').find('.gl-card button').text()).toBe('Copy search words')
})

describe('a model', () => {
  test('shows files of this machine before sources, and the rest while it is open', async () => {
    const { row } = await show('models')
    const model = row('dream-shaper')
    expect(model.findAll('.gl-use')).toHaveLength(2)
    expect(model.find('.gl-options').exists()).toBe(false)
    await model.find('.gl-row-why').trigger('click')
    expect(model.findAll('.gl-use')).toHaveLength(3)
    expect(model.find('.gl-options').text()).toContain('models.example')
  })

  test('"Use this file" sets every widget and leads the keyboard to Undo, which takes it back', async () => {
    const { press, edits } = await show('models')
    await press(/Use sdxl\/dream-shaper/)
    expect(edits).toEqual([{ node: '4', widget: 'ckpt_name', from: 'dream-shaper-xl-v21_fp16.safetensors', to: 'sdxl/dream-shaper-xl-v21.safetensors' }])
    expect(document.activeElement?.textContent).toBe('Undo')
    await press(/^Undo$/)
    expect(edits[1]).toMatchObject({ from: 'sdxl/dream-shaper-xl-v21.safetensors', to: 'dream-shaper-xl-v21_fp16.safetensors' })
  })

  test('without a canvas the choice of a file is remembered', async () => {
    const { row, press, book } = await show('models', { canvas: false })
    await row('dream-shaper').findAll('input')[1]!.trigger('change')
    await press(/Choose dream-shaper-xl-v20.safetensors for this workflow/)
    expect(book.decisions).toEqual([{ about: 'model', scope: { workflow: 'a1b2' }, name: 'dream-shaper-xl-v21_fp16.safetensors', directory: 'checkpoints', use: { widgetValue: 'dream-shaper-xl-v20.safetensors' } }])
  })

  test('a source in doubt is folded with its reason and never offered', async () => {
    const { row, press, book } = await show('models')
    await row('antelope').find('.gl-row-why').trigger('click')
    expect(row('antelope').findAll('.gl-option-name').map((name) => name.text())).toEqual(['hub.example', 'models.example'])
    const fold = row('antelope').find<HTMLDetailsElement>('details')
    expect(fold.text()).toBe('1 source does not fit')
    fold.element.open = true
    await fold.trigger('toggle')
    expect(fold.text()).toContain('It is an archive')
    expect(fold.find('button').exists()).toBe(false)
    await row('antelope').findAll('input')[0]!.trigger('change')
    await press(/Choose the file at hub.example|Choose hub.example for this workflow/)
    expect(book.decisions).toMatchObject([{ directory: 'insightface', use: { url: 'https://hub.example/kim/portrait/resolve/main/antelope-v2-face-landmarks-1k3d68.onnx' } }])
    expect(row('antelope').text()).toContain('You chose this for this workflow.')
    await press(/Take back: the file at hub.example/)
    expect(book.decisions).toEqual([])
  })
})

const [civitai] = allSourcesOff.sources
const twoSources = { ...allSourcesOff, sources: [civitai, { ...civitai, name: 'github', use: 'ask' }] }

describe('looking for a model', () => {
  test('asks for that name and of the sources set to ask, says what came of it in plain words, and folds the steps', async () => {
    const { row, press, asked } = await show('found-some', { told: { sources: twoSources } })
    await press(/Look for 油彩/)
    expect(asked.find(({ name }) => name === 'findSources')?.body).toMatchObject({ names: [foundSome.name], ask: ['github'] })
    const text = row('油彩').text()
    expect(text).toContain('May be one of these; none is certain.')
    expect(text).toContain('early access')
    expect(text).not.toContain('2 answers, 1 of them fits')
    expect(row('油彩').findAll('.gl-option-name').map((name) => name.text())).toEqual(['civ.example', 'hub.example'])
  })

  test('says where outside sources are switched on when all are off', async () => {
    const { row, press } = await show('found-nothing')
    await press(/Look for 油彩/)
    expect(row('油彩').text()).toContain('Not found.')
    expect(row('油彩').text()).toContain('All outside sources are off')
    expect(row('油彩').find('a').attributes('href')).toBe('http://127.0.0.1:8189/#sources')
  })

  test('does not say so when one is on', async () => {
    const on = { ...allSourcesOff, sources: allSourcesOff.sources.map((source) => ({ ...source, use: 'on' })) }
    const { row, press } = await show('found-nothing', { told: { sources: on } })
    await press(/Look for 油彩/)
    expect(row('油彩').text()).not.toContain('outside sources are off')
  })
})

test('keys below the head of a row are not the keys of the list', async () => {
  const { wrapper, row } = await show('packs')
  const mark = row('LoadVideoFrames').find<HTMLInputElement>('input')
  mark.element.focus()
  await mark.trigger('keydown', { key: 'ArrowDown' })
  await mark.trigger('keydown', { key: 'w' })
  expect(document.activeElement).toBe(mark.element)
  expect(wrapper.find('.gl-why').exists()).toBe(false)
})

test('a picture without a graph tells its models, hashes and settings', async () => {
  const { wrapper } = await show('held')
  const text = wrapper.find('.gl-held').text()
  for (const part of ['Made with Forge', 'dreamShaperXL_v21', 'AutoV2', '4496b36d48', 'weight 0.8', 'Sampler', 'DPM++ 2M Karras']) expect(text).toContain(part)
  expect(wrapper.find('h2').text()).toBe('No workflow in this file')
  expect(heldCheck.reports[0]?.held?.models).toHaveLength(3)
})
