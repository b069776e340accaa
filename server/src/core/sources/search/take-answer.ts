import type { SourceName } from '@greenlight/shared/sources'
import type { ProviderAnswer, ProviderFile } from '../../ports.js'
import { compareFolders } from '../compare-folders.js'
import { sourceKey } from '../trust.js'
import { agreeWithFile, compareContent, hashesOf, isOtherSize, sourceOf } from './check-file.js'
import { sayAsked } from './questions.js'
import { addStep, type Proof, type Question, type Search, weigh, type Weighed } from './search.js'

interface Checked {
  readonly says: string
  /** Null: the validators refuse it. */
  readonly weighed: Weighed | null
  /** Name and kind are exactly those asked for, or the content is. */
  readonly exact: boolean
}

/** One answer goes through the validators; a failure is one step and nothing more. */
export function takeAnswer(search: Search, question: Question, of: SourceName, answer: ProviderAnswer): Search {
  const asked = sayAsked(question)
  if (!answer.ok) {
    const told = addStep(search, question.phase, asked, of, `No answer: ${answer.problem.message}`)
    return { ...told, unanswered: search.unanswered + 1 }
  }
  const checked = answer.files.map((file) => checkFile(search, question, file))
  const told = addStep(search, question.phase, asked, of, sayWhatCame(question, checked))
  const taken = checked.flatMap(({ weighed, exact }) => (weighed === null ? [] : [{ ...weighed, exact }]))
  return {
    ...told,
    weighed:
      question.phase === 'by-address'
        ? takeAddress(told, question.source, taken)
        : oneOfEach([...told.weighed, ...taken]),
  }
}

function checkFile({ wanted }: Search, question: Question, file: ProviderFile): Checked {
  const no = (says: string): Checked => ({ says, weighed: null, exact: false })
  if (file.access === 'removed') return no(`${file.name} was removed there.`)
  const source = sourceOf(file)
  const as = (proof: Proof, confidence: number, exact: boolean, reasons: readonly string[]): Checked => ({
    says: file.name,
    weighed: weigh(source, sourceKey(source), proof, [...reasons, ...(file.tells ?? [])], confidence),
    exact,
  })
  const content = compareContent(question.phase === 'by-hash' ? [question.hash] : hashesOf(wanted), file)
  if (content === 'other') return no(`${file.name} has another content than the one asked for.`)
  if (content === 'same') return as('hash', 1, true, ['Its hash is the one asked for.'])
  if (question.phase === 'by-hash')
    return as('open', 0.3, false, ['The provider knows the hash, and does not say that it is of this file.'])
  const { reference } = wanted
  // An entry that names the address vouches for a name that differs; a link, a page and a search do not.
  const vouched = question.phase === 'by-address' && question.source !== null && question.source.from !== 'note'
  const { agrees, says } = agreeWithFile(wanted, file, vouched ? reference.name : null)
  if (agrees === false) return vouched ? as('open', 0.3, false, [says]) : no(says)
  const otherSize = question.phase === 'by-address' && isOtherSize(question.source?.size, file)
  if (agrees === 'unknown')
    return vouched && !otherSize ? as('named', 0.5, false, [says]) : as('open', 0.3, false, [says])
  // Sizes in lists are wrong by as much as twenty times: they confirm, and one that differs does not refute a name.
  if (otherSize) return as('named', 0.5, false, ['Its size is not the one that the list gives.'])
  const fits = compareFolders(reference.directory, file.directory) === 'same'
  return as(fits ? 'listed' : 'named', fits ? 0.75 : 0.6, true, [
    'Its name is the one asked for.',
    ...(fits ? [`Its kind belongs into ${reference.directory}.`] : []),
  ])
}

type Taken = Weighed & { readonly exact: boolean }

/** Whoever keeps an address tells whether what named it still holds: nothing there, nothing left. */
function takeAddress({ weighed }: Search, source: Weighed['source'] | null, taken: readonly Taken[]): Weighed[] {
  if (source === null) return oneOfEach([...weighed, ...taken.filter(({ exact }) => exact)])
  const key = sourceKey(source)
  const claim = weighed.find((one) => one.key === key)
  const others = weighed.filter((one) => one !== claim)
  const exact = taken.filter((one) => one.exact)
  const [only, ...more] = exact.length > 0 ? exact : taken
  if (claim === undefined || only === undefined || more.length > 0) return oneOfEach([...others, ...taken])
  return oneOfEach([...others, confirm(claim, only)])
}

/** The provider has the file that somebody names: the provider's facts, and the address as it was named. */
function confirm(claim: Weighed, seen: Taken): Weighed {
  const { url, from: _from, ...facts } = seen.source
  const { doubt: _doubt, ...named } = claim.source
  const proof = confirmed(claim.proof, seen)
  const source = { ...named, ...facts, ...(named.raw === undefined && seen.key === claim.key ? {} : { raw: url }) }
  return weigh(
    source,
    claim.key,
    proof,
    [...claim.reasons, ...seen.reasons, 'The provider has it at this address.'],
    confidences[proof],
  )
}

const confidences: Readonly<Record<Proof, number>> = {
  hash: 1,
  said: 0.95,
  confirmed: 0.85,
  listed: 0.8,
  named: 0.6,
  open: 0.4,
}

function confirmed(claimed: Proof, { proof, exact }: Taken): Proof {
  if (proof === 'hash' || proof === 'open') return proof
  if (!exact || claimed === 'said') return claimed
  return 'confirmed'
}

/** Of two findings of one file the surer one. */
function oneOfEach(all: readonly Weighed[]): Weighed[] {
  const byKey = new Map<string, Weighed>()
  for (const { source, key, proof, reasons, confidence } of all) {
    const earlier = byKey.get(key)
    if (earlier === undefined || earlier.confidence < confidence)
      byKey.set(key, { source, key, proof, reasons, confidence })
  }
  return [...byKey.values()]
}

function sayWhatCame({ phase }: Question, checked: readonly Checked[]): string {
  const [first] = checked
  if (first === undefined) return phase === 'by-address' ? 'There is no such file any more.' : 'Nothing.'
  const taken = checked.flatMap(({ weighed }) => (weighed === null ? [] : [weighed]))
  const [best] = taken
  const of = checked.length === 1 ? '' : ` of ${checked.length}`
  if (best === undefined) return checked.length === 1 ? `Not it: ${first.says}` : `None${of} files is it: ${first.says}`
  return `${taken.length === 1 ? 'One file' : `${taken.length} files`}${taken.length === checked.length ? '' : of}: ${best.source.url}. ${best.reasons[0] ?? ''}`.trim()
}
