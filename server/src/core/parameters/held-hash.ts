import type { HeldModel } from '@greenlight/shared/held'

export type HeldHash = NonNullable<HeldModel['hash']>

/**
 * Which field a hash was read from decides what it is, for 8 and 12 digits are several things. `model`: checkpoint, refiner, ControlNet;
 * `vae`; `lora`: AUTOMATIC1111 takes 12 digits over the tensors alone; `other`: among them embeddings, where it takes 12 of the whole file.
 */
export type HashField = 'lora' | 'model' | 'other' | 'vae'

/** SHA-256 of nothing: what tools write that found no tensors. */
const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Null where it is no hash. Sources: AUTOMATIC1111 hashes.py and sd_models.py (`model_hash`), Civitai's kinds, InvokeAI's prefixes. */
export function readHash(text: string, field: HashField): HeldHash | null {
  const [, prefix, value = ''] = /^(?:(blake3|sha256):)?([0-9a-f]{6,64})$/.exec(text.trim().toLowerCase().slice(0, 80)) ?? []
  if (value === '' || ofNothing.startsWith(value)) return null
  if (prefix === 'blake3') return value.length === 64 ? { type: 'blake3', value } : null
  return { type: kindOf(value.length, field), value }
}

function kindOf(digits: number, field: HashField): HeldHash['type'] {
  if (digits === 64) return 'sha256'
  if (digits === 10) return 'autov2'
  if (digits === 12 && field === 'lora') return 'autov3'
  return digits === 8 && field === 'model' ? 'autov1' : 'short'
}

/** The kinds that tell most first. */
const order: readonly HeldHash['type'][] = ['sha256', 'blake3', 'autov2', 'autov3', 'crc32', 'autov1', 'short']

export function strongestFirst(hashes: readonly HeldHash[]): HeldHash[] {
  return [...hashes].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
}

/** `name [hash]` and `name(hash)`, as menus of AUTOMATIC1111 and its extensions write a file. */
export function nameAndHash(text: string, field: HashField): { readonly name: string; readonly hash: HeldHash | null } {
  const bare = text.trim()
  const open = bare.endsWith(']') ? bare.lastIndexOf('[') : bare.endsWith(')') ? bare.lastIndexOf('(') : -1
  const hash = open > 0 ? readHash(bare.slice(open + 1, -1), field) : null
  return hash === null ? { name: bare, hash } : { name: bare.slice(0, open).trim(), hash }
}
