/** Where ComfyUI-Manager 3.41 puts a model of a type when the list says `default`; read in its server. Types in lower case. */
const folderByType = new Map([
  ['checkpoint', 'checkpoints'],
  ['checkpoints', 'checkpoints'],
  ['clip', 'text_encoders'],
  ['clip_vision', 'clip_vision'],
  ['controlnet', 'controlnet'],
  ['diffusion_model', 'diffusion_models'],
  ['embedding', 'embeddings'],
  ['embeddings', 'embeddings'],
  ['gligen', 'gligen'],
  ['lora', 'loras'],
  ['t2i-adapter', 'controlnet'],
  ['t2i-style', 'controlnet'],
  ['text_encoders', 'text_encoders'],
  ['unclip', 'checkpoints'],
  ['unet', 'diffusion_models'],
  ['upscale', 'upscale_models'],
  ['vae', 'vae'],
])

/**
 * Folder below `models` that the list means, sub-folders kept, `/` separated; null when it names a place elsewhere (inside a
 * node pack, above the folder) or none.
 */
export function modelPlace(savePath: string | null, type: string | null): string | null {
  if (savePath === null) return null
  if (savePath === 'default') return type === null ? null : (folderByType.get(type.toLowerCase()) ?? 'etc')
  const parts = savePath.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.')
  if (/^[/\\]/.test(savePath) || parts.includes('..') || savePath.includes(':') || parts[0] === 'custom_nodes') return null
  return parts.length === 0 ? null : parts.join('/')
}

const units = new Map([
  ['B', 1],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KIB', 1024],
  ['MIB', 1024 ** 2],
  ['GIB', 1024 ** 3],
])

/** Bytes of `4.94MB`; the list rounds and counts by thousands. Null when it is no size. */
export function bytesOf(size: string | null): number | null {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*([KMGT]?i?B?)\s*$/i.exec(size ?? '')
  if (found === null) return null
  const unit = (found[2] ?? '').toUpperCase()
  const factor = units.get(unit) ?? units.get(`${unit}B`)
  return factor === undefined ? null : Math.round(Number((found[1] ?? '').replace(',', '.')) * factor)
}
