import { describe, expect, test } from 'vitest'
import type { Workflow } from './model.js'
import { readWorkflow } from './read.js'
import { input, node, nodeById, read, subgraph, toldWords, ui } from './testing/build.js'

const prompt = {
  '3': { class_type: 'KSampler', inputs: { seed: 5, model: ['65:4', 0] }, _meta: { title: 'Sampler' } },
  '65:4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'a.safetensors' } },
}
const graph = ui([node(1, 'LoadImage', { widgets_values: ['x.png', 'image'] })])
const ids = (workflow: Workflow): string[] => workflow.nodes.map((one) => one.id)

describe('what is read', () => {
  test('an API prompt, with its execution ids, titles, links and values by name', () => {
    const workflow = read(prompt)
    expect(workflow.format).toBe('api')
    expect(ids(workflow)).toEqual(['3', '65:4'])
    expect(workflow.nodes[0]).toMatchObject({
      type: 'KSampler',
      title: 'Sampler',
      active: true,
      where: '3',
      inputs: [{ name: 'model', source: { node: '65:4', slot: 0 } }],
    })
    expect(workflow.nodes[0]?.widgets).toEqual([
      { name: 'seed', index: null, value: 5, where: '3.inputs.seed', from: 'node' },
    ])
  })

  test('values of a prompt that only look like links, and wrapped lists', () => {
    const workflow = read({
      a: { class_type: 'X', inputs: { size: [512, 512], points: { __value__: ['1', 0] }, gone: ['77', 0] } },
    })
    expect(workflow.nodes[0]?.widgets.map(({ name, value }) => [name, value])).toEqual([
      ['size', [512, 512]],
      ['points', ['1', 0]],
    ])
    expect(workflow.nodes[0]?.inputs).toEqual([{ name: 'gone', type: '', widget: null, source: null }])
    expect(toldWords(workflow)).toEqual(['A link leads to nowhere'])
  })

  test.each<[string, unknown, string, string]>([
    ['a graph', graph, 'ui', 'nodes[0]'],
    ['schema 1', { version: 1, state: {}, nodes: graph.nodes, links: [] }, 'ui', 'nodes[0]'],
    ['nodes alone', { nodes: graph.nodes }, 'ui', 'nodes[0]'],
    ['a wrapped prompt', { prompt, client_id: 'x' }, 'api', 'prompt.3'],
    ['a wrapped graph', { workflow: graph }, 'ui', 'workflow.nodes[0]'],
    ['a service call', { input: { workflow: prompt } }, 'api', 'input.workflow.3'],
    ['a service call with a graph', { input: { workflow: graph } }, 'ui', 'input.workflow.nodes[0]'],
    ['graphToPrompt', { output: prompt, workflow: graph }, 'ui', 'workflow.nodes[0]'],
    ['text in a field', { prompt: JSON.stringify(prompt), workflow: JSON.stringify(graph) }, 'ui', 'workflow.nodes[0]'],
    [
      'what is posted to /prompt',
      { prompt, extra_data: { extra_pnginfo: { workflow: graph } } },
      'ui',
      'extra_data.extra_pnginfo.workflow.nodes[0]',
    ],
    [
      'a history entry',
      {
        'id-1': { prompt: [1, 'id-1', prompt, { extra_pnginfo: { workflow: graph } }, ['9']], outputs: {}, status: {} },
      },
      'history',
      'id-1.prompt[3].extra_pnginfo.workflow.nodes[0]',
    ],
    ['one history entry', { prompt: [1, 'id-1', prompt, {}, ['9']], outputs: {} }, 'history', 'prompt[2].3'],
    [
      'a list of history entries',
      [{ prompt: [1, 'x', {}, {}] }, { prompt: [1, 'id-1', prompt, {}] }],
      'history',
      '[1].prompt[2].3',
    ],
    [
      'a queue',
      { queue_running: [], queue_pending: [[1, 'id-1', prompt, {}, []]] },
      'history',
      'queue_pending[0][2].3',
    ],
  ])('%s', (_name, value, format, where) => {
    const workflow = read(value)
    expect([workflow.format, workflow.nodes[0]?.where]).toEqual([format, where])
  })

  test('node templates, as text or object, with or without ids', () => {
    const clipboard = {
      nodes: [
        node(-1, 'CheckpointLoaderSimple', { widgets_values: ['a.ckpt'] }),
        node(-1, 'VAEDecode', { inputs: [input('vae', null)] }),
      ],
      links: [[0, 2, 1, 0, 1]],
    }
    const one = read({ templates: [{ name: 'a', data: JSON.stringify(clipboard) }] })
    expect([one.format, ids(one), nodeById(one, '1').inputs[0]?.source]).toEqual([
      'template',
      ['0', '1'],
      { node: '0', slot: 2 },
    ])
    const several = read({
      templates: [
        { name: 'a', data: clipboard },
        { name: 'broken', data: '{' },
        { name: 'b', data: { nodes: [node(7, 'Note')], links: [] } },
      ],
    })
    expect(ids(several)).toEqual(['0:0', '0:1', '2:7'])
    expect(toldWords(several)).toEqual(['A template holds no nodes and was left out'])
  })

  test('an empty graph is a workflow without nodes', () => {
    expect(read(ui([])).nodes).toEqual([])
  })

  test('what was tolerated in the text comes first', () => {
    expect(read(ui([5]), { tolerated: [{ says: 'NaN' }] }).tolerated).toEqual([
      { says: 'NaN' },
      { says: 'A node is no object and was left out', where: 'nodes[0]' },
    ])
  })
})

