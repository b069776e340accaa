import type { TensorTable } from '../../model-facts.js'
import { nameQuantisation } from '../gguf/file-types.js'
import type { NameIndex } from './name-index.js'

/** How ComfyUI and people call the element types of safetensors and torch. */
const typeNames: ReadonlyMap<string, string> = new Map([
  ['BF16', 'bf16'],
  ['F16', 'fp16'],
  ['F32', 'fp32'],
  ['F64', 'fp64'],
  ['F8_E4M3', 'fp8_e4m3fn'],
  ['F8_E4M3FNUZ', 'fp8_e4m3fnuz'],
  ['F8_E5M2', 'fp8_e5m2'],
  ['F8_E5M2FNUZ', 'fp8_e5m2fnuz'],
  ['I8', 'int8'],
  ['U8', 'uint8'],
])

/** Formats that ComfyUI 0.29.0 declares for layers. Source: ComfyUI comfy/quant_ops.py, QUANT_ALGOS; QUANTIZATION.md. */
const layerFormats: ReadonlyMap<string, string> = new Map([
  ['convrot_w4a4', 'convrot_w4a4'],
  ['float8_e4m3fn', 'fp8_e4m3fn_scaled'],
  ['float8_e5m2', 'fp8_e5m2_scaled'],
  ['int8_tensorwise', 'int8_scaled'],
  ['mxfp8', 'mxfp8'],
  ['nvfp4', 'nvfp4'],
])

const longestDeclaration = 256 * 1024

/** The type of most bytes, as people call it; null for a file without tensors. */
export function findQuantisation({ format, tensors, metadata }: TensorTable, index: NameIndex): string | null {
  if (format === 'gguf') return nameQuantisation(readFileType(metadata), tensors)
  const most = typeOfMostBytes(tensors)
  if (most === null) return null
  return declaredFormat(metadata) ?? packedFormat(most, index) ?? typeNames.get(most) ?? most.toLowerCase()
}

function readFileType(metadata: TensorTable['metadata']): number | null {
  const value = Number(metadata.get('general.file_type') ?? NaN)
  return Number.isSafeInteger(value) ? value : null
}

/** Ties go to the name that sorts first, so that the answer does not hang on the order of the file. */
function typeOfMostBytes(tensors: TensorTable['tensors']): string | null {
  const sums = new Map<string, number>()
  for (const { type, bytes } of tensors) sums.set(type, (sums.get(type) ?? 0) + bytes)
  let most: string | null = null
  let largest = -1
  for (const [type, sum] of sums) {
    if (sum > largest || (sum === largest && most !== null && type < most)) [most, largest] = [type, sum]
  }
  return most
}

/** `_quantization_metadata` names a format for each layer: that of most layers. Bounded: only the first 256 KiB are read. */
function declaredFormat(metadata: TensorTable['metadata']): string | null {
  const text = metadata.get('_quantization_metadata')?.slice(0, longestDeclaration)
  if (text === undefined) return null
  const counts = new Map<string, number>()
  for (const [, name = ''] of text.matchAll(/"format"\s*:\s*"(\w{1,32})"/g))
    counts.set(name, (counts.get(name) ?? 0) + 1)
  const [first] = [...counts].sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
  return first === undefined ? null : (layerFormats.get(first[0]) ?? first[0])
}

/** What the tensors beside the weights tell. */
function packedFormat(most: string, { tails, names }: NameIndex): string | null {
  if (tails.has('wscales') || tails.has('smooth_factor'))
    return tails.has('wtscale') || tails.has('wcscales') ? 'svdquant_fp4' : 'svdquant_int4'
  if (tails.has('bitsandbytes__nf4')) return 'bnb_nf4'
  if (tails.has('bitsandbytes__fp4')) return 'bnb_fp4'
  const scaled =
    ['weight_scale', 'scale_weight', 'weight_scale_inv'].some((tail) => tails.has(tail)) || names.has('scaled_fp8')
  if (!scaled) return null
  if (most === 'U8' && tails.has('weight_scale_2')) return 'nvfp4'
  if (most === 'F8_E4M3')
    return scaleType(names) === 'U8' || scaleType(names) === 'F8_E8M0' ? 'mxfp8' : 'fp8_e4m3fn_scaled'
  if (most === 'F8_E5M2') return 'fp8_e5m2_scaled'
  return most === 'I8' ? 'int8_scaled' : null
}

/** Type of the first block scale; MXFP8 keeps exponents alone. */
function scaleType(names: NameIndex['names']): string | null {
  for (const { name, type } of names.values()) if (name.endsWith('.weight_scale')) return type
  return null
}
