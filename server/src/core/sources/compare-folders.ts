import { canonicalFolder, modelFolders } from '../facts/model-folders.js'
import { readsAlike } from '../readiness/models/model-index.js'

const known: ReadonlySet<string> = new Set(modelFolders)

/** `unknown`: one of them is nobody's word, or a folder that a pack adds under a name of its own. */
export function compareFolders(asked: string | null, offered: string | null): 'other' | 'same' | 'unknown' {
  const [left, right] = [asked, offered].map((folder) => (folder === null ? null : canonicalFolder(folder)))
  if (left == null || right == null) return 'unknown'
  if (readsAlike(left).some((folder) => readsAlike(right).includes(folder))) return 'same'
  return known.has(left) && known.has(right) ? 'other' : 'unknown'
}

/** Pairs of folders between which the kind of a file does not decide: providers call diffusion models checkpoints. */
const mixed = [
  ['checkpoints', 'diffusion_models'],
  ['clip_vision', 'text_encoders'],
  ['vae', 'vae_approx'],
]

export function mayBeKindOf(asked: string, kind: string): boolean {
  return mixed.some((pair) => pair.includes(asked) && pair.includes(kind))
}
