import { describe, expect, test } from 'vitest'
import { readDefinitions } from '../definitions.js'
import { findReferences } from './find-references.js'
import { input, modelWords, node, read, references, subgraph, ui, type Raw } from './testing/build.js'

const words = (nodes: readonly Raw[], links: readonly unknown[] = [], more: Raw = {}): string[] => modelWords(references(ui(nodes, links, more)))
const listed = (name: string, directory: string | null, url = `https://example.org/${name}`): Raw => ({ properties: { models: [{ name, url, ...(directory === null ? {} : { directory }) }] } })

describe('node types', () => {
  test('each once, in file order, with every instance path and the declarations by frequency', () => {
    const declares = (ver: string): Raw => ({ properties: { cnr_id: 'pack', ver } })
    const definitions = { definitions: { subgraphs: [subgraph('s', [node(3, 'B', declares('2')), node(4, 'Note')], [])] } }
    const found = references(ui([node(1, 'B', declares('1')), node(5, 's'), node(6, 's', { mode: 4 }), node(2, 'A', { mode: 2 })], [], definitions))
    expect(found.nodeTypes.map(({ type, nodes, active }) => [type, nodes.map(({ id }) => id).join(' '), active])).toEqual([['B', '1 5:3 6:3', true], ['Note', '5:4 6:4', true], ['A', '2', false]])
    expect(found.nodeTypes[0]?.declared).toEqual([{ cnrId: 'pack', auxId: null, ver: '2' }, { cnrId: 'pack', auxId: null, ver: '1' }])
    expect(found.nodeTypes[0]?.evidence[0]).toEqual({ from: 'workflow', says: '3 nodes of the workflow have this type', where: 'nodes[0]' })
    expect(found.nodeTypes[0]?.evidence[1]).toEqual({ from: 'workflow', says: '2 nodes declare cnr_id pack, version 2', where: 'definitions.subgraphs[0].nodes[0].properties' })
    expect(found.nodeTypes[2]?.declared).toEqual([])
  })
})

describe('models by known loaders', () => {
  test('folder by widget; what the file has no name for gets one', () => {
    expect(
      words([
        node(1, 'DualCLIPLoader', { widgets_values: ['a.safetensors', 'sub\\b.gguf', 'flux', 'default'] }),
        node(2, 'UNETLoader', { widgets_values: ['c.sft', 'default'] }),
        node(3, 'LTXAVTextEncoderLoader', { widgets_values: ['d.safetensors', 'e.safetensors', 'default'] }),
        node(4, 'CheckpointLoader', { widgets_values: ['v1.yaml', 'f.ckpt'] }),
        node(5, 'UltralyticsDetectorProvider', { widgets_values: ['bbox/face.pt'] }),
      ]),
    ).toEqual([
      '1.clip_name1=a.safetensors>text_encoders',
      '1.clip_name2=sub\\b.gguf>text_encoders',
      '2.unet_name=c.sft>diffusion_models',
      '3.text_encoder=d.safetensors>text_encoders',
      '3.ckpt_name=e.safetensors>checkpoints',
      '4.config_name=v1.yaml>configs',
      '4.ckpt_name=f.ckpt>checkpoints',
      '5.model_name=bbox/face.pt>ultralytics',
    ])
  })

  test('a core loader takes any value, another only what ends like a model', () => {
    expect(words([node(1, 'DiffusersLoader', { widgets_values: ['folder'] }), node(2, 'CheckpointLoaderSimple', { widgets_values: ['no-ending'] }), node(3, 'IPAdapterModelLoader', { widgets_values: ['auto'] })])).toEqual([
      '1.model_path=folder>diffusers',
      '2.ckpt_name=no-ending>checkpoints',
    ])
  })

  test.each(['None', 'none', '[None]', '', 'undefined', 'pixel_space', 'Baked VAE'])('%s is no file', (value) => {
    expect(words([node(1, 'VAELoader', { widgets_values: [value] })])).toEqual([])
  })

  test('small autoencoders lie in vae_approx', () => {
    expect(words([node(1, 'VAELoader', { widgets_values: ['taesd'] }), node(2, 'VAELoader', { widgets_values: ['taehv_x.pth'] }), node(3, 'VAELoader', { widgets_values: ['taesdish.pt'] })])).toEqual(['1.vae_name=taesd>vae_approx', '2.vae_name=taehv_x.pth>vae_approx', '3.vae_name=taesdish.pt>vae'])
  })

  test('a widget that another node feeds names nothing; one that a primitive feeds names what that says', () => {
    const loader = (id: number, link: number): Raw => node(id, 'CheckpointLoaderSimple', { inputs: [input('ckpt_name', link, true)], widgets_values: ['stale.ckpt'] })
    const nodes = [node(1, 'PrimitiveNode', { widgets_values: ['real.ckpt', 'fixed'] }), node(2, 'Switch'), loader(3, 8), loader(4, 9)]
    expect(words(nodes, [[8, 1, 0, 3, 0, '*'], [9, 2, 0, 4, 0, '*']])).toEqual(['3.ckpt_name=real.ckpt>checkpoints'])
  })

  test('promoted widgets count once, at the inner node', () => {
    const inner = subgraph('s', [node(5, 'UNETLoader', { inputs: [input('unet_name', 1, true)], widgets_values: ['inner.gguf', 'default'] })], [[1, -10, 0, 5, 0]], { inputs: [{ name: 'unet', linkIds: [1] }] })
    expect(words([node(1, 's', { widgets_values: ['outer.gguf'] }), node(2, 's', { mode: 4 })], [], { definitions: { subgraphs: [inner] } })).toEqual(['1:5.unet_name=outer.gguf>diffusion_models', '-2:5.unet_name=inner.gguf>diffusion_models'])
  })

  test('inactive nodes and rows that are off are listed as such', () => {
    const rows = [{}, { on: true, lora: 'a.safetensors', strength: 1 }, { on: false, lora: 'b.safetensors' }, { on: true, lora: 'None' }, '']
    expect(words([node(1, 'Power Lora Loader (rgthree)', { widgets_values: rows }), node(2, 'VAELoader', { mode: 2, widgets_values: ['c.pt'] })])).toEqual(['1.null=a.safetensors>loras', '-1.null=b.safetensors>loras', '-2.vae_name=c.pt>vae'])
  })
})

