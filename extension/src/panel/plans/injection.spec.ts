// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { codePlan, makeDocument, openChoices, planId, propose } from '../../dev/fixtures-plans.js'
import { blockedCheck } from '../../dev/fixtures.js'
import { sceneHost, sceneSidecar } from '../../dev/scene.js'
import { useConnectionStore } from '../../stores/connection.js'
import { usePlanStore } from '../../stores/plan.js'
import { useReportStore } from '../../stores/report.js'
import { provideServices } from '../../stores/services.js'
import { handTimers } from '../../testing/hand-timers.js'
import PlanView from './PlanView.vue'

const hostile = fc.oneof(
  fc.constantFrom('<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', '{{constructor.constructor("alert(1)")()}}', 'javascript:alert(1)', 'https://x" onmouseover="alert(1)', 'data:text/html,<script>', '\u202egnp.exe', '</style><script>', 'see https://h.example/<script> now'),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** Texts that the sidecar took from workflows, packs, hosts and catalogues; addresses, ids, digests and words of ours stay. */
const words = new Set(['after', 'before', 'cannotUndo', 'hint', 'hosts', 'licence', 'message', 'name', 'page', 'path', 'rule', 'says', 'subject', 'text', 'title', 'touches', 'types', 'undo', 'url', 'volume', 'where', 'why'])

function poison(value: unknown, text: () => string, under = ''): unknown {
  if (typeof value === 'string') return words.has(under) ? text() : value
  if (Array.isArray(value)) return value.map((one) => poison(one, text, under))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poison(one, text, key)]))
}

/** P-g: whatever a plan's texts bring, the panel shows text, and nothing of it becomes an element or a handler. */
test('texts of plans never become markup', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 3, maxLength: 8 }), fc.constantFrom('proposed', 'choosing', 'failed'), async (texts, state) => {
      let turn = 0
      const text = (): string => texts[turn++ % texts.length]!
      const problem = { code: 'X', message: 'm', hint: 'h' }
      const failed = makeDocument(codePlan, { state: 'failed', actions: [{ id: 'a1', state: 'failed', says: 's', problem, checks: [{ check: { check: 'folder', path: 'p' }, state: 'false', says: 's' }] }] })
      const told = {
        sources: { schema: 'greenlight/sources@1', sources: [], ledger: [] },
        proposePlan: poison(propose(codePlan, state === 'choosing' ? openChoices : []), text),
        plan: poison(failed, text),
        journal: { schema: 'greenlight/journal@1', lines: [{ seq: 1, ts: text(), actor: text(), action_type: text(), plan_id: planId, inputs: {}, outputs: [{ path: text(), sha256: text() }], pre_exists: null, post_exists: null, prev: '' }] },
      }
      const pinia = createPinia()
      provideServices(pinia, { sidecar: sceneSidecar({ answers: [{ ok: true, value: blockedCheck }], told }), host: sceneHost({ owner: true }), timers: handTimers(), clock: () => 0 })
      setActivePinia(pinia)
      const connection = useConnectionStore()
      connection.dispatch({ type: 'greeted', protocol: 1, version: '1', installation: null, page: null })
      const store = usePlanStore()
      if (state === 'failed') await store.open(planId)
      else {
        await useReportStore().inspect()
        await store.resolve(null)
      }
      const wrapper = mount(PlanView, { global: { plugins: [pinia] }, attachTo: document.body })
      for (const group of wrapper.findAll('details')) {
        if (group.element instanceof HTMLDetailsElement) group.element.open = true
        await group.trigger('toggle')
      }
      await nextTick()

      expect(wrapper.find(`[data-state="${state}"]`).exists()).toBe(true)
      const elements: Element[] = [...document.body.querySelectorAll('*')]
      expect(elements.filter(({ tagName }) => /^(script|img|iframe|style|object|embed)$/i.test(tagName))).toEqual([])
      expect(elements.flatMap((element) => element.getAttributeNames().filter((attribute) => attribute.startsWith('on')))).toEqual([])
      const addresses = elements.map((element) => element.getAttribute('href')).filter((address) => address !== null)
      expect(addresses.filter((address) => !/^https?:\/\//i.test(address))).toEqual([])
      wrapper.unmount()
    }),
    { numRuns: 60 },
  )
})
