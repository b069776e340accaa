import type { ModelFormat } from '@greenlight/shared/models'

/**
 * What a name's ending makes loaders expect; `any`: weights of some format; null: nothing. ComfyUI takes its reader by the ending:
 * safetensors for `.safetensors` and `.sft`, torch for all others that its model folders list (comfy/utils.py,
 * load_torch_file). It helps words and the order of questions, and never decides what a file is.
 */
export function promisedFormat(name: string): ModelFormat | 'any' | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return promises.get(ending) ?? null
}

/** Does ComfyUI hand a file of this name to torch, which reads pickles? Names that promise nothing are counted in. */
export function isForTorch(name: string): boolean {
  const promised = promisedFormat(name)
  return promised === null || promised === 'any' || promised === 'pickle'
}

const promises: ReadonlyMap<string, ModelFormat | 'any'> = new Map([
  ['bin', 'any'],
  ['ckpt', 'pickle'],
  ['gguf', 'gguf'],
  ['onnx', 'onnx'],
  ['pkl', 'pickle'],
  ['pt', 'pickle'],
  ['pt2', 'pickle'],
  ['pth', 'pickle'],
  ['safetensors', 'safetensors'],
  ['sft', 'safetensors'],
])

/**
 * The fault of a file that is of one format and named like another; null where name and content agree, or nothing is promised.
 * `readable`: false for an archive of which only the kind is known.
 */
export function tellWrongName(format: ModelFormat, name: string, readable: boolean): string | null {
  const promised = promisedFormat(name)
  const right = rightEndings.get(format)
  if (promised === null || promised === 'any' || promised === format || right === undefined) return null
  if (!readable) return `This is no ${promised} file, as loaders expect by its name. Download the model again.`
  return `This is a ${format === 'pickle' ? 'pickle (torch)' : format} file under a name that loaders read as ${promised}, and fail. ${renamed}${right}.`
}

const renamed = 'Rename it so that it ends in '

/** The ending (`.gguf`) that the sentence of `tellWrongName` tells; null for other sentences: the file is no better under another name. */
export function readRightEnding(says: string): string | null {
  const at = says.lastIndexOf(renamed)
  const ending = says.slice(at + renamed.length, -1)
  return at !== -1 && [...rightEndings.values()].includes(ending) ? ending : null
}

const rightEndings: ReadonlyMap<ModelFormat, string> = new Map([
  ['gguf', '.gguf'],
  ['onnx', '.onnx'],
  ['pickle', '.pt'],
  ['safetensors', '.safetensors'],
])
