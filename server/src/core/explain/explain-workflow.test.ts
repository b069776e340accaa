import { ExplanationSchema } from '@greenlight/shared/explain'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { NodeDefinition } from '../definitions.js'
import {
  buildClaim,
  buildDefinition,
  buildFolders,
  buildKnown,
  buildLive,
  buildPack,
} from '../readiness/testing/build-installed.js'
import { judge } from '../readiness/testing/build-judged.js'
import {
  buildInputReference,
  buildModelReference,
  buildNode,
  buildWorkflow,
} from '../readiness/testing/build-references.js'
import type { FlatNode, NodeInput } from '../workflow/model.js'
import { explainWorkflow } from './explain-workflow.js'
import { explanationAsText } from './explanation-as-text.js'
import { why } from './why.js'

const input = (name: string, type: string, from: string | null, slot = 0): NodeInput => ({
  name,
  type,
  widget: null,
  source: from === null ? null : { node: from, slot },
})

const nodes: FlatNode[] = [
  buildNode('4', 'CheckpointLoaderSimple', {
    outputs: [
      { name: 'MODEL', type: 'MODEL' },
      { name: 'CLIP', type: 'CLIP' },
    ],
    widgets: [
      { name: 'ckpt_name', index: 0, value: 'a.safetensors', where: 'nodes[0].widgets_values[0]', from: 'node' },
    ],
  }),
  buildNode('10', 'LoraLoader', {
    title: 'My style',
    inputs: [input('model', 'MODEL', '4'), input('clip', 'CLIP', '4', 1)],
    outputs: [
      { name: 'MODEL', type: 'MODEL' },
      { name: 'CLIP', type: 'CLIP' },
    ],
  }),
  buildNode('3:1', 'FooSampler', {
    inputs: [input('model', 'MODEL', '10'), input('image', 'IMAGE', null)],
    outputs: [{ name: 'IMAGE', type: 'IMAGE' }],
  }),
  buildNode('9', 'SaveImage', {
    inputs: [input('images', 'IMAGE', '3:1'), { name: 'prefix', type: 'STRING', widget: 'prefix', source: null }],
  }),
  buildNode('11', 'Note', { mode: 'muted', active: false }),
]
const definitions: NodeDefinition[] = [
  buildDefinition('CheckpointLoaderSimple', {
    displayName: 'Load Checkpoint',
    category: 'loaders',
    description: 'Loads a model.',
  }),
  buildDefinition('LoraLoader', { deprecated: true }),
  buildDefinition('SaveImage', { outputNode: true }),
]
const foo = buildClaim('ComfyUI-Foo')
const installed = buildLive(definitions, {
  models: buildFolders({ checkpoints: ['a.safetensors'] }),
  inputs: new Set(['in.png']),
})
const references = {
  models: [
    buildModelReference('a.safetensors'),
    buildModelReference('sub/lora.safetensors', {
      node: '10',
      nodeType: 'LoraLoader',
      widget: 'lora_name',
      directory: 'loras',
    }),
  ],
  inputs: [buildInputReference('in.png', { node: '9' })],
}
const report = judge(nodes, installed, { known: buildKnown({ FooSampler: [foo] }), references })
const workflow = buildWorkflow(nodes)

function explain(node: string) {
  return explainWorkflow(workflow, report, installed, node)?.nodes[0]
}

describe('a workflow', () => {
  const whole = explainWorkflow(workflow, report, installed)

  test('says what goes in, what comes out, what it stands on, and whether it would run', () => {
    expect(v.is(ExplanationSchema, whole)).toBe(true)
    expect(whole?.says).toEqual([
      'It has 5 nodes of 5 types; 1 of them is muted or bypassed.',
      'It reads the image in.png.',
      'It puts out through SaveImage.',
      'Beside ComfyUI it stands on ComfyUI-Foo.',
      'It loads a.safetensors and sub/lora.safetensors.',
      'It will not run here, or nobody can tell: something has no answer yet.',
    ])
    expect(whole?.nodes.map((node) => node.node)).toEqual(['4', '10', '3:1', '9', '11'])
  })

  test('as text', () => {
    const text = explanationAsText(whole ?? { ...report, schema: 'greenlight/explain@1', says: [], nodes: [] })
    expect(text).toContain('a.json  blocked\n')
    expect(text).toContain('\n10  LoraLoader  "My style"  registered\n')
    expect(text.endsWith('\n')).toBe(true)
  })
})

