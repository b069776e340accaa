import type { NameIndex, Repair } from '../../../names/name-index.js'
import { createNameIndex } from '../../../names/name-index.js'
import type { ModelFolders } from '../../../installed.js'
import type { ModelReference } from '../../../workflow/references.js'
import { candidate, type Found, nowhere } from '../found.js'
import { distinctFiles, type IndexedFile, modelIndex, readsAlike } from '../model-index.js'
import { isGenericName } from '../names-asked.js'
import { baseName, foldName } from '../fold-name.js'
import type { Speller } from '../spelling.js'

interface Names {
  readonly files: readonly IndexedFile[]
  readonly index: NameIndex
  /** Answers so far: an open graph asks the same names with every edit, and one answer takes up to a millisecond. */
  readonly answers: Map<string, Repair>
}

const mostAnswers = 5000

const built = new WeakMap<ModelFolders, Names>()
const mostShown = 5
/** Below it a name is shown to nobody: it only shares a word. */
const leastScore = 0.55

/**
 * Files of which the name asked for may be another spelling. Only the same words in another order or writing are an answer;
 * anything weaker, and another quantisation, is shown and left to the person. Null when nothing is like it.
 */
export function similarlyNamed(reference: ModelReference, models: ModelFolders, spell: Speller): Found | null {
  const { name, directory } = reference
  if (isGenericName(baseName(foldName(name)))) return null
  const names = namesOf(models)
  const { files } = names
  const repaired = repair(names, name, directory)
  const ranked = repaired.candidates.flatMap((one) => {
    const hit = files[one.id]
    const read = directory === null || (hit !== undefined && readsAlike(directory).includes(hit.folder))
    return hit === undefined || one.score < leastScore ? [] : [{ ...one, hit, read }]
  })
  const [best] = ranked
  if (best === undefined) return null
  const candidates = ranked.map(({ hit, score, reasons, read }) => {
    const says = `${hit.file.name} in ${hit.folder} has a name like it${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}.`
    return candidate(hit, read ? spell(hit) : null, Math.round(score * 80) / 100, says)
  })
  const strong = repaired.clear && best.read && !best.variant && best.rung !== 'similar'
  return strong
    ? { ...nowhere, state: 'elsewhere', how: 'similar', candidates: candidates.slice(0, 1) }
    : { ...nowhere, state: 'uncertain', how: 'similar', candidates }
}

function repair({ index, answers }: Names, name: string, directory: string | null): Repair {
  const key = `${directory ?? ''}\n${name}`
  const known = answers.get(key)
  if (known !== undefined) return known
  if (answers.size >= mostAnswers) answers.clear()
  const repaired = index.repair(name, { limit: mostShown, ...(directory === null ? {} : { folder: directory }) })
  answers.set(key, repaired)
  return repaired
}

/** Built once for one reading of the folders. */
function namesOf(models: ModelFolders): Names {
  let names = built.get(models)
  if (names === undefined) {
    const files = distinctFiles([...modelIndex(models).values()].flat())
    const index = createNameIndex(files.map(({ file, folder }, id) => ({ id, name: file.name, folders: readsAlike(folder) })))
    names = { files, index, answers: new Map() }
    built.set(models, names)
  }
  return names
}
