// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { makeCheck, makeFinding } from '../dev/fixtures.js'
import { sceneHost, sceneSidecar } from '../dev/scene.js'
import { provideServices } from '../stores/services.js'
import { handTimers } from '../testing/hand-timers.js'
import ReportBody from './ReportBody.vue'
import { loadAnswers } from './use-answers.js'

const hostile = fc.oneof(
  fc.constantFrom('<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', '{{constructor.constructor("alert(1)")()}}', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)//https://', 'data:text/html,<script>', "' onmouseover='x", '\u202egnp.exe', '</style><script>'),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** P-g: whatever names a workflow brings, the panel shows text, and nothing of it becomes an element or a handler. */
test('foreign names never become markup', async () => {
  await loadAnswers()
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (name, says, url) => {
      const check = makeCheck({
        verdict: 'blocked',
        notes: [{ node: '1', text: says, links: [url] }],
        models: [
          { name, directory: says, node: '4', nodeType: says, widget: name, active: true, state: 'missing', file: null, sources: [{ url, from: says }], candidates: [], evidence: [] },
          { name, directory: says, node: '5', nodeType: says, widget: name, active: false, state: 'missing', file: null, sources: [], candidates: [], evidence: [] },
        ],
        findings: [makeFinding({ kind: 'model-missing', subject: name, message: says, next: says, nodes: ['4', url], evidence: [{ from: name, says, where: url }] })],
        problems: [{ code: 'X', message: says, hint: name }],
      })
      const pinia = createPinia()
      provideServices(pinia, { sidecar: sceneSidecar({ answers: [null] }), host: sceneHost({}), timers: handTimers(), clock: () => 0 })
      setActivePinia(pinia)
      const wrapper = mount(ReportBody, { props: { answer: { subject: { key: name, name }, check, at: 0 }, busy: false, stale: false }, global: { plugins: [pinia] }, attachTo: document.body })
      await wrapper.find('.gl-row-why').trigger('click')
      for (const group of wrapper.findAll('details')) {
        if (group.element instanceof HTMLDetailsElement) group.element.open = true
        await group.trigger('toggle')
      }
      await nextTick()

      expect(wrapper.find('.gl-why').exists()).toBe(true)
      const elements: Element[] = [...document.body.querySelectorAll('*')]
      expect(elements.filter(({ tagName }) => /^(script|img|iframe|style|object|embed)$/i.test(tagName))).toEqual([])
      expect(elements.flatMap((element) => element.getAttributeNames().filter((attribute) => attribute.startsWith('on')))).toEqual([])
      const addresses = elements.map((element) => element.getAttribute('href')).filter((address) => address !== null)
      expect(addresses.filter((address) => !/^https?:\/\//i.test(address))).toEqual([])
      wrapper.unmount()
    }),
    { numRuns: 150 },
  )
})
