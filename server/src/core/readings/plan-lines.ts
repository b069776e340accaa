import type { Plan, PlanAction, PlanTier, PlanWarning } from '@greenlight/shared/plans'
import { bytesWord } from '../plan/draft/words.js'
import { countOf, listOf } from '../readiness/words.js'

/** What a tier means to somebody who never heard of it. */
export const tierWords: Readonly<Record<PlanTier, string>> = { data: 'files only', code: 'runs code of others', destructive: 'takes something away' }

/** What the whole plan asks for, most important first, a few words each. */
export function planSummary({ actions, needs, tier }: Pick<Plan, 'actions' | 'needs' | 'tier'>): string[] {
  if (actions.length === 0) return ['nothing to do']
  const unknown = actions.some(({ prepare, bytes }) => bytes === undefined && prepare.some((one) => one.prepare === 'download'))
  return [
    countOf(actions.length, 'step'),
    needs.bytes === 0 && !unknown ? 'fetches nothing' : `fetches ${needs.bytes === 0 ? 'an unknown amount' : `${unknown ? 'at least ' : ''}${bytesWord(needs.bytes)}`}`,
    ...(needs.hosts.length === 0 ? [] : [`from ${listOf(needs.hosts, 4)}`]),
    tierWords[tier],
    needs.restart ? 'ComfyUI has to be restarted' : 'no restart',
  ]
}

/** One line per volume. */
export function diskLines({ disk }: Plan['needs']): string[] {
  return disk.map(({ volume, need, free }) => `${volume}: ${bytesWord(need)} needed, ${free === null ? 'how much is free is not known' : `${bytesWord(free)} free`}`)
}

/** The parts of one action as rows of a word and a sentence, in reading order. */
export function actionRows(action: PlanAction): { readonly word: string; readonly text: string }[] {
  const rows = (word: string, texts: readonly string[]) => texts.map((text) => ({ word, text }))
  return [
    ...rows('now', action.before),
    ...rows('then', action.after),
    ...(action.bytes === undefined ? [] : rows('size', [bytesWord(action.bytes)])),
    ...(action.licence === undefined ? [] : rows('licence', [action.licence])),
    ...rows('code', (action.code ?? []).map(({ where, says }) => `${where}: ${says}`)),
    ...rows('agree', action.ticks.map(({ key, says, page }) => `${says}${page === undefined ? '' : ` Read ${page}.`} (${key})`)),
    ...rows('why', action.evidence.map(({ says }) => says)),
    ...rows('undo', [action.undo]),
    ...(action.cannotUndo === undefined ? [] : rows('but', [`Undo does not bring back: ${lower(action.cannotUndo)}`])),
  ]
}

/** Warnings in two heaps: what a person has still to choose, and the rest. */
export function partWarnings(warnings: readonly PlanWarning[]): { readonly open: readonly PlanWarning[]; readonly rest: readonly PlanWarning[] } {
  const isOpen = ({ code }: PlanWarning) => code === 'OPEN_CHOICE'
  return { open: warnings.filter(isOpen), rest: warnings.filter((warning) => !isOpen(warning)) }
}

export function warningHead({ code, rule }: PlanWarning): string {
  return rule === undefined ? code : `${code}, rule ${rule}`
}

/** How the next step is spelled in the terminal. */
export function approveLine({ id, actions }: Pick<Plan, 'actions' | 'id'>): string {
  if (actions.length === 0) return 'There is nothing to approve.'
  const keys = [...new Set(actions.flatMap(({ ticks }) => ticks.map(({ key }) => key)))]
  return `Nothing is changed yet. To agree: greenlight approve ${id}${keys.length === 0 ? '' : ` (it asks for ${countOf(keys.length, 'word')} of its own)`}, then greenlight apply ${id}.`
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
