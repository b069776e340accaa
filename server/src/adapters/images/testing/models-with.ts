import { join, le, type Texts } from './bytes-of.js'

/** A GLB without meshes. `extras` are JSON texts: objects, or strings that hold JSON. */
export function glbWith(extras: Texts): Buffer {
  const members = Object.entries(extras).map(([key, value]) => `${JSON.stringify(key)}:${value}`)
  const json = `{"scene":0,"asset":{"version":"2.0","generator":"test","extras":{${members.join(',')}}}}`
  const padded = Buffer.from(json + ' '.repeat((4 - (Buffer.byteLength(json) % 4)) % 4))
  return join('glTF', le(2, 4), le(20 + padded.length, 4), le(padded.length, 4), 'JSON', padded)
}

/** A safetensors (or .latent) file with one tiny tensor; its metadata values are texts, as the format wants. */
export function safetensorsWith(metadata: Texts): Buffer {
  const head = JSON.stringify({ __metadata__: metadata, latent_tensor: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } })
  return join(le(Buffer.byteLength(head), 8), head, Buffer.alloc(4))
}