describe('a node', () => {
  test('is found by its id, else by its type; another one is not there', () => {
    expect(explain('10')?.type).toBe('LoraLoader')
    expect(explain('SaveImage')?.node).toBe('9')
    expect(explainWorkflow(workflow, report, installed, '77')).toBeNull()
    expect(explainWorkflow(workflow, report, installed, '__proto__')).toBeNull()
  })

  test('of ComfyUI: what it is, its widgets, its model, who reads it', () => {
    expect(explain('4')).toMatchObject({
      title: 'Load Checkpoint',
      says: 'CheckpointLoaderSimple is a node of ComfyUI under loaders. It gives MODEL and CLIP. Loads a model.',
      state: 'registered',
      provider: { kind: 'comfyui', name: 'ComfyUI', version: '0.29.0', pack: null },
      widgets: [{ name: 'ckpt_name', value: 'a.safetensors' }],
      models: [{ name: 'a.safetensors', state: 'present' }],
      dependents: ['10'],
      why: [],
    })
  })

  test('sockets say where they come from and go to', () => {
    expect(explain('10')).toMatchObject({
      inputs: [
        { name: 'model', linked: true, says: 'comes from node 4 (CheckpointLoaderSimple)' },
        { name: 'clip', linked: true },
      ],
      outputs: [
        { name: 'MODEL', linked: true, says: 'goes to model of node 3:1 (FooSampler)' },
        { name: 'CLIP', linked: false, says: 'nobody reads it' },
      ],
      why: [{ kind: 'model-missing' }],
    })
    expect(explain('9')?.inputs.map((one) => one.name)).toEqual(['images'])
  })

  test('of a pack that is not here', () => {
    expect(explain('3:1')).toMatchObject({
      provider: { kind: 'node-pack', name: 'ComfyUI-Foo' },
      state: 'missing',
      why: [{ kind: 'node-type-missing', fix: 'install-node-pack' }],
    })
  })

  test('of the page alone', () => {
    expect(explain('11')).toMatchObject({
      provider: { kind: 'frontend' },
      active: false,
      ifBypassed: 'It is muted: neither it nor what needs it runs.',
    })
  })

  test.each([
    ['4', 'Nothing would come out as MODEL (no input is of type MODEL), so node 10 would lack it.'],
    ['10', 'MODEL would be what comes in at model.'],
    ['3:1', 'Nothing would come out as IMAGE (image is open), so node 9 would lack it.'],
    ['9', 'Nothing reads it: only what it puts out itself would be left away.'],
  ])('%s bypassed: %s', (node, says) => {
    expect(explain(node)?.ifBypassed).toContain(says)
  })

  test('a prompt tells no types: the definition does', () => {
    const bare = [
      buildNode('1', 'A'),
      buildNode('2', 'B', { inputs: [input('model', '', '1'), input('samples', '', '1')] }),
      buildNode('3', 'C', { inputs: [input('latent', '', '2')] }),
    ]
    const socket = {
      section: 'required',
      options: null,
      widget: false,
      controlAfterGenerate: false,
      upload: null,
      tooltip: null,
    } as const
    const typed = buildDefinition('B', {
      inputs: [
        { ...socket, name: 'model', type: 'MODEL' },
        { ...socket, name: 'samples', type: 'LATENT' },
      ],
      outputs: [{ name: 'LATENT', type: 'LATENT' }],
    })
    const live = buildLive([typed])
    const node = explainWorkflow(buildWorkflow(bare), judge(bare, live), live, '2')?.nodes[0]
    expect(node?.ifBypassed).toBe('LATENT would be what comes in at samples.')
    expect(node?.inputs[1]?.type).toBe('LATENT')
  })
})

describe('why', () => {
  const reports = [report]

  test('a node type, with its evidence, candidates and next step', () => {
    const text = why(reports, 'FooSampler').join('\n')
    expect(text).toContain('a.json: blocked')
    expect(text).toContain('FooSampler: missing, ComfyUI-Foo (node 3:1)')
    expect(text).toContain('catalogue: The catalogue says that ComfyUI-Foo registers FooSampler.')
    expect(text).toContain('next: Install ComfyUI-Foo')
  })

  test.each(['sub/lora.safetensors', 'lora.safetensors', 'LORA.safetensors'])('a model as %s', (subject) => {
    expect(why(reports, subject).join('\n')).toContain(
      'sub/lora.safetensors: missing (lora_name of node 10 (LoraLoader))',
    )
  })

  test.each(['ComfyUI-Foo', 'comfyui-foo'])('a pack as %s', (subject) => {
    expect(why(reports, subject).join('\n')).toContain('FooSampler: missing')
  })

  test("what stands in nobody's way is explained too", () => {
    expect(why(reports, 'a.safetensors').join('\n')).toContain('a.safetensors: present')
    expect(why(reports, 'in.png').join('\n')).toContain('in.png: present (image, node 9)')
  })

  test('nobody speaks of it', () => {
    expect(why(reports, 'nothing')).toEqual([])
    expect(why([], 'FooSampler')).toEqual([])
  })

  test('only the reports that speak of it', () => {
    const other = judge([buildNode('1', 'SaveImage')], buildLive(definitions, { nodePacks: [buildPack('x')] }), {
      path: 'other.json',
    })
    expect(why([other, report], 'FooSampler').filter((line) => !line.startsWith(' '))).toEqual(['a.json: blocked'])
  })
})
