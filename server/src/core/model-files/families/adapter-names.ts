/** What one tensor of a LoRA is to the weight it changes. */
export type AdapterPart =
  | 'alpha'
  | 'diff'
  | 'down'
  | 'hada-in'
  | 'hada-out'
  | 'lokr-1'
  | 'lokr-1a'
  | 'lokr-1b'
  | 'lokr-2'
  | 'lokr-2a'
  | 'lokr-2b'
  | 'mark'
  | 'up'

/**
 * Parts by the last segment of a name. `mark` belongs to an adapter and says no size; `alpha` alone proves nothing, as other
 * models have it too. Source: ComfyUI comfy/weight_adapter and comfy/lora.py, KohakuBlueleaf/LyCORIS.
 */
const byTail: ReadonlyMap<string, AdapterPart> = new Map([
  ['alpha', 'alpha'],
  ['diff', 'diff'],
  ['diff_b', 'mark'],
  ['dora_scale', 'alpha'],
  ['hada_w1_a', 'hada-out'],
  ['hada_w1_b', 'hada-in'],
  ['hada_w2_a', 'mark'],
  ['hada_w2_b', 'mark'],
  ['lokr_w1', 'lokr-1'],
  ['lokr_w1_a', 'lokr-1a'],
  ['lokr_w1_b', 'lokr-1b'],
  ['lokr_w2', 'lokr-2'],
  ['lokr_w2_a', 'lokr-2a'],
  ['lokr_w2_b', 'lokr-2b'],
  ['oft_blocks', 'mark'],
  ['oft_diag', 'mark'],
  ['reshape_weight', 'alpha'],
  ['set_weight', 'alpha'],
])

/** Parts by the segment before `.weight`. Sources: ComfyUI comfy/weight_adapter/lora.py, kohya-ss sd-scripts, peft, diffusers. */
const byWord: ReadonlyMap<string, AdapterPart> = new Map([
  ['lora_A', 'down'],
  ['lora_B', 'up'],
  ['lora_down', 'down'],
  ['lora_mid', 'mark'],
  ['lora_up', 'up'],
])

export interface AdapterName {
  readonly module: string
  readonly part: AdapterPart
}

/** Parts a name into the module that is changed and what changes it; null for a name that is none of an adapter. */
export function readAdapterName(name: string): AdapterName | null {
  const dot = name.lastIndexOf('.')
  if (dot === -1) return null
  const tail = name.slice(dot + 1)
  if (tail !== 'weight') {
    const part = byTail.get(tail)
    return part === undefined ? null : { module: name.slice(0, dot), part }
  }
  const before = name.lastIndexOf('.', dot - 1)
  const word = name.slice(before + 1, dot)
  // peft names the adapter between the part and `weight`.
  if (word === 'default') return readAdapterName(`${name.slice(0, before)}.weight`)
  const part = byWord.get(word)
  if (part !== undefined) return { module: name.slice(0, before), part }
  if (word !== 'down' && word !== 'up') return null
  return readDiffusersName(name.slice(0, before), word)
}

/** `to_k_lora.down.weight`, `to_k.lora.down.weight`, `qkv_lora1.down.weight`, `proj.lora_linear_layer.up.weight`. */
function readDiffusersName(path: string, part: 'down' | 'up'): AdapterName | null {
  const parts = /^(.*)[._](?:lora|lora_linear_layer)$/.exec(path)
  if (parts?.[1] !== undefined) return { module: parts[1], part }
  return /lora\d$/.test(path) ? { module: path, part } : null
}