describe('models by file ending', () => {
  test('in any node, also a missing one, in nested values; the folder by the widget name where packs agree', () => {
    const prompt = { '7': { class_type: 'Unheard', inputs: { lora_name_2: 'a.safetensors', model_name: 'b.onnx', ckpt_name: { content: 'c.CKPT', image: 'p.png' } } } }
    expect(modelWords(references(prompt))).toEqual(['7.lora_name_2=a.safetensors>loras', '7.model_name=b.onnx>null', '7.ckpt_name=c.CKPT>checkpoints'])
    expect(words([node(1, 'Unheard', { widgets_values: ['x.safetensors', ['y.pth', { deep: [{ file: 'z.bin' }] }]] })])).toEqual(['1.null=x.safetensors>null', '1.null=y.pth>null', '1.null=z.bin>null'])
  })

  test.each([
    'https://example.org/a.safetensors',
    'use a.safetensors please',
    'first line\na.safetensors',
    'a cat, very detailed, a.safetensors',
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen a.pt',
    'a.safetensors.txt',
    `${'x'.repeat(500)}.pt`,
    '<lora:a:1> b.pt',
  ])('%s is not taken for a file', (text) => {
    expect(words([node(1, 'Unheard', { widgets_values: [text] })])).toEqual([])
  })

  test('neither are prompts, output names, notes, or what a saving node writes', () => {
    const prompt = { '7': { class_type: 'X', inputs: { text: 'a.pt', positive_prompt: 'b.pt', filename_prefix: 'c.pt', output_path: 'd.pt' } }, '8': { class_type: 'LoraSave', inputs: { name: 'e.safetensors' } } }
    expect(modelWords(references(prompt))).toEqual([])
    expect(words([node(1, 'Note', { widgets_values: ['f.pt'] }), node(2, 'PrimitiveNode', { widgets_values: ['g.pt'] })])).toEqual([])
  })

  test('nodes that fetch their model do not borrow a folder from the widget name', () => {
    expect(modelWords(references({ '1': { class_type: 'DepthAnythingPreprocessor', inputs: { ckpt_name: 'a.pth' } }, '2': { class_type: 'DownloadAndLoadNew', inputs: { ckpt_name: 'b.pth' } } }))).toEqual(['1.ckpt_name=a.pth>null', '2.ckpt_name=b.pth>null'])
  })

  test('embeddings in prompts', () => {
    const text = '(embedding:easy:1.2), embedding:sub\\bad.pt, xembedding:no embedding:last. embedding:'
    expect(words([node(1, 'CLIPTextEncode', { widgets_values: [text] })])).toEqual(['1.null=easy>embeddings', '1.null=sub\\bad.pt>embeddings', '1.null=last>embeddings'])
  })
})

