import type { TensorEntry } from '../../model-facts.js'

/** `general.file_type` by number. Source: LlamaFileType in llama.cpp, gguf-py/gguf/constants.py. */
const fileTypes: ReadonlyMap<number, string> = new Map([
  [0, 'F32'],
  [1, 'F16'],
  [2, 'Q4_0'],
  [3, 'Q4_1'],
  [7, 'Q8_0'],
  [8, 'Q5_0'],
  [9, 'Q5_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K_S'],
  [12, 'Q3_K_M'],
  [13, 'Q3_K_L'],
  [14, 'Q4_K_S'],
  [15, 'Q4_K_M'],
  [16, 'Q5_K_S'],
  [17, 'Q5_K_M'],
  [18, 'Q6_K'],
  [19, 'IQ2_XXS'],
  [20, 'IQ2_XS'],
  [21, 'Q2_K_S'],
  [22, 'IQ3_XS'],
  [23, 'IQ3_XXS'],
  [24, 'IQ1_S'],
  [25, 'IQ4_NL'],
  [26, 'IQ3_S'],
  [27, 'IQ3_M'],
  [28, 'IQ2_S'],
  [29, 'IQ2_M'],
  [30, 'IQ4_XS'],
  [31, 'IQ1_M'],
  [32, 'BF16'],
  [36, 'TQ1_0'],
  [37, 'TQ2_0'],
  [38, 'MXFP4_MOE'],
  [39, 'NVFP4'],
  [40, 'Q1_0'],
  [41, 'Q2_0'],
])

/** Set by writers that guessed the rest. */
const guessedFlag = 1024

/**
 * What people call the quantisation: the declared file type where the tensors do not contradict it (it tells `Q4_K_M` from
 * `Q4_K_S`, which no tensor does), else the type of most bytes.
 */
export function nameQuantisation(declared: number | null, tensors: readonly TensorEntry[]): string | null {
  const most = typeOfMostBytes(tensors)
  const name = declared === null ? undefined : fileTypes.get(declared & ~guessedFlag)
  if (name === undefined || most === null) return most
  const width = widthOf(name)
  const agrees = width === null ? name === most : tensors.some(({ type }) => widthOf(type) === width)
  return agrees ? name : most
}

function widthOf(type: string): string | null {
  return /^(?:IQ|TQ|Q|MXFP|NVFP)(\d)/.exec(type)?.[1] ?? null
}

function typeOfMostBytes(tensors: readonly TensorEntry[]): string | null {
  const sums = new Map<string, number>()
  for (const { type, bytes } of tensors) sums.set(type, (sums.get(type) ?? 0) + bytes)
  const sorted = [...sums].sort(
    ([leftType, left], [rightType, right]) => right - left || (leftType < rightType ? -1 : 1),
  )
  return sorted[0]?.[0] ?? null
}
