import { describe, expect, it } from 'vitest'
import type { Carried } from '../ports.js'
import { readCarried } from '../workflow/read-carried.js'
import { heldOf } from './held-of.js'

const empty: Carried = { carrier: 'image', container: 'PNG', workflow: null, prompt: null, parameters: null, tolerated: [] }
const graph = JSON.stringify({ nodes: [{ id: 1, type: 'A' }], links: [], version: 0.4 })
const prompt = JSON.stringify({ 1: { class_type: 'A', inputs: {} } })
const parameters = 'a cat\nSteps: 20, Sampler: Euler, Seed: 1, Model: dreamer'

const heldIn = (part: Partial<Carried>) => {
  const carried = { ...empty, ...part }
  return heldOf(carried, readCarried(carried))
}

describe('the grade of a file', () => {
  it.each([
    ['exact-workflow', { workflow: graph }],
    ['exact-workflow', { workflow: graph, prompt }],
    ['exact-workflow', { workflow: graph, parameters }],
    ['prompt-only', { prompt }],
    ['prompt-only', { prompt, parameters }],
    ['prompt-only', { workflow: '{"nodes":[', prompt }],
    ['parameters-only', { parameters }],
    ['parameters-only', { workflow: '{"nodes":[', parameters }],
    ['inferred', { parameters: 'a cat on a mat' }],
    ['inferred', { workflow: '{"nodes":[' }],
    ['inferred', { traces: [{ key: 'software', text: 'NovelAI' }] }],
    ['none', { traces: [{ key: 'software', text: 'Adobe Photoshop' }] }],
    ['none', {}],
  ] as const)('is %s for %j', (grade, part) => {
    expect(heldIn(part)?.grade).toBe(grade)
  })

  it('is said of pictures, videos, sounds and models, and never of text', () => {
    expect(heldIn({ carrier: 'video' })?.grade).toBe('none')
    expect(heldIn({ carrier: 'model', prompt })?.grade).toBe('prompt-only')
    expect(heldIn({ carrier: 'json', workflow: graph })).toBeNull()
  })

  it('comes with the parameters that stand beside a graph', () => {
    expect(heldIn({ workflow: graph, parameters })).toMatchObject({ positive: 'a cat', models: [{ name: 'dreamer' }] })
    expect(heldIn({ workflow: graph })).toEqual({ grade: 'exact-workflow', settings: [], models: [] })
  })
})

it("reads InvokeAI's own record", () => {
  const blake3 = 'ab'.repeat(32)
  const text = JSON.stringify({
    positive_prompt: 'a fox',
    negative_prompt: 'grey',
    steps: 30,
    model: { name: 'dreamer', hash: `blake3:${blake3}`, base: 'sdxl' },
    vae: { model_name: 'clear' },
    loras: [{ lora: { model_name: 'ink' }, weight: 0.45 }, { model: { name: 'wax' }, weight: 1 }, 7],
  })
  expect(heldIn({ traces: [{ key: 'invokeai_metadata', text }] })).toEqual({
    grade: 'parameters-only',
    tool: 'InvokeAI',
    positive: 'a fox',
    negative: 'grey',
    settings: [{ name: 'steps', value: '30' }],
    models: [
      { name: 'dreamer', directory: 'checkpoints', hash: { type: 'blake3', value: blake3 }, from: 'model', confidence: 0.95 },
      { name: 'clear', directory: 'vae', from: 'vae', confidence: 0.8 },
      { name: 'ink', directory: 'loras', weight: 0.45, from: 'loras', confidence: 0.8 },
      { name: 'wax', directory: 'loras', weight: 1, from: 'loras', confidence: 0.8 },
    ],
  })
  expect(heldIn({ traces: [{ key: 'invokeai_metadata', text: '[1' }] })).toMatchObject({ grade: 'inferred', tool: 'InvokeAI' })
})
