import type { SourceName, SourceSearch } from '@greenlight/shared/sources'
import type { ModelProvider, SearchWords } from '../../core/ports.js'
import { beginSearch } from '../../core/sources/search/begin-search.js'
import { conclude } from '../../core/sources/search/decide.js'
import {
  askingPhases,
  questionsFromWords,
  questionsOf,
  sayAsked,
  wantsWords,
} from '../../core/sources/search/questions.js'
import { addStep, type Question, type Search, type WantedModel } from '../../core/sources/search/search.js'
import { takeAnswer } from '../../core/sources/search/take-answer.js'
import { type Asker, type Budget, createAsker, within } from './ask-providers.js'

export interface FindSourcesPorts {
  readonly providers: readonly ModelProvider[]
  /** Absent: nobody proposes words. */
  readonly words?: SearchWords
  /** Milliseconds; only their distance counts. */
  readonly now: () => number
}

export interface FindSourcesRequest {
  readonly wanted: readonly WantedModel[]
  /** Sources with `ask` that the person named for this question. */
  readonly ask?: readonly SourceName[]
  readonly budget?: Budget
}

export interface FindSourcesOptions {
  readonly signal: AbortSignal
  readonly progress?: (done: number, total: number | null, what: string) => void
}

const usualBudget: Budget = { calls: 200, seconds: 120 }

/**
 * Where each model is to be had, worked out step by step, one after the other: the same answers give the same steps. Whatever a
 * provider or a language model says goes through the validators of core/sources/search. Rejects with the signal's reason alone.
 */
export async function findSources(
  { providers, words, now }: FindSourcesPorts,
  { wanted, ask = [], budget = usualBudget }: FindSourcesRequest,
  { signal, progress }: FindSourcesOptions,
): Promise<{ schema: 'greenlight/source-search@1'; searches: SourceSearch[] }> {
  const allowed = providers.filter(({ name, use }) => use === 'on' || (use === 'ask' && ask.includes(name)))
  const asker = createAsker({ providers: allowed.sort((a, b) => (a.name < b.name ? -1 : 1)), budget, now, signal })
  const searches: SourceSearch[] = []
  for (const one of wanted) {
    progress?.(searches.length, wanted.length, one.reference.name)
    const asked = await askOutside(beginSearch(one), asker)
    searches.push(conclude(await askByWords(asked, asker, words)))
  }
  return { schema: 'greenlight/source-search@1', searches }
}

async function askOutside(begun: Search, asker: Asker): Promise<Search> {
  let search = begun
  let silent = true
  for (const phase of askingPhases) {
    const questions = questionsOf(search, phase)
    const able = questions.filter(asker.canAnswer)
    for (const question of able) {
      if (search.weighed.some(({ proof }) => proof === 'hash')) break
      search = await askOne(search, question, asker)
    }
    const [first] = questions
    if (first !== undefined && able.length === 0 && silent) {
      search = addStep(
        search,
        phase,
        sayAsked(first),
        'providers',
        'Nobody was asked: no source that could tell is switched on.',
      )
      silent = false
    }
  }
  return search
}

async function askOne(search: Search, question: Question, asker: Asker): Promise<Search> {
  const answers = await asker.ask(question)
  return answers.reduce(
    (so, { of, answer }) => (answer === null ? spent(so, question, of) : takeAnswer(so, question, of, answer)),
    search,
  )
}

function spent(search: Search, question: Question, of: SourceName): Search {
  return {
    ...addStep(search, question.phase, sayAsked(question), of, 'Not asked: the budget of this search is spent.'),
    unanswered: search.unanswered + 1,
  }
}

/** Its words are searched for; what comes is checked like everything else. */
async function askByWords(search: Search, asker: Asker, words: SearchWords | undefined): Promise<Search> {
  if (words === undefined || !wantsWords(search)) return search
  const { name, directory } = search.wanted.reference
  let proposed: readonly unknown[]
  try {
    proposed = await within(words.propose(name, directory, asker.signal), asker.signal)
  } catch {
    asker.stopped()
    return addStep(search, 'by-name', name, 'words', 'No words came.')
  }
  const questions = questionsFromWords(search, proposed).filter(asker.canAnswer)
  const says =
    questions.length === 0 ? 'No words to search for.' : `Words to search for: ${questions.map(sayAsked).join(', ')}.`
  let asked = addStep(search, 'by-name', name, 'words', says)
  for (const question of questions) asked = await askOne(asked, question, asker)
  return asked
}
