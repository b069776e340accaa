import type { Evidence } from '@greenlight/shared/report'
import type { Installed } from '../../installed.js'
import type { ModelReference } from '../../workflow/references.js'
import { distinctNames } from './files-named.js'
import { baseName, differenceOf, foldName } from './fold-name.js'
import { aboutCombo, ambiguous, candidate, distinctFolders, type Found, nowhere } from './found.js'
import type { IndexedFile } from './model-index.js'
import { isGenericName, namesAsked } from './names-asked.js'
import type { Speller } from './spelling.js'

export interface Search {
  readonly reference: ModelReference
  /** Files of the base name, in every folder. */
  readonly hits: readonly IndexedFile[]
  /** Those that the asking loader reads; all of them where its folder is not known. */
  readonly inFolder: readonly IndexedFile[]
  readonly spell: Speller
  readonly special: Evidence | null
  readonly hasCombo: boolean
  readonly installed: Installed
}

const another = 'Many models have a file of this name, so this may be another one.'

/** Nothing has the exact name: the same name spelled otherwise, in another sub-folder, in another folder, nowhere. */
export function searchWider(search: Search): Found {
  const { reference, hits, spell } = search
  const asked = namesAsked(reference.name, reference.directory).map(foldName)
  const inFolder = distinctNames(search.inFolder)
  const alike = inFolder.filter((hit) => asked.includes(hit.folded))
  if (alike.length > 0) return spelledOtherwise(reference.name, alike, spell)
  const generic = isGenericName(baseName(foldName(reference.name)))
  if (inFolder.length > 0) return generic ? ambiguous(inFolder, spell, another) : inOtherSubFolder(inFolder, spell)
  const [only] = hits
  if (only === undefined) return notFound(search)
  if (generic) return ambiguous(hits, spell, another)
  if (hits.length === 1) return misplaced(only)
  return ambiguous(
    hits,
    spell,
    `Files of this name are in ${distinctFolders(hits).join(', ')}, but not in ${reference.directory}.`,
  )
}

function spelledOtherwise(name: string, alike: readonly IndexedFile[], spell: Speller): Found {
  const candidates = alike.map((hit) => {
    const difference = differenceOf(name, spell(hit)) || 'the spelling'
    return candidate(
      hit,
      spell(hit),
      0.95,
      `It is here as ${spell(hit)}: only ${difference} differs, but ComfyUI compares names exactly.`,
    )
  })
  return { ...nowhere, state: 'elsewhere', how: 'spelling', candidates }
}

function inOtherSubFolder(hits: readonly IndexedFile[], spell: Speller): Found {
  const candidates = hits.map((hit) =>
    candidate(hit, spell(hit), 0.9, `A file of the same name is in ${hit.folder} as ${spell(hit)}.`),
  )
  return { ...nowhere, state: 'elsewhere', how: 'sub-folder', candidates }
}

function misplaced(hit: IndexedFile): Found {
  const says = `A file of the same name is in ${hit.folder}, which the loader does not read.`
  return { ...nowhere, state: 'misplaced', how: 'other-folder', candidates: [candidate(hit, null, 0.9, says)] }
}

function notFound({ reference, special, hasCombo, installed }: Search): Found {
  const { models } = installed
  if (special !== null) return { ...nowhere, evidence: [special] }
  if (models === null && !hasCombo) {
    const says = 'Neither a model folder nor a list of ComfyUI is there to look in.'
    return { ...nowhere, state: 'uncertain', how: 'nothing-to-look-in', evidence: [{ from: 'disk', says }] }
  }
  const evidence = hasCombo ? [aboutCombo(reference, 'does not list it')] : []
  if (models === null) return { ...nowhere, evidence }
  const { name, directory } = reference
  const folder =
    directory === null ? '' : models.has(directory) ? `, ${directory} among them` : `; there is no folder ${directory}`
  const says = `No file named ${baseName(name)} is in any of ${models.size} model folders${folder}.`
  return { ...nowhere, evidence: [...evidence, { from: 'disk', says }] }
}
