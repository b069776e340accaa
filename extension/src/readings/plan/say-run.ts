import { planTexts as words } from '../../messages/en-plans.js'
import type { ActionOfRun } from './progress.js'

/** The state of one action in a word. What is handed on is for the canvas, or for the person. */
export function sayRun({ action, run }: ActionOfRun, edited: boolean): string {
  if (run.state !== 'handed') return words.states[run.state]
  if (action.canvas === undefined) return words.handed.you
  return edited ? words.handed.set : words.handed.canvas
}
