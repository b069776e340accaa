import type { OpenChoice } from '@greenlight/shared/plans'
import { planTexts } from '../../messages/en-plans.js'
import { hostOf, sortSources } from '../model-answers.js'
import type { Pick } from './open-choices.js'

/** One line to mark: what it is called, what is known of it, and the address behind it. */
export interface ChoiceOption {
  name: string
  says: string
  url: string | null
  pick: Pick
}

type Words = (choice: Extract<OpenChoice, { about: 'model' }>['sources'][number]) => string

/** What may be picked for a choice; sources in doubt are not offered. */
export function optionsOf(choice: OpenChoice, saySource: Words): ChoiceOption[] {
  if (choice.about === 'input') return (choice.options ?? []).map((name, option) => ({ name, says: '', url: null, pick: { of: 'input', option } }))
  if (choice.about === 'pack-conflict') return choice.answers.map(({ label, says }, answer) => ({ name: label, says, url: null, pick: { of: 'conflict', answer } }))
  if (choice.about === 'node-pack') {
    return choice.options.map(({ candidate, difference }, option) => ({ name: candidate.title, says: difference, url: candidate.repository, pick: { of: 'pack', option } }))
  }
  const offered = new Set(sortSources(choice.sources).offered)
  const files = choice.files.map(({ path, widgetValue }, file): ChoiceOption => ({ name: path, says: planTexts.choosing.file, url: null, pick: { of: 'file', file, by: widgetValue === null ? 'move' : 'widget' } }))
  const sources = choice.sources.flatMap((source, place): ChoiceOption[] =>
    offered.has(source) ? [{ name: hostOf(source.url), says: saySource(source), url: source.url, pick: { of: 'source', source: place } }] : [],
  )
  return [...files, ...sources]
}

/** Whether two picks mean the same line; how a file is used does not tell lines apart. */
export function samePick(one: Pick | null, other: Pick): boolean {
  if (one === null || one.of !== other.of) return false
  if (one.of === 'pack') return other.of === 'pack' && one.option === other.option
  if (one.of === 'conflict') return other.of === 'conflict' && one.answer === other.answer
  if (one.of === 'input') return other.of === 'input' && one.option === other.option
  if (one.of === 'file') return other.of === 'file' && one.file === other.file
  return other.of === 'source' && one.source === other.source
}
