import { describeModel } from '../../core/model-files/describe-model.js'
import type { DescribeParts } from '../../core/model-files/parts.js'
import { promisedFormat } from '../../core/model-files/sniff/promised-format.js'
import { folderFor } from '../../core/model-answers/folder-for.js'
import type { ByteSource } from '../../core/model-facts.js'
import { compareFolders, mayBeKindOf } from '../../core/sources/compare-folders.js'

/** Kinds that are told by their tensors beyond doubt, so that a folder of another kind is a mistake. */
const sureKinds: ReadonlySet<string> = new Set(['checkpoint', 'clip-vision', 'controlnet', 'diffusion-model', 'lora', 'text-encoder', 'upscaler', 'vae'])

/**
 * Whether a fetched file is what its plan said, by its header alone: not damaged or cut, of the format that its name promises, and not of
 * a kind that its model folder has no use for. Null: nothing contradicts it; else why, in a sentence's end. `source.name` must be the name
 * that the file will have. Throws what `source.read` throws.
 */
export function contradictionIn(source: ByteSource, directory: string | null, parts: DescribeParts): string | null {
  const facts = describeModel(source, parts)
  const fault = facts.faults.find(({ severity }) => severity === 'blocks')
  if (facts.health === 'corrupt') return trimmed(fault?.says ?? 'it is damaged')
  const promised = promisedFormat(source.name)
  if (promised !== null && promised !== 'any' && promised !== 'pickle' && facts.format !== promised) return `its name promises ${promised}, and it is none`
  if (directory === null || facts.kind === null || !sureKinds.has(facts.kind)) return null
  const own = folderFor(facts.kind)
  if (own === null || compareFolders(directory, own) !== 'other' || mayBeKindOf(directory, own) || borders(directory, own)) return null
  return `it is a ${facts.kind} by its tensors, and that does not belong into ${directory}`
}

/** Adapters that change a controlled model are made of the same tensors as others that change any model. */
function borders(left: string, right: string): boolean {
  const folders = ['controlnet', 'loras', 'model_patches']
  return folders.includes(left) && folders.includes(right)
}

function trimmed(says: string): string {
  const text = says.trim().replace(/\.$/, '')
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