describe("a node's own list", () => {
  test('joins the widget that names it, also in another subfolder', () => {
    const found = references(ui([node(1, 'UNETLoader', { widgets_values: ['flux\\a.safetensors', 'default'], ...listed('a.safetensors', 'unet') })]))
    expect(modelWords(found)).toEqual(['1.unet_name=flux\\a.safetensors>diffusion_models'])
    expect(found.models[0]?.embedded.map(({ url }) => url)).toEqual(['https://example.org/a.safetensors'])
    expect(found.models[0]?.evidence.map(({ where }) => where)).toEqual(['nodes[0].widgets_values[0]', 'nodes[0].properties.models[0]'])
  })

  test('gives an unknown node its folder, the first part of a path', () => {
    expect(words([node(1, 'Unheard', { widgets_values: ['a.pt'], ...listed('a.pt', 'checkpoints/dynamicrafter') })])).toEqual(['1.null=a.pt>checkpoints'])
  })

  test('is stale where the combo was switched, emptied or is fed, and then only evidence', () => {
    const switched = references(ui([node(1, 'VAELoader', { widgets_values: ['new.pt'], ...listed('old.pt', 'vae') })]))
    expect(modelWords(switched)).toEqual(['1.vae_name=new.pt>vae'])
    expect(switched.models[0]?.embedded).toEqual([])
    expect(switched.models[0]?.evidence.at(-1)?.says).toContain('old.pt')
    expect(words([node(1, 'VAELoader', { widgets_values: ['pixel_space'], ...listed('old.pt', 'vae') })])).toEqual([])
    expect(words([node(2, 'Text'), node(1, 'Unheard', { inputs: [input('lora_name', 3, true)], widgets_values: ['x'], ...listed('old.pt', 'loras') })], [[3, 2, 0, 1, 0, '*']])).toEqual([])
  })

  test('is a need of its own where no widget answers for that folder', () => {
    const found = references(ui([node(1, 'DownloadAndLoadX', { widgets_values: ['org/name'], ...listed('a.pt', 'sam2') }), node(2, 'Unheard', { mode: 4, ...listed('b.pt', null) })]))
    expect(modelWords(found)).toEqual(['1.null=a.pt>sam2', '-2.null=b.pt>null'])
    expect(found.models[0]?.embedded.length).toBe(1)
  })

  test('several entries for several folders', () => {
    const models = [{ name: 'e.safetensors', url: 'https://x/e', directory: 'checkpoints' }, { name: 'd.safetensors', url: 'https://x/d', directory: 'clip' }]
    const found = references(ui([node(1, 'LTXAVTextEncoderLoader', { properties: { models }, widgets_values: ['d.safetensors', 'e.safetensors', 'default'] })]))
    expect(found.models.map(({ name, embedded }) => [name, embedded.map(({ url }) => url)])).toEqual([['d.safetensors', ['https://x/d']], ['e.safetensors', ['https://x/e']]])
  })
})

describe("the graph's list", () => {
  const models = [{ name: 'a.pt', url: 'https://x/a.pt', directory: 'vae' }, { name: 'b.pt', url: 'https://x/b.pt', directory: 'clip' }, { name: 'b.pt', url: 'https://y/b.pt', directory: 'text_encoders' }, { name: 'a.pt', url: 'https://x/other', directory: 'loras' }]

  test('joins every reference of that name and folder; the rest are needs without a node, each once', () => {
    const found = references(ui([node(1, 'VAELoader', { widgets_values: ['a.pt'] }), node(2, 'VAELoader', { widgets_values: ['a.pt'] })], [], { models }))
    expect(modelWords(found)).toEqual(['1.vae_name=a.pt>vae', '2.vae_name=a.pt>vae', 'null.null=b.pt>text_encoders', 'null.null=a.pt>loras'])
    expect(found.models.map(({ embedded }) => embedded.map(({ url }) => url))).toEqual([['https://x/a.pt'], ['https://x/a.pt'], ['https://x/b.pt', 'https://y/b.pt'], ['https://x/other']])
    expect(found.models[2]).toMatchObject({ node: null, nodeType: null, active: true })
  })

  test('an opened instance lists nothing of its own, one that cannot be opened does', () => {
    const definitions = { definitions: { subgraphs: [subgraph('s', [node(3, 'A')], [])] } }
    expect(words([node(1, 's', listed('old.pt', 'vae')), node(2, '6b4b0518-e42a-4e8b-a377-f0da6dacfcac', listed('need.pt', 'vae'))], [], definitions)).toEqual(['null.null=need.pt>vae'])
  })
})

