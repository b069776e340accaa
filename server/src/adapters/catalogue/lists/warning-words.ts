/** Marks that the keepers of the lists put into a title: `[DEPRECATED]`, `(NOT MAINTAINED)`, `[UNSAFE/REMOVED]`. */
const titleMark = /[[(]([A-Z][A-Z /|,-]{2,40})[\])]/g
const oldWords = new Map([
  ['ARCHIVED', 'archived'],
  ['BANNED', 'banned'],
  ['DEPRECATED', 'deprecated'],
  ['DISABLED', 'disabled'],
  ['DISCONTINUED', 'discontinued'],
  ['NOT MAINTAINED', 'not maintained'],
  ['OBSOLETE', 'obsolete'],
  ['REMOVED', 'removed'],
  ['REVMOED', 'removed'],
])
const unsafeWords = new Set(['UNSAFE', 'USAFE', 'SECURITY ISSUE', 'SECURITY SCREENING'])

/** What a description says of its own pack; "the original repository is no longer maintained" is said of another. */
const ownSentence =
  /(?:^|[.!\]]\s+|\bnote:\s*)((?:this|the present) (?:repo(?:sitory)?|project|pack|node pack|extension|custom nodes?|nodes?|plugin)(?: pack)? (?:is|are|has been|have been|was|were)(?: now| being)? (?:deprecated|archived|discontinued|obsolete|unmaintained|no longer maintained|not maintained any ?more|superseded by|replaced by|moved to)[^.\n]{0,160}|(?:deprecated|archived|obsolete)(?=[\s:.,!(-])[^.\n]{0,160})/i

/** Why a pack should not be taken any more, in the list's words; null when the list does not say so. */
export function deprecatedIn(title: string, description: string): string | null {
  const marks = marksOf(title).filter((mark) => oldWords.has(mark))
  if (marks.length > 0) return `The list marks it as ${[...new Set(marks.map((mark) => oldWords.get(mark) ?? ''))].join(', ')}.`
  const said = ownSentence.exec(description)?.[1]
  return said === undefined ? null : said.trim()
}

/** Whether the list marks a pack as unsafe, in its words. */
export function unsafeIn(title: string): string | null {
  const mark = marksOf(title).find((one) => unsafeWords.has(one))
  return mark === undefined ? null : 'The list marks it as unsafe.'
}

function marksOf(title: string): string[] {
  return [...title.matchAll(titleMark)].flatMap(([, mark = '']) => mark.split(/[/|,]/).map((word) => word.trim()))
}
