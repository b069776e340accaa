import { type Difference, sayInstead } from './difference.js'
import { isOneEdit } from './one-edit.js'
import type { Token } from './read-tokens.js'
import { oftenLeftOut } from './role-rules.js'

/** Whether a word stands in other names, so that it is no slip of the finger. */
export type KnowsWord = (word: string) => boolean

/** Words of packagers, which say nothing of the model. */
const packaging = new Set(['comfy', 'comfyui', 'converted', 'download', 'downloaded', 'original', 'repackaged'])

/** Differences of words and roles that have no equal partner; `unmatched` in letters, half for a typo. */
export function compareLetters(
  asked: readonly Token[],
  found: readonly Token[],
  lastAsked: Token | undefined,
  knows: KnowsWord,
): { readonly differences: readonly Difference[]; readonly unmatched: number } {
  const left = asked.filter(({ text }) => !packaging.has(text))
  const right = found.filter(({ text }) => !packaging.has(text))
  const differences: Difference[] = []
  if (left.length < asked.length || right.length < found.length) {
    differences.push({ weight: 'spelling', says: 'a word of a packager differs' })
  }
  const joined = [left, right].map((tokens) =>
    tokens.map(({ shown }) => shown.replace(/[^\p{L}\p{M}\p{N}]/gu, '')).join(''),
  )
  const [a = '', b = ''] = joined
  if (a === b) {
    if (a !== '') differences.push({ weight: 'spelling', says: 'words are joined otherwise' })
    return { differences, unmatched: 0 }
  }
  const open = [...right]
  let unmatched = 0
  const rest = left.filter((token) => {
    const at = open.findIndex((other) => isSlip(token, other, knows))
    const other = open[at]
    if (other === undefined) return true
    open.splice(at, 1)
    unmatched += 1
    const isLong = token.text.length >= 4 && other.text.length >= 5
    differences.push({ weight: isLong ? 'typo' : 'unsure', says: `${other.shown} is written ${token.shown}` })
    return false
  })
  if (isJoinedTypo(rest, open)) {
    differences.push({
      weight: 'typo',
      says: `${open.map(({ shown }) => shown).join(' ')} is written ${rest.map(({ shown }) => shown).join(' ')}`,
    })
    return { differences, unmatched: unmatched + 1 }
  }
  const cut = open.find(
    (other) => lastAsked !== undefined && rest.includes(lastAsked) && other.shown.startsWith(lastAsked.shown),
  )
  const stays = cut === undefined ? rest : rest.filter((token) => token !== lastAsked)
  const opens = open.filter((token) => token !== cut)
  if (cut !== undefined) differences.push({ weight: 'unsure', says: 'the name asked for may be cut' })
  return {
    differences: [...differences, ...compareRoles(stays, opens), ...compareWords(stays, opens)],
    unmatched: unmatched + lettersOf(stays) + lettersOf(opens),
  }
}

/** One edit makes another word of a short one (`vitl`, `vits`), and of one that other names have. */
function isSlip(asked: Token, found: Token, knows: KnowsWord): boolean {
  if (asked.kind === 'role' || asked.text.length < 3 || found.text.length < 3 || knows(asked.text)) return false
  return isOneEdit(asked.text, found.text)
}

/** A lost separator and a slip at once: the words of both sides as one. */
function isJoinedTypo(asked: readonly Token[], found: readonly Token[]): boolean {
  if (asked.length === 0 || found.length === 0 || asked.length + found.length === 2) return false
  const [a, b] = [asked, found].map((tokens) => tokens.map(({ text }) => text).join(''))
  return a !== undefined && b !== undefined && a.length >= 9 && isOneEdit(a, b)
}

function compareRoles(asked: readonly Token[], found: readonly Token[]): Difference[] {
  const [a, b] = [asked, found].map((tokens) => tokens.filter(isRole))
  if (a === undefined || b === undefined || a.length + b.length === 0) return []
  const says = sayInstead('role', shown(a), shown(b))
  const mayBeLeftOut = (a.length === 0 || b.length === 0) && [...a, ...b].every(({ text }) => oftenLeftOut.has(text))
  return [{ weight: mayBeLeftOut ? 'unsaid' : 'conflict', says }]
}

function compareWords(asked: readonly Token[], found: readonly Token[]): Difference[] {
  const [a, b] = [asked, found].map((tokens) => tokens.filter((token) => !isRole(token)))
  if (a === undefined || b === undefined || a.length + b.length === 0) return []
  const both = a.length > 0 && b.length > 0
  const ordinals = both && [...a, ...b].every(({ text }) => text.length <= 2)
  return [
    { weight: ordinals ? 'conflict' : both ? 'other-words' : 'words', says: sayInstead('word', shown(a), shown(b)) },
  ]
}

function isRole({ kind }: Token): boolean {
  return kind === 'role'
}

function shown(tokens: readonly Token[]): string[] {
  return tokens.map((token) => token.shown)
}

function lettersOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.shown.length, 0)
}
