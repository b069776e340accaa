import type { Installed } from '../../installed.js'
import { downloadsItself } from '../../facts/model-loaders.js'
import { saysItDownloads } from '../../facts/self-downloading.js'
import type { ModelReference } from '../../workflow/references.js'
import { comboOf } from '../combo.js'
import { filesNamed, optionsNamed } from './files-named.js'
import { aboutCombo, ambiguous, distinctFolders, type Found, notListed, nowhere, present } from './found.js'
import { readsAlike } from './model-index.js'
import { namesAsked } from './names-asked.js'
import { searchWider } from './search-wider.js'
import { separatorOf } from './separator.js'
import { isSpelled, speller } from './spelling.js'
import { specialVae } from './vae-names.js'

/**
 * Looks one model up by name. ComfyUI compares names exactly, so only the exact spelling is `present`; a name that differs
 * in separator, letter case or Unicode form, or stands in another sub-folder, is `elsewhere` with the spelling that works.
 * What the running server lists decides; an older list gives way to the disk.
 */
export function findModel(reference: ModelReference, installed: Installed): Found {
  const { name, directory, nodeType, widget } = reference
  const combo = comboOf(installed, nodeType, widget)
  const spell = speller(installed, combo?.options ?? null)
  const hits = filesNamed(reference, installed)
  const inFolder = directory === null ? hits : hits.filter((hit) => readsAlike(directory).includes(hit.folder))
  const asked = namesAsked(name, directory)
  const separator = separatorOf(installed)
  const exact = inFolder.filter((hit) => asked.some((one) => isSpelled(one, hit, separator)))
  const [first] = exact

  const downloads = fetchesItself(nodeType, installed)
  if (downloads !== null) {
    if (first !== undefined) return present(first)
    return {
      ...nowhere,
      state: 'downloads-itself',
      how: 'downloads',
      evidence: [{ from: 'core-table', says: downloads }],
    }
  }
  const special = specialVae(name, directory, installed)
  if (special?.present === true) return { ...present(null), evidence: [special.evidence] }

  const diskIsFresher = combo?.live === false && directory !== null && installed.models?.has(directory) === true
  if (combo?.options.includes(name) === true && !diskIsFresher) {
    return { ...present(first ?? null), evidence: [aboutCombo(reference, 'lists it')] }
  }
  if (first !== undefined) {
    if (combo?.live === true) return notListed(reference, exact, spell)
    if (directory !== null || distinctFolders(exact).length === 1) return present(first)
    return ambiguous(
      exact,
      spell,
      'Several folders have a file of this name, and nothing says which one the node reads.',
    )
  }
  const offered = diskIsFresher ? [] : optionsNamed(reference, combo?.options ?? [], hits)
  return searchWider({
    reference,
    hits: [...hits, ...offered],
    inFolder: [...inFolder, ...offered],
    spell,
    special: special?.evidence ?? null,
    hasCombo: combo !== null,
    installed,
  })
}

function fetchesItself(type: string | null, installed: Installed): string | null {
  if (type === null) return null
  const says = saysItDownloads(type, installed.definitions?.get(type) ?? null)
  return says ?? (downloadsItself(type) ? `${type} fetches its weights when it runs first.` : null)
}