describe('what is no workflow is named', () => {
  test.each<[unknown, string]>([
    [{ comfyui: 'abc', git_custom_nodes: {}, cnr_custom_nodes: {} }, 'snapshot'],
    [
      { KSampler: { input: { required: {} }, output: ['LATENT'], python_module: 'nodes', category: 'x' } },
      'object_info',
    ],
    [{ models: [{ name: 'x', filename: 'x.pt', save_path: 'default' }] }, 'list of models'],
    [{ custom_nodes: [] }, 'list of node packs'],
    [{ 'https://example.org/a': [['A'], {}] }, 'map of node types'],
    [{ name: 'x', version: '1.0.0', dependencies: {} }, 'npm package'],
    [{ nodes: [{ type: 'n8n-nodes-base.x', id: '1' }], connections: {} }, 'n8n'],
    [{ asset: { version: '2.0' }, nodes: [{ mesh: 0 }], extras: {} }, 'glTF'],
    [{ 'Comfy.Locale': 'de' }, 'settings'],
    [{ _class_name: 'FluxPipeline' }, 'diffusers'],
    [{ schema: 'greenlight/check@1', reports: [] }, 'Greenlight report'],
    [{ '1': { inputs: {} } }, 'without any node type'],
    [{}, 'empty JSON object'],
    [[], 'empty JSON list'],
    [[1, 2], 'JSON list'],
    ['text', 'JSON text'],
    [7, 'JSON number'],
    [true, 'truth value'],
    [null, 'empty JSON value'],
    [{ a: 1 }, 'JSON without ComfyUI nodes'],
    [{ nodes: {} }, 'JSON without ComfyUI nodes'],
  ])('%j', (value, words) => {
    const result = readWorkflow(value)
    expect(result.ok ? 'a workflow' : `${result.problem.code} ${result.problem.message}`).toMatch(
      new RegExp(`^NOT_A_WORKFLOW This is .*${words}`),
    )
  })
})

describe('a prompt beside the graph', () => {
  const sampler = node(3, 'SomeSampler', { widgets_values: ['euler', 7, 'randomize', 'b.safetensors'] })

  test('names the positional values, values of its own types only', () => {
    const workflow = read(ui([sampler]), {
      prompt: {
        '3': {
          class_type: 'SomeSampler',
          inputs: { sampler: 'euler', seed: 7, model: ['1', 0], extra: 'b.safetensors' },
        },
      },
    })
    expect(workflow.nodes[0]?.widgets.map((one) => one.name)).toEqual(['sampler', 'seed', null, 'extra'])
  })

  test('names nothing when a value differs or the type does', () => {
    for (const other of [
      { class_type: 'SomeSampler', inputs: { sampler: 'ddim', seed: 7 } },
      { class_type: 'Other', inputs: { sampler: 'euler' } },
    ]) {
      expect(read(ui([sampler]), { prompt: { '3': other } }).nodes[0]?.widgets.every((one) => one.name === null)).toBe(
        true,
      )
    }
  })

  test('lends values where the graph has none', () => {
    const workflow = read({
      workflow: ui([node(3, 'Loader')]),
      output: { '3': { class_type: 'Loader', inputs: { ckpt: 'a.pt' } } },
    })
    expect(workflow.nodes[0]?.widgets).toMatchObject([{ name: 'ckpt', value: 'a.pt' }])
  })
})

test('subgraph definitions alone are readable too', () => {
  expect(ids(read(subgraph('x', [node(1, 'A')], [])))).toEqual(['1'])
})
