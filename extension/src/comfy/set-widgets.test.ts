import { describe, expect, test } from 'vitest'
import type { WidgetEdit } from '../stores/host.js'
import { setWidgets } from './set-widgets.js'
import type { ComfyApp, LiveGraph, LiveNode, LiveWidget } from './types.js'

function widget(name: string, value: unknown): LiveWidget {
  return { name, value }
}

function graphOf(nodes: LiveNode[]): LiveGraph {
  return { nodes, serialize: () => ({}), getNodeById: (id) => nodes.find((node) => String(node.id) === String(id)) }
}

function appOf(root: LiveGraph): { app: ComfyApp; told: string[] } {
  const told: string[] = []
  const canvas = { emitBeforeChange: () => told.push('before'), emitAfterChange: () => told.push('after') }
  return { app: { rootGraph: root, canvas } as unknown as ComfyApp, told }
}

const edit = (facts: Partial<WidgetEdit> = {}): WidgetEdit => ({ node: '4', widget: 'ckpt_name', from: 'old.safetensors', to: 'new.safetensors', ...facts })

describe('setWidgets', () => {
  test('sets the named widget between the pair that makes one step of undo, and calls it back', () => {
    const seen: unknown[] = []
    const loader: LiveNode = { id: 4, widgets: [{ ...widget('ckpt_name', 'old.safetensors'), callback: (value) => seen.push(value) }] }
    const { app, told } = appOf(graphOf([loader]))
    expect(setWidgets(app, [edit()])).toBe(1)
    expect(loader.widgets?.[0]?.value).toBe('new.safetensors')
    expect({ seen, told }).toEqual({ seen: ['new.safetensors'], told: ['before', 'after'] })
  })

  test('finds the value on a missing node, whose widgets have no names', () => {
    const missing: LiveNode = { id: '4', widgets: [widget('UNKNOWN', 3), widget('UNKNOWN_1', 'old.safetensors')] }
    expect(setWidgets(appOf(graphOf([missing])).app, [edit()])).toBe(1)
    expect(missing.widgets?.map(({ value }) => value)).toEqual([3, 'new.safetensors'])
  })

  test('sets the outermost instance that promotes the widget, not the node inside', () => {
    const inner: LiveNode = { id: '7', widgets: [widget('ckpt_name', 'old.safetensors')] }
    const instance: LiveNode = { id: '65', subgraph: graphOf([inner]), widgets: [widget('ckpt_name', 'old.safetensors')] }
    expect(setWidgets(appOf(graphOf([instance])).app, [edit({ node: '65:7' })])).toBe(1)
    expect(instance.widgets?.[0]?.value).toBe('new.safetensors')
    expect(inner.widgets?.[0]?.value).toBe('old.safetensors')
  })

  test('sets the primitive that feeds a widget which was turned into an input', () => {
    const primitive: LiveNode = { id: '1', widgets: [widget('value', 'old.safetensors')] }
    const loader: LiveNode = { id: '4', widgets: [widget('ckpt_name', 'old.safetensors')], inputs: [{ widget: { name: 'ckpt_name' }, link: 9 }], getInputNode: () => primitive }
    expect(setWidgets(appOf(graphOf([primitive, loader])).app, [edit()])).toBe(1)
    expect([primitive, loader].map((node) => node.widgets?.[0]?.value)).toEqual(['new.safetensors', 'old.safetensors'])
  })

  test('leaves a graph alone that has moved on', () => {
    const loader: LiveNode = { id: '4', widgets: [widget('ckpt_name', 'chosen-meanwhile.safetensors')] }
    const { app, told } = appOf(graphOf([loader]))
    expect(setWidgets(app, [edit(), edit({ node: '99' })])).toBe(0)
    expect({ value: loader.widgets?.[0]?.value, told }).toEqual({ value: 'chosen-meanwhile.safetensors', told: [] })
  })

  test('a callback that throws still ends the step', () => {
    const loader: LiveNode = { id: '4', widgets: [{ ...widget('ckpt_name', 'old.safetensors'), callback: () => { throw new Error('a pack') } }] }
    const { app, told } = appOf(graphOf([loader]))
    expect(() => setWidgets(app, [edit()])).toThrow('a pack')
    expect(told).toEqual(['before', 'after'])
  })
})
