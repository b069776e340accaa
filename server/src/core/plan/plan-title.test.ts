import type { PlanAction } from '@greenlight/shared/plans'
import { expect, test } from 'vitest'
import { titleOf } from './plan-title.js'

const bare = { group: 'g', tier: 'data', title: '', touches: [], before: [], after: [], evidence: [], undo: '', hosts: [], ticks: [], prepare: [], effects: [], checks: [] } as const
let at = 0
const action = (kind: PlanAction['kind'], subject: string, more: Partial<PlanAction> = {}): PlanAction => ({ ...structuredClone(bare), ...{ touches: [], before: [], after: [], evidence: [], hosts: [], ticks: [], prepare: [], effects: [], checks: [] }, id: `a${(at += 1)}`, kind, subject, ...more })
const edit = (from: string, to: string): PlanAction => action('edit-widget', from, { canvas: { node: '1', nodeType: null, widget: null, from, to } })

test('names the first of each kind and counts the others', () => {
  const actions = [action('install-packages', 'Impact Pack'), action('install-node-pack', 'Impact Pack'), action('download-model', 'flux/style.safetensors'), action('download-model', 'b.safetensors'), action('download-model', 'c.safetensors'), action('restart-comfyui', 'ComfyUI')]
  expect(titleOf(actions, '/home/ю 模型/flux и.json')).toBe('Make flux и.json run: install Impact Pack, download style.safetensors and 2 more models')
  expect(titleOf(actions.slice(0, 2), null)).toBe('Install Impact Pack')
})

test('says which file takes the place of which, each pair once', () => {
  expect(titleOf([edit('a.png', 'b.png'), edit('a.png', 'b.png')], 'C:\\flows\\x.json')).toBe('Make x.json run: use b.png instead of a.png')
  expect(titleOf([edit('a.png', 'b.png'), edit('c.png', 'b.png')], 'open graph')).toBe('Make the open workflow run: use b.png instead of a.png and 1 more change')
  expect(titleOf([action('edit-widget', 'flux.v2.json')], 'flux.json')).toBe('Make flux.json run: write flux.v2.json')
})

test('a long name is cut in its middle, by whole letters', () => {
  const title = titleOf([action('download-model', `${'模'.repeat(80)}.safetensors`)], null)
  expect([...title].length).toBeLessThan(60)
  expect(title).toMatch(/^Download 模+\.\.\.模+\.safetensors$/)
})

test('nothing to do', () => {
  expect(titleOf([], null)).toBe('Nothing to do')
  expect(titleOf([], 'x.json')).toBe('Make x.json run: nothing to do')
})
