// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { readyCheck, unsureCheck } from '../dev/fixtures.js'
import { sceneHost, type Scene, sceneSidecar } from '../dev/scene.js'
import { handTimers, type HandTimers } from '../testing/hand-timers.js'
import { useConnectionStore } from './connection.js'
import type { Host } from './host.js'
import { keepCurrent } from './keep-current.js'
import { useReportStore } from './report.js'
import { provideServices } from './services.js'

const greeted = { type: 'greeted', protocol: 1, version: '1', installation: null, page: null } as const
let timers: HandTimers
beforeEach(() => (timers = handTimers()))

function set(answers: Scene['answers'], host: Partial<Host> = {}) {
  const pinia = createPinia()
  provideServices(pinia, { sidecar: sceneSidecar({ answers }), host: { ...sceneHost({}), ...host }, timers, clock: () => 42 })
  setActivePinia(pinia)
  return { report: useReportStore(pinia), connection: useConnectionStore(pinia) }
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

test('without a sidecar nothing is asked', async () => {
  const { report } = set([{ ok: true, value: readyCheck }])
  await report.inspect()
  expect(report.state).toEqual({ is: 'none' })
})

test('as soon as there is one, what is open is inspected', async () => {
  const { report, connection } = set([{ ok: true, value: readyCheck }])
  keepCurrent()
  connection.dispatch(greeted)
  await settled()
  timers.pass(0)
  await settled()
  expect(report.state).toMatchObject({ is: 'reported', answer: { at: 42, check: { summary: { ready: 1 } } } })
})

test('of two questions only the later one counts', async () => {
  const { report, connection } = set([{ ok: true, value: unsureCheck }, { ok: true, value: readyCheck }])
  connection.dispatch(greeted)
  await Promise.all([report.inspect(), report.inspect()])
  await settled()
  expect(report.answer?.check.summary.ready).toBe(1)
})

test('a graph that cannot be written down is a problem with a code', async () => {
  const { report, connection } = set([null], {
    read: () => {
      throw new TypeError('a node pack fell over')
    },
  })
  connection.dispatch(greeted)
  await report.inspect()
  expect(report.state).toMatchObject({ is: 'failed', problem: { code: 'PANEL_GRAPH_UNREADABLE' } })
})

test('a sidecar that is gone is noticed by the question too', async () => {
  const problem = { code: 'SIDECAR_ABSENT', message: 'm', hint: 'h' }
  const { report, connection } = set([{ ok: false, kind: 'unanswered', status: 503, problem }])
  connection.dispatch(greeted)
  await report.inspect()
  expect(connection.state).toEqual({ is: 'absent', problem })
})

test('marks and badge follow the report', async () => {
  const said: unknown[] = []
  const { report, connection } = set([{ ok: true, value: unsureCheck }], { badge: (text) => said.push(text), mark: (marks) => said.push([...marks.keys()]) })
  keepCurrent()
  connection.dispatch(greeted)
  await report.inspect()
  await settled()
  expect(said).toContainEqual(['3'])
  expect(said).toContain('1')
})
