import type { ModelSource } from '@greenlight/shared/report'
import { baseOf, toSlashes } from '../../names/fold-text.js'
import { isGenericFileName } from '../generic-name.js'
import { hashesOf } from './check-file.js'
import { decide } from './decide.js'
import type { AskingPhase, Question, Search } from './search.js'

/** Addresses and pages that one search opens. */
const mostAddresses = 12
const mostPages = 6

/** In this order; a phase is left out when those before it have answered. */
export const askingPhases: readonly AskingPhase[] = ['by-hash', 'by-address', 'by-name']

/** What the next phase would ask of whoever can answer; none where it would add nothing. */
export function questionsOf(search: Search, phase: AskingPhase): Question[] {
  if (search.invalid || search.here || search.weighed.some(({ proof }) => proof === 'hash')) return []
  if (phase === 'by-hash') return hashesOf(search.wanted).map((hash) => ({ phase, hash }))
  if (phase === 'by-address') return addressesOf(search)
  const { name, directory } = search.wanted.reference
  const answered = decide(search) !== null || search.weighed.some(({ proof }) => proof === 'said')
  return answered || isGenericFileName(name) ? [] : [{ phase, words: baseOf(toSlashes(name)), directory }]
}

function addressesOf({ wanted, weighed }: Search): Question[] {
  const sources = wanted.claims
    .map(({ source }) => source)
    .filter((source) => weighed.some((one) => one.source.url === source.url))
    .slice(0, mostAddresses)
  // A note's page may be about any model of the workflow: it is opened only where nothing names this one.
  const pages = weighed.some(({ proof }) => proof === 'said') ? [] : wanted.pages.slice(0, mostPages)
  const asked = (url: string, source: ModelSource | null): Question => ({ phase: 'by-address', url, source })
  return [...sources.map((source) => asked(source.url, source)), ...pages.map((url) => asked(url, null))]
}

/** Whether other words may help: the name itself was searched for, and nothing of that name came. */
export function wantsWords({ wanted, weighed, invalid, here }: Search): boolean {
  return (
    !invalid && !here && weighed.every(({ proof }) => proof === 'open') && !isGenericFileName(wanted.reference.name)
  )
}

const mostWords = 5

/** What a language model proposes becomes a few short searches; whatever else it says is dropped. */
export function questionsFromWords({ wanted }: Search, proposed: readonly unknown[]): Question[] {
  const texts = proposed.flatMap((text) =>
    typeof text === 'string'
      ? [
          text
            .replace(/[\p{Cc}\s]+/gu, ' ')
            .trim()
            .slice(0, 100),
        ]
      : [],
  )
  const words = [...new Set(texts)].filter((text) => text !== '').slice(0, mostWords)
  return words.map((text) => ({ phase: 'by-name', words: text, directory: wanted.reference.directory }))
}

export function sayAsked(question: Question): string {
  if (question.phase === 'by-hash') return `${question.hash.type}:${question.hash.value}`
  return question.phase === 'by-address' ? question.url : question.words
}
