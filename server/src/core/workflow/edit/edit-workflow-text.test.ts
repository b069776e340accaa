import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CanvasEdit } from '@greenlight/shared/plans'
import { parseForeignJson } from '../json.js'
import type { Workflow } from '../model.js'
import { readWorkflow } from '../read.js'
import { editWorkflowText } from './edit-workflow-text.js'
import { findSpan } from './find-span.js'

const read = (text: string): Workflow | null => {
  const parsed = parseForeignJson(text)
  const found = parsed.ok ? readWorkflow(parsed.value) : null
  return found?.ok === true ? found.workflow : null
}
const at = (text: string, path: string) => {
  const span = findSpan(text, path)
  return span === null ? null : text.slice(span.from, span.to)
}

describe('findSpan', () => {
  const text = '\uFEFF{ "a" : [ 1, {"b.c": "x", "b": {"c": 18446744073709551615}} ,"]" ],\r\n "a b": {"[0]": NaN}, "d": 1, "d": 2, "é\\n": [[]] }'
  test.each([
    ['a[0]', '1'],
    ['a[1].b.c', '"x"'],
    ['a[1].b', '{"c": 18446744073709551615}'],
    ['a[2]', '"]"'],
    ['a b.[0]', 'NaN'],
    ['d', '2'],
    ['é\n[0]', '[]'],
    ['', text.slice(1)],
    ['a[3]', null],
    ['a.b', null],
    ['a[1].z', null],
    ['é\n[0][0]', null],
  ])('%j is %j', (path, value) => expect(at(text, path)).toBe(value))

  test.each(['', '{', '{"a"', '{"a":', '{"a":[1,', '[', '"', '{"a":}', '{"a":1]'])('%j never throws', (broken) => {
    for (const path of ['a', 'a[0]', '[0]']) expect(() => findSpan(broken, path)).not.toThrow()
  })

  test('every leaf of any JSON is found as it stands', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        for (const [path, value] of leaves(JSON.parse(json), '')) {
          const found = at(json, path)
          if (!ambiguous(path)) expect(JSON.parse(found ?? 'null')).toEqual(value)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** Keys that are empty or hold signs of the path itself may fit in two ways. */
const ambiguous = (path: string) => path.includes('..') || path.endsWith('.') || path.startsWith('.') || /\.\[|\]\w/.test(path)

function leaves(value: unknown, path: string): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leaves(one, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return [[path, value]]
  const entries = Object.entries(value)
  if (entries.some(([key]) => /[.[\]]/.test(key) || key === '' || key === '__proto__')) return []
  return entries.flatMap(([key, one]) => leaves(one, path === '' ? key : `${path}.${key}`))
}

const graph =
  '{\r\n  "nodes": [ {"id":7,"type":"CheckpointLoaderSimple","mode":0,"properties":{},"widgets_values":["old \\u00e9.safetensors"]},\r\n  {"id":8,"type":"KSampler","mode":0,"widgets_values":[18446744073709551615,"fixed",20,8.0,"euler","normal",1.00]} ],\r\n  "links": [], "version": 0.4, "extra": {"ds": {"scale": 1e999}}\r\n}\r\n'
const edit = (more: Partial<CanvasEdit> = {}): CanvasEdit => ({ node: '7', nodeType: null, widget: 'ckpt_name', from: 'old é.safetensors', to: 'sub/neu 模型.safetensors', ...more })

describe('editWorkflowText', () => {
  test('changes the one value and no other byte', () => {
    const { text, missed } = editWorkflowText(graph, read(graph)!, [edit()])
    expect(missed).toEqual([])
    expect(text).toBe(graph.replace('"old \\u00e9.safetensors"', '"sub/neu 模型.safetensors"'))
  })

  test('without edits, and with one that does not fit, the text is the same', () => {
    expect(editWorkflowText(graph, read(graph)!, [])).toEqual({ text: graph, spans: [], missed: [] })
    for (const wrong of [edit({ from: 'other' }), edit({ node: '9' }), edit({ node: '8', from: 'old é.safetensors' })]) {
      expect(editWorkflowText(graph, read(graph)!, [wrong])).toEqual({ text: graph, spans: [], missed: [wrong] })
    }
  })

  test('a prompt names its widgets', () => {
    const prompt = '{"4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"old é.safetensors"}}}'
    expect(editWorkflowText(prompt, read(prompt)!, [edit({ node: '4' })]).text).toBe(prompt.replace('old é', 'sub/neu 模型'))
  })

  const data = join(import.meta.dirname, '../../../../../../shared/data/workflows')
  test.skipIf(!existsSync(data))('every model named in real files can be edited where it stands', () => {
    const [asked, failed]: [number, string[]] = [0, []]
    let tried = asked
    for (const name of readdirSync(data).filter((one) => one.endsWith('.json'))) {
      const text = readFileSync(join(data, name), 'utf8')
      const workflow = read(text)
      for (const node of workflow?.nodes ?? []) {
        const widget = node.widgets.find(({ value }) => typeof value === 'string' && /\.safetensors$/.test(value))
        if (widget === undefined || typeof widget.value !== 'string') continue
        tried += 1
        const { text: edited, missed } = editWorkflowText(text, workflow!, [{ node: node.id, nodeType: node.type, widget: widget.name, from: widget.value, to: 'x' }])
        const back = read(edited)?.nodes.find(({ id }) => id === node.id)?.widgets.find(({ where }) => where === widget.where)
        if (missed.length > 0 || back?.value !== 'x') failed.push(`${name} ${node.id} ${widget.where}`)
      }
    }
    expect(failed).toEqual([])
    expect(tried).toBeGreaterThan(100)
  })
})
