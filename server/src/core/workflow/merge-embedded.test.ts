import { describe, expect, test } from 'vitest'
import { input, modelWords, node, references, subgraph, ui, type Raw } from './testing/build.js'

const words = (nodes: readonly Raw[], links: readonly unknown[] = [], more: Raw = {}): string[] =>
  modelWords(references(ui(nodes, links, more)))
const listed = (name: string, directory: string | null, url = `https://example.org/${name}`): Raw => ({
  properties: { models: [{ name, url, ...(directory === null ? {} : { directory }) }] },
})

describe("a node's own list", () => {
  test('joins the widget that names it, also in another subfolder', () => {
    const found = references(
      ui([
        node(1, 'UNETLoader', {
          widgets_values: ['flux\\a.safetensors', 'default'],
          ...listed('a.safetensors', 'unet'),
        }),
      ]),
    )
    expect(modelWords(found)).toEqual(['1.unet_name=flux\\a.safetensors>diffusion_models'])
    expect(found.models[0]?.embedded.map(({ url }) => url)).toEqual(['https://example.org/a.safetensors'])
    expect(found.models[0]?.evidence.map(({ where }) => where)).toEqual([
      'nodes[0].widgets_values[0]',
      'nodes[0].properties.models[0]',
    ])
  })

  test('gives an unknown node its folder, the first part of a path', () => {
    expect(
      words([node(1, 'Unheard', { widgets_values: ['a.pt'], ...listed('a.pt', 'checkpoints/dynamicrafter') })]),
    ).toEqual(['1.null=a.pt>checkpoints'])
  })

  test('is stale where the combo was switched, emptied or is fed, and then only evidence', () => {
    const switched = references(ui([node(1, 'VAELoader', { widgets_values: ['new.pt'], ...listed('old.pt', 'vae') })]))
    expect(modelWords(switched)).toEqual(['1.vae_name=new.pt>vae'])
    expect(switched.models[0]?.embedded).toEqual([])
    expect(switched.models[0]?.evidence.at(-1)?.says).toContain('old.pt')
    expect(words([node(1, 'VAELoader', { widgets_values: ['pixel_space'], ...listed('old.pt', 'vae') })])).toEqual([])
    expect(
      words(
        [
          node(2, 'Text'),
          node(1, 'Unheard', {
            inputs: [input('lora_name', 3, true)],
            widgets_values: ['x'],
            ...listed('old.pt', 'loras'),
          }),
        ],
        [[3, 2, 0, 1, 0, '*']],
      ),
    ).toEqual([])
  })

  test('is a need of its own where no widget answers for that folder', () => {
    const found = references(
      ui([
        node(1, 'DownloadAndLoadX', { widgets_values: ['org/name'], ...listed('a.pt', 'sam2') }),
        node(2, 'Unheard', { mode: 4, ...listed('b.pt', null) }),
      ]),
    )
    expect(modelWords(found)).toEqual(['1.null=a.pt>sam2', '-2.null=b.pt>null'])
    expect(found.models[0]?.embedded.length).toBe(1)
  })

  test('several entries for several folders', () => {
    const models = [
      { name: 'e.safetensors', url: 'https://x/e', directory: 'checkpoints' },
      { name: 'd.safetensors', url: 'https://x/d', directory: 'clip' },
    ]
    const found = references(
      ui([
        node(1, 'LTXAVTextEncoderLoader', {
          properties: { models },
          widgets_values: ['d.safetensors', 'e.safetensors', 'default'],
        }),
      ]),
    )
    expect(found.models.map(({ name, embedded }) => [name, embedded.map(({ url }) => url)])).toEqual([
      ['d.safetensors', ['https://x/d']],
      ['e.safetensors', ['https://x/e']],
    ])
  })
})

describe("the graph's list", () => {
  const models = [
    { name: 'a.pt', url: 'https://x/a.pt', directory: 'vae' },
    { name: 'b.pt', url: 'https://x/b.pt', directory: 'clip' },
    { name: 'b.pt', url: 'https://y/b.pt', directory: 'text_encoders' },
    { name: 'a.pt', url: 'https://x/other', directory: 'loras' },
  ]

  test('joins every reference of that name and folder; the rest are needs without a node, each once', () => {
    const found = references(
      ui([node(1, 'VAELoader', { widgets_values: ['a.pt'] }), node(2, 'VAELoader', { widgets_values: ['a.pt'] })], [], {
        models,
      }),
    )
    expect(modelWords(found)).toEqual([
      '1.vae_name=a.pt>vae',
      '2.vae_name=a.pt>vae',
      'null.null=b.pt>text_encoders',
      'null.null=a.pt>loras',
    ])
    expect(found.models.map(({ embedded }) => embedded.map(({ url }) => url))).toEqual([
      ['https://x/a.pt'],
      ['https://x/a.pt'],
      ['https://x/b.pt', 'https://y/b.pt'],
      ['https://x/other'],
    ])
    expect(found.models[2]).toMatchObject({ node: null, nodeType: null, active: true })
  })

  test('an opened instance lists nothing of its own, one that cannot be opened does', () => {
    const definitions = { definitions: { subgraphs: [subgraph('s', [node(3, 'A')], [])] } }
    expect(
      words(
        [
          node(1, 's', listed('old.pt', 'vae')),
          node(2, '6b4b0518-e42a-4e8b-a377-f0da6dacfcac', listed('need.pt', 'vae')),
        ],
        [],
        definitions,
      ),
    ).toEqual(['null.null=need.pt>vae'])
  })
})
