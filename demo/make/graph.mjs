/** Builds the UI format as ComfyUI saves it: nodes in columns, links as 6-tuples at the root. */

export function graph(build) {
  const nodes = []
  const links = []
  const node = (type, { at = [0, 0], title, mode = 0, inputs = [], outputs = [], widgets, properties = {} } = {}) => {
    const made = {
      id: nodes.length + 1,
      type,
      pos: at,
      size: [270, 120],
      flags: {},
      order: nodes.length,
      mode,
      inputs: inputs.map(([name, kind]) => ({ name, type: kind, link: null })),
      outputs: outputs.map(([name, kind]) => ({ name, type: kind, links: [] })),
      properties: { 'Node name for S&R': type, cnr_id: 'comfy-core', ver: '0.29.0', ...properties },
      ...(title ? { title } : {}),
      ...(widgets === undefined ? {} : { widgets_values: widgets }),
    }
    nodes.push(made)
    return made
  }
  const link = (from, output, to, input) => {
    const slot = from.outputs.findIndex(({ name }) => name === output)
    const target = to.inputs.findIndex(({ name }) => name === input)
    const id = links.length + 1
    links.push([id, from.id, slot, to.id, target, from.outputs[slot].type])
    from.outputs[slot].links.push(id)
    to.inputs[target].link = id
  }
  const extra = build({ node, link }) ?? {}
  return {
    id: '00000000-0000-4000-8000-000000000001',
    revision: 0,
    last_node_id: nodes.length,
    last_link_id: links.length,
    nodes,
    links,
    groups: [],
    config: {},
    extra: { frontendVersion: '1.47.10' },
    version: 0.4,
    ...extra,
  }
}

/** The seven nodes that nearly every workflow begins with. */
export function textToImage({ node, link }, { checkpoint = 'sunrise-xl.safetensors', prompt = 'a harbour at sunrise', prefix = 'demo' } = {}) {
  const loader = node('CheckpointLoaderSimple', { at: [0, 200], outputs: [['MODEL', 'MODEL'], ['CLIP', 'CLIP'], ['VAE', 'VAE']], widgets: [checkpoint] })
  const positive = node('CLIPTextEncode', { at: [320, 100], title: 'What to show', inputs: [['clip', 'CLIP']], outputs: [['CONDITIONING', 'CONDITIONING']], widgets: [prompt] })
  const negative = node('CLIPTextEncode', { at: [320, 320], title: 'What to leave out', inputs: [['clip', 'CLIP']], outputs: [['CONDITIONING', 'CONDITIONING']], widgets: ['blurry, text'] })
  const latent = node('EmptyLatentImage', { at: [320, 540], outputs: [['LATENT', 'LATENT']], widgets: [1024, 1024, 1] })
  const sampler = node('KSampler', { at: [660, 200], inputs: [['model', 'MODEL'], ['positive', 'CONDITIONING'], ['negative', 'CONDITIONING'], ['latent_image', 'LATENT']], outputs: [['LATENT', 'LATENT']], widgets: [421337, 'randomize', 24, 6.5, 'dpmpp_2m', 'karras', 1] })
  const decode = node('VAEDecode', { at: [980, 200], inputs: [['samples', 'LATENT'], ['vae', 'VAE']], outputs: [['IMAGE', 'IMAGE']] })
  const save = node('SaveImage', { at: [1260, 200], inputs: [['images', 'IMAGE']], widgets: [prefix] })
  link(loader, 'CLIP', positive, 'clip')
  link(loader, 'CLIP', negative, 'clip')
  link(loader, 'MODEL', sampler, 'model')
  link(positive, 'CONDITIONING', sampler, 'positive')
  link(negative, 'CONDITIONING', sampler, 'negative')
  link(latent, 'LATENT', sampler, 'latent_image')
  link(sampler, 'LATENT', decode, 'samples')
  link(loader, 'VAE', decode, 'vae')
  link(decode, 'IMAGE', save, 'images')
  return { loader, positive, negative, latent, sampler, decode, save }
}
