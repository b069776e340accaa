import { type Bytes, Unreadable } from './bytes.js'
import type { Found } from './found.js'
import { membersOf } from './members.js'

/** glTF in one file: the JSON chunk's `asset.extras`, values as objects or texts. Format: glTF 2.0, 4.4. */
export function readGlb(file: Bytes, found: Found): void {
  if (!file.has(16, 'JSON')) throw new Unreadable('its first chunk is no JSON')
  const length = file.u32(12, true)
  if (length > file.length - 20) throw new Unreadable('its JSON chunk is cut short')
  for (const [key, value] of membersOf(found.decode(file.slice(20, length).raw))) {
    if (key === 'asset') offerMembers(value, 'extras', found)
  }
}

/**
 * `__metadata__` in the head of safetensors and .latent files: an unsigned length of 64 bits, then JSON. ComfyUI keeps
 * `workflow` and `prompt` in models and latents that it saves. Format: safetensors README.
 */
export function readSafetensors(file: Bytes, found: Found): void {
  const length = file.u64(0, true)
  if (length > file.length - 8) found.tolerate('its head is cut short')
  offerMembers(found.decode(file.rest(8, length).raw), '__metadata__', found)
}

function offerMembers(text: string, of: string, found: Found): void {
  for (const [key, value] of membersOf(text)) {
    if (key !== of) continue
    for (const [name, part] of membersOf(value)) found.offer(name, part)
  }
}
