import type { Plan, PlanAction, PlanTier, PlanWarning } from '@greenlight/shared/plans'
import { sayLicence } from '@greenlight/shared/licence-words'
import { bytesWord } from '../plan/draft/words.js'
import { countOf, listOf } from '../readiness/words.js'

/** What a tier means to somebody who never heard of it. */
const tierWords: Readonly<Record<PlanTier, string>> = { data: 'files only', code: 'runs code of others', destructive: 'takes something away' }

/** An action of a plan that takes another back is told by what it does: nothing comes with it that was not here before. */
export function sayTier({ tier, effects, canvas }: Pick<PlanAction, 'canvas' | 'effects' | 'tier'>, undoes: boolean): string {
  if (!undoes) return tierWords[tier]
  const returns = canvas !== undefined || effects.some((effect) => effect.do === 'link' || effect.do.startsWith('packages') || (effect.do === 'move' && effect.as !== 'trash'))
  if (returns) return 'brings back what was there'
  return effects.length === 0 ? tierWords.data : 'takes away what was brought'
}

/** What the whole plan asks for, most important first, a few words each. */
export function planSummary({ actions, needs, tier, undoes }: Pick<Plan, 'actions' | 'needs' | 'tier' | 'undoes'>): string[] {
  if (actions.length === 0) return ['nothing to do']
  const unknown = actions.some(({ prepare, bytes }) => bytes === undefined && prepare.some((one) => one.prepare === 'download'))
  return [
    countOf(actions.length, 'step'),
    needs.bytes === 0 && !unknown ? 'fetches nothing' : `fetches ${needs.bytes === 0 ? 'an unknown amount' : `${unknown ? 'at least ' : ''}${bytesWord(needs.bytes)}`}`,
    ...(needs.hosts.length === 0 ? [] : [`from ${listOf(needs.hosts, 4)}`]),
    ...(undoes === null ? [tierWords[tier]] : [...new Set(actions.filter(({ kind }) => kind !== 'restart-comfyui').map((action) => sayTier(action, true)))]),
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
    ...rows('licence', [sayLicence(action.licence).replace(/^licence (?=\S)/, '')].filter((text) => text !== '')),
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
