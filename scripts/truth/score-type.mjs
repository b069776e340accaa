import { candidateKey, isOneOf, packKey, showPack } from './pack-names.mjs'

/**
 * What an answer is worth against its label: `right`; `as-choice` (right too: the label lets both be said, and it was shown as a choice);
 * `wrong`; `needless-choice` (it has one answer, several were shown); `unanswered`.
 * `says` tells a failure. `claimants`: keys of all whom the catalogue names for the type.
 */
export function scoreType(label, answer, claimants) {
  if (label.unlabelled) return outcome('unanswered', 'has no label')
  if (label.lost) return judgeLost(answer)
  if (answer === undefined) return outcome('unanswered', 'is not in the report')
  if (label.inactive === true && answer.active) return outcome('wrong', 'is called active')
  if (label.core) return judgeCore(answer)
  if (label.registered) return answer.state === 'registered' ? right : outcome('wrong', `runs here, called ${answer.state}`)
  if (label.unknown) return judgeUnknown(answer)
  if (label.frontend) return judgeFrontend(label.frontend, answer)
  if (['registered', 'core-too-old', 'frontend-only'].includes(answer.state)) return outcome('wrong', `is called ${answer.state}`)
  return judgePacks(label, answer, claimants)
}

const outcome = (word, says) => ({ outcome: word, says })
const right = { outcome: 'right', says: null }

const shown = ({ pack, candidates }) => (pack !== null ? `takes ${showPack(pack)}` : candidates.length > 0 ? `shows ${candidates.map(showPack).join(', ')}` : 'knows nobody')

function judgeCore(answer) {
  const own = ['registered', 'core-too-old'].includes(answer.state) && answer.pack === null
  return own ? right : outcome('wrong', `is ComfyUI's own, called ${answer.state}, ${shown(answer)}`)
}

/** It may be left out of the list of types: the finding that tells it is looked for by the report's score. */
function judgeLost(answer) {
  const guessed = answer !== undefined && (answer.pack !== null || answer.candidates.length > 0)
  return guessed ? outcome('wrong', `is a lost subgraph, ${shown(answer)}`) : right
}

function judgeUnknown(answer) {
  if (!['missing', 'undetermined'].includes(answer.state)) return outcome('wrong', `is known to nobody, called ${answer.state}`)
  return answer.pack === null && answer.candidates.length === 0 ? right : outcome('wrong', `is known to nobody, ${shown(answer)}`)
}

/** A type that a pack's script makes is answered by saying so, or by naming that pack. */
function judgeFrontend(packs, answer) {
  const named = answer.pack !== null && isOneOf(answer.pack, packs)
  if (answer.state === 'frontend-only' && (answer.pack === null || packs.length === 0 || named || isNamedBy(answer.pack, packs))) return right
  return named ? right : outcome('wrong', `lives in the page, called ${answer.state}, ${shown(answer)}`)
}

/** `comfyui-kjnodes` without an address is meant by `kijai/ComfyUI-KJNodes`. */
const isNamedBy = (pack, packs) => pack.repository === null && packs.some((name) => name.toLowerCase().endsWith(`/${(pack.id ?? '').toLowerCase()}`))

function judgePacks({ single, choice, orUnknown }, answer, claimants) {
  if (answer.pack !== null) {
    if (single === undefined) return outcome('wrong', `is a choice, ${shown(answer)}`)
    return isOneOf(answer.pack, single) ? right : outcome('wrong', shown(answer))
  }
  if (answer.candidates.length === 0) return orUnknown ? right : outcome('unanswered', 'knows nobody')
  if (choice === undefined) return outcome('needless-choice', shown(answer))
  const wanted = choice === 'everyone' ? claimants : choice.map(packKey)
  const seen = answer.candidates.map(candidateKey)
  const absent = wanted.filter((key) => !seen.includes(key))
  const strange = seen.filter((key) => !wanted.includes(key))
  if (absent.length > 0) return outcome('wrong', `is a choice without ${absent.join(', ')}`)
  if (strange.length > 0) return outcome('wrong', `is a choice with ${strange.join(', ')}, who has no claim`)
  return single === undefined ? right : outcome('as-choice', null)
}
