/** Tiny model files: true safetensors with one small tensor each, so that every reader takes them for what they are. */

export const models = {
  checkpoints: ['edge-lines.safetensors', 'sunrise-xl.safetensors'],
  controlnet: [],
  loras: ['ink-lines.safetensors', 'styles/soft-light.safetensors'],
  upscale_models: ['plain-2x.safetensors'],
  vae: ['soft-colours-vae.safetensors'],
}

/** The edge-lines file is a ControlNet that somebody put among the checkpoints: the demo's misplaced model. */
const tensorOf = (folder, name) => (name.startsWith('edge-lines') ? 'control_model.input_hint_block.0.weight' : `${folder}.demo.weight`)

export function modelBytes(folder, name) {
  const shape = [4, 4]
  const header = JSON.stringify({
    __metadata__: { 'modelspec.title': `Greenlight demo ${name}`, format: 'pt' },
    [tensorOf(folder, name)]: { dtype: 'F32', shape, data_offsets: [0, 64] },
  })
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8)
  const bytes = Buffer.alloc(8 + padded.length + 64)
  bytes.writeBigUInt64LE(BigInt(padded.length), 0)
  bytes.write(padded, 8, 'latin1')
  for (let at = 0; at < 16; at++) bytes.writeFloatLE((at + name.length) / 16, 8 + padded.length + at * 4)
  return bytes
}
