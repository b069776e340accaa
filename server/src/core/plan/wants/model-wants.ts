import type { Choice, OpenChoice, PlanWarning } from '@greenlight/shared/plans'
import type { Finding, ModelEntry, WorkflowReport } from '@greenlight/shared/report'
import { foldName } from '../../readiness/models/fold-name.js'
import { compareText } from '../../readiness/words.js'
import { isAbsolute } from '../paths.js'
import { answerModel, type ModelAnswer, type ModelChoice } from './answer-model.js'
import { type FoundWants, openChoice, unanswered } from './found-wants.js'
import { type Answered, mergeWants } from './merge-models.js'
import { mostTrustedSources } from './pick-source.js'
import type { Scope } from './scope.js'

type OpenModel = Extract<OpenChoice, { about: 'model' }>

export interface ModelGiven {
  readonly choices: readonly Choice[]
  /** Whether somebody can change a widget: on the open canvas, or in a copy of the file. */
  readonly editable: boolean
}

/** Models that a report asks for: each file once, with every node that asks for it. */
export function modelWants(report: WorkflowReport, { choices, editable }: ModelGiven, scope: Scope): FoundWants {
  const answered: Answered[] = []
  const open = new Map<string, OpenModel>()
  const warnings = new Map<string, PlanWarning[]>()
  const unserved: Pick<Answered, 'entry' | 'key'>[] = []
  for (const entry of report.models) {
    if (!scope.takes(entry.active, [entry.name])) continue
    const answer = possible(answerModel(entry, findingOf(report, entry), choiceFor(entry, choices)), entry, editable)
    const key = keyOf(entry)
    if (answer.do === 'choose') open.set(key, merged(open.get(key), entry))
    else if (answer.do === 'ask-person') {
      warnings.set(key, [...(warnings.get(key) ?? []), unanswered(entry.name, answer.because, answer.next)])
      unserved.push({ key, entry })
    }
    else if (answer.do !== 'nothing') answered.push({ key, entry, answer })
  }
  const { wants, ties, brought } = mergeWants(answered, unserved, present(report))
  for (const { key, entry } of ties) open.set(key, merged(open.get(key), entry))
  const left = [...open].filter(([key]) => !brought.has(key)).sort(([a], [b]) => compareText(a, b)).map(([, one]) => one)
  const told = [...warnings].filter(([key]) => !brought.has(key) && !open.has(key)).flatMap(([, [first]]) => (first === undefined ? [] : [first]))
  return { wants, open: left, unanswered: [...told.sort((a, b) => compareText(`${a.subject}\n${a.message}`, `${b.subject}\n${b.message}`)), ...left.map(tellOpen)] }
}

/** Nodes that spell one file differently ask for one file. */
function keyOf({ directory, name }: ModelEntry): string {
  return `${directory ?? ''}\n${foldName(name)}`
}

/** Where nobody can change the widget, the file is put under the name that it asks for. */
function possible(answer: ModelAnswer, entry: ModelEntry, editable: boolean): ModelAnswer {
  if (answer.do !== 'edit') return answer
  if (editable && entry.node !== null) return answer
  if (entry.directory !== null && isAbsolute(answer.path)) return { do: 'file', by: 'link-model', from: answer.path }
  return { do: 'ask-person', because: `${entry.name} is here as ${answer.to}, and nothing can change the widget of this workflow.`, next: 'Open the workflow in ComfyUI and choose it there.' }
}

function findingOf({ findings }: WorkflowReport, { name, node, state }: ModelEntry): Finding | null {
  const own = findings.filter(({ kind, subject }) => kind === `model-${state}` && subject === name)
  return own.find(({ nodes }) => (node === null ? nodes.length === 0 : nodes.includes(node))) ?? (node === null ? (own[0] ?? null) : null)
}

function choiceFor({ name, directory }: ModelEntry, choices: readonly Choice[]): ModelChoice | null {
  const fits = (one: Choice): one is ModelChoice => one.about === 'model' && one.name === name && (one.directory === null || one.directory === directory)
  return choices.findLast(fits) ?? null
}

function present({ models }: WorkflowReport): ReadonlySet<string> {
  return new Set(models.flatMap(({ active, state, file }) => (active && state === 'present' && file !== null ? [file.path] : [])))
}

function merged(before: OpenModel | undefined, { name, directory, candidates, sources }: ModelEntry): OpenModel {
  const files = [...(before?.files ?? []), ...candidates.map(({ path, widgetValue }) => ({ path, widgetValue }))]
  const offered = mostTrustedSources(sources.filter(({ from }) => from !== 'note'))
  const noted = mostTrustedSources(sources.filter(({ from }) => from === 'note'))
  const all = [...(before?.sources ?? []), ...offered, ...noted]
  return {
    about: 'model',
    name: before === undefined || name < before.name ? name : before.name,
    directory,
    files: [...new Map(files.map((file) => [file.path, file])).values()].sort((a, b) => compareText(a.path, b.path)),
    sources: [...new Map(all.map((source) => [source.url, source])).values()].sort((a, b) => compareText(a.url, b.url)),
  }
}

function tellOpen({ name, files, sources }: OpenModel): PlanWarning {
  const places = [files.length > 0 ? `${files.length} here` : '', sources.length > 0 ? `${sources.length} elsewhere` : ''].filter((text) => text !== '')
  return openChoice(name, `Which file is meant by ${name} is open: ${places.join(', ') || 'none is known'}.`, 'Choose one; nothing of it is in this plan.')
}
