import { hasModelExtension } from '../../facts/model-folders.js'
import { baseOf, toSlashes } from '../../names/fold-text.js'

/** Folders whose files a text names without an ending, or that hold folders. */
const withoutEnding = new Set(['diffusers', 'embeddings', 'loras'])

/** Why a name cannot be the name of a model file; null where it can. `stem`: the text leaves endings out. */
export function faultOfName(name: string, directory: string | null, stem = false): string | null {
  const path = toSlashes(name.trim())
  const base = baseOf(path)
  if (base === '' || /^\.+$/.test(base)) return 'It is no name of a file.'
  if (path.split('/').includes('..')) return 'It leads out of the model folder.'
  if (base.length > 255) return 'No disk takes a name of that length.'
  if (/[<>:"|?*\p{Cc}]/u.test(base)) return 'It holds characters that no file name has everywhere.'
  if (stem || hasModelExtension(base) || (directory !== null && withoutEnding.has(directory))) return null
  return /[^.\s]\.[a-z][a-z0-9_]{1,11}$/i.test(base) ? null : 'It has no ending, so it names no file.'
}
