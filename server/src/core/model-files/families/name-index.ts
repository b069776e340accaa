import type { TensorEntry, TensorTable } from '../../model-facts.js'
import { readAdapterModules, type AdapterModules } from './adapter-modules.js'
import { fitsShape, type Need } from './need.js'
import type { RuleScope } from './rule.js'

/** The names of one file, read once for all rules. */
export interface NameIndex {
  readonly names: ReadonlyMap<string, TensorEntry>
  readonly modules: AdapterModules | null
  /** First and last segments of names, where they are short enough to be words that are asked for. */
  readonly heads: ReadonlySet<string>
  readonly tails: ReadonlySet<string>
  /** Prefixes below which a diffusion model may lie in this file. */
  readonly modelPrefixes: readonly string[]
  /** The same for everything else. */
  readonly filePrefixes: readonly string[]
  /** Shapes count from the innermost dimension. */
  readonly reversed: boolean
}

/** Source: ComfyUI comfy/model_detection.py, `unet_prefix_from_state_dict`; the last two: files saved by other tools. */
const modelPrefixes = [
  'model.diffusion_model.',
  'model.model.',
  'net.',
  'model.',
  'diffusion_model.',
  'transformer.',
  'unet.',
]
/** Source: spandrel `canonicalize_state_dict`; training scripts of the models. */
const filePrefixes = [
  'params_ema.',
  'params-ema.',
  'params.',
  'g_ema.',
  'model_ema.',
  'model.',
  'module.',
  'net_g.',
  'netG.',
]

const longestWord = 40

/** O(all names). */
export function indexNames({ format, tensors }: TensorTable): NameIndex {
  const names = new Map<string, TensorEntry>()
  for (const tensor of tensors) names.set(tensor.name, tensor)
  const heads = headsOf(tensors)
  return {
    names,
    modules: readAdapterModules(tensors),
    heads,
    tails: tailsOf(tensors),
    modelPrefixes: present(modelPrefixes, heads),
    filePrefixes: present(filePrefixes, heads),
    reversed: format === 'gguf',
  }
}

function headsOf(tensors: readonly TensorEntry[]): ReadonlySet<string> {
  const heads = new Set<string>()
  let last = ''
  for (const { name } of tensors) {
    // Names are mostly sorted, so that the head is mostly that of the name before.
    if (name.charCodeAt(last.length) === point && name.startsWith(last)) continue
    const end = name.indexOf('.')
    if (end > longestWord) continue
    last = end === -1 ? name : name.slice(0, end)
    heads.add(last)
  }
  return heads
}

/** Without `weight` and `bias`, which say nothing. */
function tailsOf(tensors: readonly TensorEntry[]): ReadonlySet<string> {
  const tails = new Set<string>()
  for (const { name } of tensors) {
    if (name.endsWith('.weight') || name.endsWith('.bias')) continue
    const start = name.lastIndexOf('.') + 1
    if (name.length - start <= longestWord) tails.add(name.slice(start))
  }
  return tails
}

const point = 46

/** No prefix comes first. */
function present(prefixes: readonly string[], heads: ReadonlySet<string>): readonly string[] {
  return ['', ...prefixes.filter((prefix) => heads.has(prefix.slice(0, prefix.indexOf('.'))))]
}

export function prefixesOf(index: NameIndex, scope: RuleScope): readonly string[] {
  if (scope === 'model') return index.modelPrefixes
  return scope === 'file' ? index.filePrefixes : noPrefix
}

const noPrefix = ['']

/** The name that answers the need; null when none does. */
export function findNeed(index: NameIndex, scope: RuleScope, prefix: string, { names, shape }: Need): string | null {
  for (const name of names) {
    const full = prefix === '' ? name : prefix + name
    const found = scope === 'adapter' ? index.modules?.get(full) : index.names.get(full)?.shape
    if (found !== undefined && fitsShape(shape, found, index.reversed && scope !== 'adapter')) return full
  }
  return null
}
