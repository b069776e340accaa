import { familyMarks, wordsOf } from './name-parts.js'
import type { Resolved } from './resolve-packs.js'

/** What to do about a type that nobody knows. Hints come from the name and from the workflow's other nodes; none is an answer. */
export function nextStepFor(type: string, { cases }: Resolved): string {
  const ask = 'ask whoever made the workflow; an update of the catalogue may name it'
  const mark = familyMarks(type)[0]
  if (mark !== undefined) {
    const relative = cases.find(({ reference, chosen }) => chosen !== null && familyMarks(reference.type).some(({ text }) => text === mark.text))
    const title = relative?.candidates.get(relative.chosen?.key ?? '')?.title
    if (title !== undefined) return `${relative?.reference.type} bears the same mark and is of ${title}: look whether a newer version has this one too, or ${ask}.`
    return `"${mark.text.trim()}" is how its author marks names: search the Comfy Registry for that, or ${ask}.`
  }
  return `Search for "${type}" in the Comfy Registry, or ${ask}.`
}

/** Words of a type's name that are worth a search: the name itself, then its words. */
export function searchWords(type: string): string[] {
  const words = wordsOf(type).filter((word) => word.length > 2)
  return [...new Set([type.trim(), ...(words.length > 1 ? [words.join(' ')] : [])])]
}
