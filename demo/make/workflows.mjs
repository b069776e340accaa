import { graph, textToImage } from './graph.mjs'

const subgraphId = '6f1c2f6e-0d0a-4a53-9d5e-2b7f3f5f9a10'

/** Ready: everything it asks for is here. */
const ready = () => graph((g) => void textToImage(g))

/** A node pack that is not installed, named by the file itself; it explains both red nodes. */
const missingPack = () =>
  graph((g) => {
    const base = textToImage(g, { prefix: 'portrait' })
    const properties = { cnr_id: 'comfyui_essentials', ver: '1.1.0' }
    const image = { inputs: [['image', 'IMAGE']], outputs: [['IMAGE', 'IMAGE']], properties }
    const grey = g.node('ImageDesaturate+', { at: [980, 420], widgets: [0.8, 'luminance (Rec.709)'], ...image })
    const sharp = g.node('ImageCASharpening+', { at: [1260, 420], widgets: [0.6], ...image })
    const show = g.node('PreviewImage', { at: [1560, 420], inputs: [['images', 'IMAGE']] })
    g.link(base.decode, 'IMAGE', grey, 'image')
    g.link(grey, 'IMAGE', sharp, 'image')
    g.link(sharp, 'IMAGE', show, 'images')
  })

/** A LoRA that is nowhere on this machine, with the address that the file gives for it. */
const missingModel = () =>
  graph((g) => {
    const base = textToImage(g)
    const name = 'paper-cut-style.safetensors'
    const models = [{ name, url: `https://models.example/loras/${name}`, directory: 'loras' }]
    const lora = g.node('LoraLoader', { at: [0, 420], inputs: [['model', 'MODEL'], ['clip', 'CLIP']], outputs: [['MODEL', 'MODEL'], ['CLIP', 'CLIP']], widgets: [name, 0.8, 0.8], properties: { models } })
    g.link(base.loader, 'MODEL', lora, 'model')
    g.link(base.loader, 'CLIP', lora, 'clip')
  })

/** A ControlNet that is here, but among the checkpoints. */
const misplacedModel = () =>
  graph((g) => {
    const base = textToImage(g)
    const image = g.node('LoadImage', { at: [0, 640], outputs: [['IMAGE', 'IMAGE'], ['MASK', 'MASK']], widgets: ['example.png', 'image'] })
    const loader = g.node('ControlNetLoader', { at: [0, 860], outputs: [['CONTROL_NET', 'CONTROL_NET']], widgets: ['edge-lines.safetensors'] })
    const apply = g.node('ControlNetApplyAdvanced', { at: [660, 640], inputs: [['positive', 'CONDITIONING'], ['negative', 'CONDITIONING'], ['control_net', 'CONTROL_NET'], ['image', 'IMAGE']], outputs: [['positive', 'CONDITIONING'], ['negative', 'CONDITIONING']], widgets: [0.9, 0, 0.8] })
    g.link(base.positive, 'CONDITIONING', apply, 'positive')
    g.link(base.negative, 'CONDITIONING', apply, 'negative')
    g.link(loader, 'CONTROL_NET', apply, 'control_net')
    g.link(image, 'IMAGE', apply, 'image')
  })

/** What is missing is bypassed: listed, and no reason to wait. */
const bypassedNeed = () =>
  graph((g) => {
    const base = textToImage(g)
    const grain = g.node('ProPostFilmGrain', { at: [980, 420], mode: 4, inputs: [['image', 'IMAGE']], outputs: [['IMAGE', 'IMAGE']], widgets: [0.4], properties: { cnr_id: 'comfyui-propost', ver: '1.1.3' } })
    g.link(base.decode, 'IMAGE', grain, 'image')
    g.node('MarkdownNote', { at: [1260, 420], widgets: ['Switch **ProPostFilmGrain** on for a filmic look.'], properties: { cnr_id: undefined, ver: undefined } })
  })

/** The upscaler lies in a subgraph; its model is chosen on the outside and has another spelling here. */
const subgraph = () =>
  graph((g) => {
    const base = textToImage(g)
    const instance = g.node(subgraphId, { at: [980, 420], title: 'Enlarge', inputs: [['image', 'IMAGE']], outputs: [['IMAGE', 'IMAGE']], widgets: ['Plain-2x.safetensors'], properties: { proxyWidgets: [['1', 'model_name']], cnr_id: undefined, ver: undefined, 'Node name for S&R': undefined } })
    g.link(base.decode, 'IMAGE', instance, 'image')
    return { definitions: { subgraphs: [enlarge()] } }
  })

function enlarge() {
  const properties = (type) => ({ 'Node name for S&R': type, cnr_id: 'comfy-core', ver: '0.29.0' })
  return {
    id: subgraphId,
    version: 1,
    revision: 0,
    name: 'Enlarge',
    state: { lastGroupId: 0, lastNodeId: 2, lastLinkId: 3, lastRerouteId: 0 },
    config: {},
    inputNode: { id: -10, bounding: [0, 0, 120, 60] },
    outputNode: { id: -20, bounding: [900, 0, 120, 60] },
    inputs: [{ id: '0b6f2f0e-1c9f-4c56-8f68-0c4f0c7f7d01', name: 'image', type: 'IMAGE', linkIds: [1] }],
    outputs: [{ id: '0b6f2f0e-1c9f-4c56-8f68-0c4f0c7f7d02', name: 'IMAGE', type: 'IMAGE', linkIds: [3] }],
    widgets: [],
    nodes: [
      { id: 1, type: 'UpscaleModelLoader', pos: [160, 0], size: [270, 60], flags: {}, order: 0, mode: 0, inputs: [], outputs: [{ name: 'UPSCALE_MODEL', type: 'UPSCALE_MODEL', links: [2] }], properties: properties('UpscaleModelLoader'), widgets_values: ['plain-2x.safetensors'] },
      { id: 2, type: 'ImageUpscaleWithModel', pos: [500, 0], size: [270, 60], flags: {}, order: 1, mode: 0, inputs: [{ name: 'upscale_model', type: 'UPSCALE_MODEL', link: 2 }, { name: 'image', type: 'IMAGE', link: 1 }], outputs: [{ name: 'IMAGE', type: 'IMAGE', links: [3] }], properties: properties('ImageUpscaleWithModel') },
    ],
    groups: [],
    links: [
      { id: 1, origin_id: -10, origin_slot: 0, target_id: 2, target_slot: 1, type: 'IMAGE' },
      { id: 2, origin_id: 1, origin_slot: 0, target_id: 2, target_slot: 0, type: 'UPSCALE_MODEL' },
      { id: 3, origin_id: 2, origin_slot: 0, target_id: -20, target_slot: 0, type: 'IMAGE' },
    ],
    extra: {},
  }
}

/** File name -> workflow. The last two are made elsewhere: a picture, and a file that was cut off. */
export const workflows = {
  '1 ready.json': ready,
  '2 missing node pack.json': missingPack,
  '3 missing model.json': missingModel,
  '4 model in the wrong folder.json': misplacedModel,
  '5 bypassed – überbrückt.json': bypassedNeed,
  '6 inside a subgraph.json': subgraph,
}
