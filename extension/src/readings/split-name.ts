/** A name in five parts that make it up again. Where room is short `folder`, then `head` and `rest` give way; `token` and `ending` stay. */
export interface NameParts {
  folder: string
  head: string
  token: string
  rest: string
  ending: string
}

const weights = String.raw`i?q\d(?:_[a-z0-9]{1,3})*|(?:mx|nv)?fp\d{1,2}(?:[-_](?:e\dm\d(?:fn)?|scaled|mixed))*|bf16|int[48]|nf4|svdq|awq|gptq`
const versions = String.raw`v\d+(?:[._]\d+)*[a-z]?|\d+(?:\.\d+)+`
const longest = 400

function tokenPattern(words: string): RegExp {
  return new RegExp(`(?<=^|[-_. /\\\\])(?:${words})(?=$|[-_. ])`, 'gi')
}

const weightToken = tokenPattern(weights)
const versionToken = tokenPattern(versions)

/**
 * Finds what tells one file from its sisters: the quantisation (`fp8_scaled`, `Q4_K_M`), else a version near the end
 * (`v1.1`), and the ending. Names of over 400 characters are only split before their ending.
 */
export function splitName(name: string): NameParts {
  const folder = name.slice(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const ending = /\.[a-z0-9]{1,12}$/i.exec(name)?.[0] ?? ''
  const stem = name.slice(folder.length, name.length - ending.length)
  const token = stem.length > longest ? null : (lastToken(stem, weightToken) ?? nearEnd(stem, lastToken(stem, versionToken)))
  if (token === null || token.start === 0) return { folder, head: stem, token: '', rest: '', ending }
  return { folder, head: stem.slice(0, token.start), token: stem.slice(token.start, token.end), rest: stem.slice(token.end), ending }
}

/** A version amid the name says less than the words around it. */
function nearEnd<T extends { end: number }>(stem: string, token: T | null): T | null {
  return token !== null && stem.length - token.end <= 8 ? token : null
}

function lastToken(stem: string, pattern: RegExp): { start: number; end: number } | null {
  const found = [...stem.matchAll(pattern)].at(-1)
  return found === undefined ? null : { start: found.index, end: found.index + found[0].length }
}
