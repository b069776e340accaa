import type { ModelKnowledge } from '../../../model-knowledge.js'
import type { ModelReference } from '../../../workflow/references.js'
import { baseName, foldName } from '../fold-name.js'
import { candidate, type Found, nowhere } from '../found.js'
import { isGenericName, namesAsked } from '../names-asked.js'

/** Files of the name that lie where the user keeps models and ComfyUI does not look; null when there is none. */
export function foundOutside(reference: ModelReference, { outside }: ModelKnowledge): Found | null {
  const bases = new Set(namesAsked(reference.name, reference.directory).map((name) => baseName(foldName(name))))
  const hits = outside.filter((file) => bases.has(baseName(foldName(file.name))))
  if (hits.length === 0) return null
  const sure = hits.length === 1 && ![...bases].some(isGenericName)
  const says = sure
    ? 'A file of this name lies in a folder of yours that ComfyUI does not read.'
    : 'A file of this name lies outside of ComfyUI; it may be another model.'
  const candidates = hits.map((file) => ({
    ...candidate({ folder: '', file, folded: foldName(file.name) }, null, sure ? 0.8 : 0.4, says),
    folder: null,
  }))
  return sure
    ? { ...nowhere, state: 'elsewhere', how: 'outside', candidates }
    : { ...nowhere, state: 'uncertain', how: 'other-folder', candidates }
}
