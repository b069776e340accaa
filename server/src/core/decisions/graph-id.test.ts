import { expect, it } from 'vitest'
import { readWorkflow } from '../workflow/read.js'
import { workflowKey } from './workflow-key.js'

const graph = { nodes: [{ id: 1, type: 'A' }], links: [], version: 0.4 }
const keyOf = (value: unknown, path = 'C:\\flows\\mine.json') => {
  const read = readWorkflow(value)
  return read.ok ? workflowKey({ id: read.workflow.id, path }) : read.problem.code
}

it.each([
  ['the id of the graph', { ...graph, id: '151410b3-7845-4561-aac4-8968574e9ba2' }, '151410b3-7845-4561-aac4-8968574e9ba2'],
  ['the id of a graph in a wrapper', { workflow: { ...graph, id: 'inner' }, id: 'outer' }, 'inner'],
  ['the file where there is none', graph, 'mine.json'],
  ['the file where it is no text', { ...graph, id: 7 }, 'mine.json'],
  ['the file where it is empty', { ...graph, id: '' }, 'mine.json'],
  ['the file for a prompt', { 1: { class_type: 'A', inputs: {} } }, 'mine.json'],
])('a workflow is known by %s', (_what, value, key) => {
  expect(keyOf(value)).toBe(key)
})
