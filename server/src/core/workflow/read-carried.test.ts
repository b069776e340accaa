import { describe, expect, test } from 'vitest'
import { readCarried } from './read-carried.js'
import { node, toldWords, ui } from './testing/build.js'

const prompt = {
  '3': { class_type: 'KSampler', inputs: { seed: 5, model: ['65:4', 0] }, _meta: { title: 'Sampler' } },
  '65:4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'a.safetensors' } },
}

describe('readCarried', () => {
  const carried = {
    carrier: 'image',
    container: 'PNG',
    workflow: null,
    prompt: null,
    parameters: null,
    tolerated: [],
  } as const

  test('the workflow wins, the prompt names; what the carrier tolerated is told', () => {
    const result = readCarried({
      ...carried,
      workflow: JSON.stringify(ui([node(3, 'L', { widgets_values: ['a.pt'] })])),
      prompt: '{"3":{"class_type":"L","inputs":{"file":"a.pt"},"is_changed":NaN}}',
      tolerated: ['Bad CRC'],
    })
    expect(result).toMatchObject({
      ok: true,
      workflow: { format: 'ui', nodes: [{ widgets: [{ name: 'file' }] }], tolerated: [{ says: 'Bad CRC' }] },
    })
  })

  test('a broken workflow does not hide a good prompt', () => {
    const result = readCarried({ ...carried, workflow: '{"nodes":[', prompt: JSON.stringify(prompt) })
    expect(result).toMatchObject({ ok: true, workflow: { format: 'api' } })
    expect(result.ok && toldWords(result.workflow)[0]).toContain('The workflow inside could not be read')
  })

  test.each([
    [{}, 'NO_WORKFLOW_INSIDE', 'PNG'],
    [{ parameters: 'a cat\nSteps: 20, Sampler: Euler' }, 'A1111_PARAMETERS', 'A1111'],
    [{ parameters: '{"version":"Fooocus"}' }, 'NO_WORKFLOW_INSIDE', 'another program'],
    [{ workflow: '{"nodes":[' }, 'JSON_INVALID', 'JSON'],
    [{ workflow: '{"a":1}', parameters: 'Steps: 1' }, 'NOT_A_WORKFLOW', 'JSON'],
  ])('%j', (part, code, words) => {
    const result = readCarried({ ...carried, ...part })
    expect(result.ok ? '' : `${result.problem.code} ${result.problem.message}`).toMatch(
      new RegExp(`^${code} .*${words}`),
    )
  })
})
