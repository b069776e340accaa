import { canonicalFolder } from '../../core/facts/model-folders.js'
import type { ByteSource } from '../../core/model-facts.js'
import { describeModel } from '../../core/model-files/describe-model.js'
import { fitsLoader } from '../../core/model-files/families/fits-loader.js'
import type { DescribeParts } from '../../core/model-files/parts.js'
import { promisedFormat } from '../../core/model-files/sniff/promised-format.js'

/**
 * Whether a fetched file is what its plan said, by its header alone: not damaged or cut, of the format that its name promises, and not of
 * a kind that the loaders of its model folder surely cannot read. Null: nothing contradicts it; else why, as the end of a sentence.
 * `source.name` must be the name that the file will have. Throws what `source.read` throws.
 */
export function contradictionIn(source: ByteSource, directory: string | null, parts: DescribeParts): string | null {
  const facts = describeModel(source, parts)
  if (facts.health === 'corrupt') return endOf(facts.faults.find(({ severity }) => severity === 'blocks')?.says ?? 'It is damaged.')
  const promised = promisedFormat(source.name)
  // A pickle under the name of a format that runs no code came into the plan without the tick that pickles need.
  if (promised !== null && promised !== 'any' && facts.format !== 'unknown' && facts.format !== promised) return `its name promises ${promised}, and it is a ${facts.format} file`
  if ((promised === 'safetensors' || promised === 'gguf' || promised === 'onnx') && facts.format === 'unknown') return `its name promises ${promised}, and it is none`
  const folder = directory === null ? null : canonicalFolder(directory)
  if (folder === null || facts.kind === null || fitsLoader(facts.kind, folder) !== 'wrong-kind') return null
  return `it is a ${facts.kind} by its tensors, which no loader reads from ${directory}`
}

/** A sentence of its own as the end of another. */
function endOf(sentence: string): string {
  const text = sentence.trim().replace(/\.$/, '')
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
