/** One of every five nodes of a made-up graph; widgets and links are shaped as ComfyUI saves them. */
const kinds = [
  { type: 'CheckpointLoaderSimple', widgets: (n) => [`models/model-${n % 40}.safetensors`], outputs: ['MODEL', 'CLIP', 'VAE'] },
  { type: 'CLIPTextEncode', widgets: (n) => [`a quiet harbour at dawn, study ${n}`], inputs: ['CLIP'], outputs: ['CONDITIONING'] },
  { type: 'LoraLoader', widgets: (n) => [`lora-${n % 60}.safetensors`, 0.8, 0.8], inputs: ['MODEL', 'CLIP'], outputs: ['MODEL', 'CLIP'] },
  { type: 'KSampler', widgets: (n) => [n * 7919, 'randomize', 20, 7, 'euler', 'normal', 1], inputs: ['MODEL', 'CONDITIONING', 'LATENT'], outputs: ['LATENT'] },
  { type: 'SomePackNode', widgets: (n) => [n, 'choice', true], inputs: ['LATENT'], outputs: ['IMAGE'] },
]

/** A UI workflow of `count` nodes in a chain, the same at every call. */
export function makeWorkflow(count) {
  const nodes = []
  const links = []
  for (let id = 1; id <= count; id++) {
    const kind = kinds[id % kinds.length]
    const inputs = (kind.inputs ?? []).map((type, slot) => {
      if (id === 1 || slot > 0) return { name: type.toLowerCase(), type, link: null }
      links.push([links.length + 1, id - 1, 0, id, slot, type])
      return { name: type.toLowerCase(), type, link: links.length }
    })
    nodes.push({
      id,
      type: kind.type,
      pos: [(id % 50) * 240, Math.floor(id / 50) * 180],
      size: [220, 120],
      flags: {},
      order: id - 1,
      mode: id % 97 === 0 ? 4 : 0,
      inputs,
      outputs: kind.outputs.map((type) => ({ name: type, type, links: [] })),
      properties: { 'Node name for S&R': kind.type, cnr_id: kind.type === 'SomePackNode' ? 'some-pack' : 'comfy-core', ver: '0.3.40' },
      widgets_values: kind.widgets(id),
    })
  }
  return { id: 'made-up', revision: 0, last_node_id: count, last_link_id: links.length, nodes, links, groups: [], config: {}, extra: {}, version: 0.4 }
}
