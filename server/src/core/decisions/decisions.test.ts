import type { Decision } from '@greenlight/shared/decisions'
import { describe, expect, it } from 'vitest'
import { modelDecision, packDecision } from '../testing/contract/decision-book.contract.js'
import { decisionFor } from './decision-for.js'
import { describeDecision } from './describe-decision.js'
import { mergeDecisions } from './merge-decisions.js'
import { workflowKey } from './workflow-key.js'

const here = { workflow: 'one.json' }

describe('the decision that holds', () => {
  const all: Decision[] = [
    packDecision('A'),
    packDecision('A', { scope: here, id: 'mine' }),
    modelDecision('m', { directory: null, use: { widgetValue: 'any' } }),
    modelDecision('m', { directory: 'loras', use: { widgetValue: 'lora' } }),
    modelDecision('m', { directory: 'vae', scope: here, use: { widgetValue: 'vae here' } }),
    modelDecision('n', { directory: 'vae' }),
  ]

  it('is the workflow’s own before the one for everywhere', () => {
    expect(decisionFor(all, { type: 'A', workflowKey: 'one.json' })?.id).toBe('mine')
    expect(decisionFor(all, { type: 'A', workflowKey: 'two.json' })?.id).toBe('some-pack')
    expect(decisionFor(all, { type: 'A', workflowKey: null })?.id).toBe('some-pack')
    expect(decisionFor(all, { type: 'a', workflowKey: null })).toBeNull()
  })

  it.each([
    ['loras', 'two.json', 'lora'],
    ['checkpoints', 'two.json', 'any'],
    ['vae', 'one.json', 'vae here'],
    ['loras', 'one.json', 'lora'],
    [null, 'one.json', 'vae here'],
    [null, null, 'any'],
  ])('for a model in %s of %s is %s', (directory, key, value) => {
    expect(decisionFor(all, { name: 'm', directory, workflowKey: key })?.use).toEqual({ widgetValue: value })
  })

  it('for a model of a folder that nobody knows is the one for some folder', () => {
    expect(decisionFor(all, { name: 'n', directory: null, workflowKey: null })?.directory).toBe('vae')
    expect(decisionFor(all, { name: 'n', directory: 'loras', workflowKey: null })).toBeNull()
  })
})

it.each([
  [{ id: '151410b3-7845', path: '/a/b.json' }, '151410b3-7845'],
  [{ id: ' ', path: '/a/日の出 1.json' }, '日の出 1.json'],
  [{ path: 'C:\\My Files\\e\u0301.json' }, '\u00e9.json'],
  [{ id: null, path: 'open graph' }, 'open graph'],
  [{ path: null }, null],
  [{ path: '' }, null],
  [{ id: `${'x'.repeat(299)}😀`, path: null }, `${'x'.repeat(299)}\ufffd`],
])('a workflow is named by its own id, else by its file: %j', (named, key) => {
  expect(workflowKey(named)).toBe(key)
})

describe('decisions of others', () => {
  const own = [packDecision('A'), packDecision('B'), modelDecision('m')]
  const theirs = [packDecision('B', { id: 'other' }), packDecision('C'), packDecision('A'), packDecision('C', { id: 'later' })]

  it('are added, and the own ones stay', () => {
    const merge = mergeDecisions(own, theirs, { replace: false })
    expect(merge.remember).toEqual([packDecision('C', { id: 'later' })])
    expect(merge.differing).toEqual([{ own: packDecision('B'), theirs: packDecision('B', { id: 'other' }), taken: 'own' }])
    expect(merge.same).toBe(1)
  })

  it('replace the own ones only where that was said', () => {
    expect(mergeDecisions(own, theirs, { replace: true }).remember).toEqual([packDecision('C', { id: 'later' }), packDecision('B', { id: 'other' })])
  })
})

it.each([
  [packDecision('A', { title: 'Pack', repository: 'https://x.example/p' }), 'node type A -> Pack (some-pack, https://x.example/p) (everywhere)'],
  [modelDecision('m', { scope: here }), 'model loras/m -> my/m (in one.json)'],
  [modelDecision('m', { directory: null, use: { url: 'https://x.example/m' } }), 'model m -> https://x.example/m (everywhere)'],
])('%j reads %s', (decision, line) => {
  expect(describeDecision(decision)).toBe(line)
})
