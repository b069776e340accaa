/**
 * Bits of one element. Source: `Dtype::bitsize` of huggingface/safetensors, safetensors/src/tensor.rs, with the FNUZ variants
 * that some writers use. Sorted.
 */
export const elementBits: ReadonlyMap<string, number> = new Map([
  ['BF16', 16],
  ['BOOL', 8],
  ['C64', 64],
  ['F16', 16],
  ['F32', 32],
  ['F4', 4],
  ['F64', 64],
  ['F6_E2M3', 6],
  ['F6_E3M2', 6],
  ['F8_E4M3', 8],
  ['F8_E4M3FNUZ', 8],
  ['F8_E5M2', 8],
  ['F8_E5M2FNUZ', 8],
  ['F8_E8M0', 8],
  ['I16', 16],
  ['I32', 32],
  ['I64', 64],
  ['I8', 8],
  ['U16', 16],
  ['U32', 32],
  ['U64', 64],
  ['U8', 8],
])
