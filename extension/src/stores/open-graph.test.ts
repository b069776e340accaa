import { expect, test } from 'vitest'
import { sceneSidecar } from '../dev/scene.js'
import type { Sidecar } from '../sidecar/client.js'
import type { Question } from './host.js'
import { readOpenGraph } from './open-graph.js'

const subject = { key: 'a', name: 'a' }
const asked: unknown[] = []
const told = sceneSidecar({ answers: [null], told: { savedWorkflow: { workflow: { nodes: [1] } } } })
const sidecar: Pick<Sidecar, 'call'> = {
  call: (name, question) => {
    asked.push(name, question?.params)
    return told.call(name, question)
  },
}
const makeQuestion = (ask: Question['ask']): Question => ('saved' in ask ? { subject, ask } : { subject, ask })
const open = (ask: Question['ask'] | null) => readOpenGraph({ read: () => (ask === null ? null : makeQuestion(ask)) }, sidecar)

test('a graph at hand goes as it is', async () => {
  expect(await open({ inspect: { workflow: { nodes: [] } } })).toEqual({ ok: true, value: { nodes: [] } })
  expect(asked).toEqual([])
})

test('a saved workflow is read anew', async () => {
  expect(await open({ saved: '0123456789abcdef' })).toEqual({ ok: true, value: { nodes: [1] } })
  expect(asked).toEqual(['savedWorkflow', { id: '0123456789abcdef' }])
})

test('a picture, nothing, and a graph that cannot be written down are told', async () => {
  expect(await open({ inspect: { name: 'a.png', base64: '' } })).toMatchObject({ ok: false, problem: { message: expect.stringContaining('picture') } })
  expect(await open(null)).toMatchObject({ ok: false })
  const broken = () => {
    throw new Error('a node of this graph breaks')
  }
  expect(await readOpenGraph({ read: broken }, sidecar)).toMatchObject({ ok: false, problem: { code: 'PANEL_GRAPH_UNREADABLE' } })
})
