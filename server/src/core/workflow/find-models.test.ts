import { describe, expect, test } from 'vitest'
import { input, modelWords, node, references, subgraph, ui, type Raw } from './testing/build.js'

const words = (nodes: readonly Raw[], links: readonly unknown[] = [], more: Raw = {}): string[] =>
  modelWords(references(ui(nodes, links, more)))

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
    expect(
      words([
        node(1, 'DiffusersLoader', { widgets_values: ['folder'] }),
        node(2, 'CheckpointLoaderSimple', { widgets_values: ['no-ending'] }),
        node(3, 'IPAdapterModelLoader', { widgets_values: ['auto'] }),
      ]),
    ).toEqual(['1.model_path=folder>diffusers', '2.ckpt_name=no-ending>checkpoints'])
  })

  test.each(['None', 'none', '[None]', '', 'undefined', 'pixel_space', 'Baked VAE'])('%s is no file', (value) => {
    expect(words([node(1, 'VAELoader', { widgets_values: [value] })])).toEqual([])
  })

  test('small autoencoders lie in vae_approx', () => {
    expect(
      words([
        node(1, 'VAELoader', { widgets_values: ['taesd'] }),
        node(2, 'VAELoader', { widgets_values: ['taehv_x.pth'] }),
        node(3, 'VAELoader', { widgets_values: ['taesdish.pt'] }),
      ]),
    ).toEqual(['1.vae_name=taesd>vae_approx', '2.vae_name=taehv_x.pth>vae_approx', '3.vae_name=taesdish.pt>vae'])
  })

  test('a widget that another node feeds names nothing; one that a primitive feeds names what that says', () => {
    const loader = (id: number, link: number): Raw =>
      node(id, 'CheckpointLoaderSimple', { inputs: [input('ckpt_name', link, true)], widgets_values: ['stale.ckpt'] })
    const nodes = [
      node(1, 'PrimitiveNode', { widgets_values: ['real.ckpt', 'fixed'] }),
      node(2, 'Switch'),
      loader(3, 8),
      loader(4, 9),
    ]
    expect(
      words(nodes, [
        [8, 1, 0, 3, 0, '*'],
        [9, 2, 0, 4, 0, '*'],
      ]),
    ).toEqual(['3.ckpt_name=real.ckpt>checkpoints'])
  })

  test('promoted widgets count once, at the inner node', () => {
    const inner = subgraph(
      's',
      [node(5, 'UNETLoader', { inputs: [input('unet_name', 1, true)], widgets_values: ['inner.gguf', 'default'] })],
      [[1, -10, 0, 5, 0]],
      { inputs: [{ name: 'unet', linkIds: [1] }] },
    )
    expect(
      words([node(1, 's', { widgets_values: ['outer.gguf'] }), node(2, 's', { mode: 4 })], [], {
        definitions: { subgraphs: [inner] },
      }),
    ).toEqual(['1:5.unet_name=outer.gguf>diffusion_models', '-2:5.unet_name=inner.gguf>diffusion_models'])
  })

  test('inactive nodes and rows that are off are listed as such', () => {
    const rows = [
      {},
      { on: true, lora: 'a.safetensors', strength: 1 },
      { on: false, lora: 'b.safetensors' },
      { on: true, lora: 'None' },
      '',
    ]
    expect(
      words([
        node(1, 'Power Lora Loader (rgthree)', { widgets_values: rows }),
        node(2, 'VAELoader', { mode: 2, widgets_values: ['c.pt'] }),
      ]),
    ).toEqual(['1.null=a.safetensors>loras', '-1.null=b.safetensors>loras', '-2.vae_name=c.pt>vae'])
  })
})

describe('models by file ending', () => {
  test('in any node, also a missing one, in nested values; the folder by the widget name where packs agree', () => {
    const prompt = {
      '7': {
        class_type: 'Unheard',
        inputs: {
          lora_name_2: 'a.safetensors',
          model_name: 'b.onnx',
          ckpt_name: { content: 'c.CKPT', image: 'p.png' },
        },
      },
    }
    expect(modelWords(references(prompt))).toEqual([
      '7.lora_name_2=a.safetensors>loras',
      '7.model_name=b.onnx>null',
      '7.ckpt_name=c.CKPT>checkpoints',
    ])
    expect(
      words([node(1, 'Unheard', { widgets_values: ['x.safetensors', ['y.pth', { deep: [{ file: 'z.bin' }] }]] })]),
    ).toEqual(['1.null=x.safetensors>null', '1.null=y.pth>null', '1.null=z.bin>null'])
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
    const prompt = {
      '7': {
        class_type: 'X',
        inputs: { text: 'a.pt', positive_prompt: 'b.pt', filename_prefix: 'c.pt', output_path: 'd.pt' },
      },
      '8': { class_type: 'LoraSave', inputs: { name: 'e.safetensors' } },
    }
    expect(modelWords(references(prompt))).toEqual([])
    expect(
      words([node(1, 'Note', { widgets_values: ['f.pt'] }), node(2, 'PrimitiveNode', { widgets_values: ['g.pt'] })]),
    ).toEqual([])
  })

  test('nodes that fetch their model do not borrow a folder from the widget name', () => {
    expect(
      modelWords(
        references({
          '1': { class_type: 'DepthAnythingPreprocessor', inputs: { ckpt_name: 'a.pth' } },
          '2': { class_type: 'DownloadAndLoadNew', inputs: { ckpt_name: 'b.pth' } },
        }),
      ),
    ).toEqual(['1.ckpt_name=a.pth>null', '2.ckpt_name=b.pth>null'])
  })

  test('embeddings in prompts', () => {
    const text = '(embedding:easy:1.2), embedding:sub\\bad.pt, xembedding:no embedding:last. embedding:'
    expect(words([node(1, 'CLIPTextEncode', { widgets_values: [text] })])).toEqual([
      '1.null=easy>embeddings',
      '1.null=sub\\bad.pt>embeddings',
      '1.null=last>embeddings',
    ])
  })
})