describe('notes', () => {
  const text = 'Get [a](https://x.org/r/a%20b.safetensors?download=true) and (https://x.org/c_(1).pt), **https://x.org/d**. See https://x.org/[e]!\nhttps://x.org/a%20b.safetensors http://'

  test('links, without the punctuation around them', () => {
    expect(references(ui([node(1, 'MarkdownNote', { widgets_values: [text] })])).notes).toEqual([
      { node: '1', text, links: ['https://x.org/r/a%20b.safetensors?download=true', 'https://x.org/c_(1).pt', 'https://x.org/d', 'https://x.org/[e]', 'https://x.org/a%20b.safetensors'] },
    ])
  })

  test('a link is a source only for exactly that file name', () => {
    const found = references(ui([node(1, 'Note', { widgets_values: [text] }), node(2, 'VAELoader', { widgets_values: ['sub/a b.safetensors'] }), node(3, 'VAELoader', { widgets_values: ['b.safetensors'] })]))
    expect(found.models[0]?.embedded.map(({ url, from, where }) => [url, from, where])).toEqual([
      ['https://x.org/r/a%20b.safetensors?download=true', 'note', 'nodes[0]'],
      ['https://x.org/a%20b.safetensors', 'note', 'nodes[0]'],
    ])
    expect(found.models[1]?.embedded).toEqual([])
  })

  test('long texts without spaces take linear time', () => {
    const found = references(ui([node(1, 'Note', { widgets_values: ['https://'.repeat(300_000) + '('.repeat(1_000_000)] }), node(2, 'CLIPTextEncode', { widgets_values: ['embedding:('.repeat(300_000) + ' embedding:x'] })]))
    expect([found.notes[0]?.links.length, found.models.map(({ name }) => name)]).toEqual([0, ['x']])
  })
})

describe('input files', () => {
  test('known loaders, annotations, and what is no file', () => {
    const load = (id: number, type: string, values: unknown): Raw => node(id, type, { widgets_values: values })
    const found = references(
      ui([
        load(1, 'LoadImage', ['sub dir/x.png [input]', 'image']),
        load(2, 'LoadImageMask', ['y [1].png [output]', 'alpha', 'image']),
        load(3, 'LoadImageOutput', ['z.png', false, 'refresh', 'image']),
        load(4, 'LoadAudio', ['a.mp3', null, null]),
        load(5, 'LoadVideo', ['v.mp4 [temp]', 'image']),
        load(6, 'VHS_LoadVideo', { video: 'w.mp4', videopreview: { params: { filename: 'w.mp4' } } }),
        load(7, 'Load3D', ['', 1024, 1024, '#000000']),
        load(8, 'LoadImage', [null, 'image']),
        load(9, 'LoadImage', [`blake3:${'0'.repeat(64)}`, 'image']),
        node(10, 'LoadImage', { mode: 4, inputs: [input('image', 3, true)], widgets_values: ['fed.png', 'image'] }),
      ], [[3, 4, 0, 10, 0, '*']]),
    )
    expect(found.inputs.map(({ node: id, name, kind, folder }) => [id, name, kind, folder])).toEqual([
      ['1', 'sub dir/x.png', 'image', undefined],
      ['2', 'y [1].png', 'image', 'output'],
      ['3', 'z.png', 'image', 'output'],
      ['4', 'a.mp3', 'audio', undefined],
      ['5', 'v.mp4', 'video', 'temp'],
      ['6', 'w.mp4', 'video', undefined],
    ])
    expect(found.models).toEqual([])
  })

  test('definitions tell upload combos of other nodes', () => {
    const { definitions } = readDefinitions({ Own: { input: { required: { n: ['INT', {}], clip: ['COMBO', { options: ['a.wav'], audio_upload: true }] } }, output: [] } })
    const workflow = read(ui([node(1, 'Own', { widgets_values: [3, 'b.wav', null] })]))
    expect(findReferences(workflow, definitions).inputs).toEqual([{ name: 'b.wav', kind: 'audio', node: '1', nodeType: 'Own', widget: 'clip', active: true }])
    expect(findReferences(workflow, null).inputs).toEqual([])
  })
})
