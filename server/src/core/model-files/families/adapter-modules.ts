import type { TensorEntry } from '../../model-facts.js'
import { readAdapterName, type AdapterPart } from './adapter-names.js'
import { plainName, rawName } from './plain-name.js'

/** [out, in] of a weight; 0 where no tensor tells it. */
export type WeightShape = readonly [number, number]

/**
 * The weights that a LoRA changes, by their plain name. Each module stands under its name with `_` for every point and `#` for
 * every number (`double_blocks_#_img_mod_lin`), and can be asked for with its numbers too (`double_blocks_7_img_mod_lin`). Modules of
 * text encoders stand below `te/`, `te1/`, `te2/` ...; those of the UNet of Stable Diffusion also below `unet/` without their place
 * (`unet/attn2_to_k`), and `unet/deep` where an attention has three blocks or more.
 */
export interface AdapterModules {
  get(name: string): WeightShape | undefined
}

interface Sizes {
  out: number
  in: number
  /** Of the two factors of a Kronecker product. */
  readonly factors: [number, number, number, number]
}

/** Null for a file that is no adapter. O(names). */
export function readAdapterModules(tensors: readonly TensorEntry[]): AdapterModules | null {
  const found = new Map<string, Sizes>()
  let sure = false
  let last = ''
  let sizes: Sizes | undefined
  for (const { name, shape } of tensors) {
    const read = readAdapterName(name)
    if (read === null) continue
    // The parts of one module mostly stand together.
    if (read.module !== last || sizes === undefined) {
      last = read.module
      sizes = found.get(last)
      if (sizes === undefined) found.set(last, (sizes = { out: 0, in: 0, factors: [0, 0, 0, 0] }))
    }
    addPart(sizes, read.part, shape)
    if (read.part !== 'alpha') sure = true
  }
  return sure ? askable(nameModules(found)) : null
}

function addPart(sizes: Sizes, part: AdapterPart, shape: readonly number[]): void {
  const { factors } = sizes
  const [first = 0, second = 0] = shape
  if (part === 'down' || part === 'hada-in' || part === 'diff') sizes.in = second
  if (part === 'up' || part === 'hada-out' || part === 'diff') sizes.out = first
  if (part === 'lokr-1' || part === 'lokr-1a') factors[0] = first
  if (part === 'lokr-1' || part === 'lokr-1b') factors[1] = second
  if (part === 'lokr-2' || part === 'lokr-2a') factors[2] = first
  if (part === 'lokr-2' || part === 'lokr-2b') factors[3] = second
}

function shapeOf({ out, in: input, factors: [outer, inner, right, below] }: Sizes): WeightShape {
  return [out || outer * right, input || inner * below]
}

const unetBlock = /^(?:down_blocks|up_blocks|mid_block|input_blocks|output_blocks|middle_block)_/
const deepBlock = /transformer_blocks[._](?:[2-9]|\d\d+)$/
const attention = 'transformer_blocks_#_'
const inAttention = 'attention'

/** Modules as the file spells them, with what is known of them. */
type Spelled = (readonly [module: string, sizes: Sizes])[]

interface NamedModules {
  readonly modules: ReadonlyMap<string, WeightShape>
  /** By plain name: all that differ in their numbers alone. */
  readonly alike: ReadonlyMap<string, Spelled>
}

function nameModules(found: ReadonlyMap<string, Sizes>): NamedModules {
  const modules = new Map<string, WeightShape>()
  const alike = new Map<string, Spelled>()
  const spelled = new Map<string, string>()
  for (const entry of found) {
    const [module, sizes] = entry
    const plain = plainName(module, spelled)
    const others = alike.get(plain)
    if (others !== undefined) {
      others.push(entry)
      continue
    }
    alike.set(plain, [entry])
    modules.set(plain, shapeOf(sizes))
    if (unetBlock.test(plain)) nameUnetModule(modules, plain, shapeOf(sizes))
  }
  // The heads of names hold every number that counts blocks.
  if (modules.has(`unet/${inAttention}`) && [...spelled.keys()].some((head) => deepBlock.test(head)))
    modules.set('unet/deep', [0, 0])
  return { modules, alike }
}

function nameUnetModule(modules: Map<string, WeightShape>, plain: string, shape: WeightShape): void {
  const at = plain.indexOf(attention)
  const rest = at === -1 ? 'other' : plain.slice(at + attention.length).replace('processor_', '')
  if (!modules.has(`unet/${rest}`)) modules.set(`unet/${rest}`, shape)
  if (at !== -1) modules.set(`unet/${inAttention}`, [0, 0])
}

/** Names with numbers are rarely asked for, so only those that are like an asked one are spelled out, once. */
function askable({ modules, alike }: NamedModules): AdapterModules {
  const raw = new Map<string, ReadonlyMap<string, Sizes>>()
  const spellOut = (plain: string): ReadonlyMap<string, Sizes> => {
    const spelled = new Map(alike.get(plain)?.map(([module, sizes]) => [rawName(module), sizes]))
    raw.set(plain, spelled)
    return spelled
  }
  return {
    get(name) {
      const shape = modules.get(name)
      if (shape !== undefined || !/_\d+(?:_|$)/.test(name)) return shape
      const plain = plainName(name, new Map())
      if (!alike.has(plain)) return undefined
      const sizes = (raw.get(plain) ?? spellOut(plain)).get(name)
      return sizes === undefined ? undefined : shapeOf(sizes)
    },
  }
}
