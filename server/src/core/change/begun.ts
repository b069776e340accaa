import type { Stamp } from '@greenlight/shared/plan-effects'
import type { JournalLine } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'

/** An effect that the journal says was begun and not taken back. */
export interface Begun {
  readonly action: string
  /** Its number in the action, from 0. */
  readonly effect: number
  /** Line of the intent, or of the end where it is done. */
  readonly seq: number
  readonly done: boolean
  /** Its way back was begun and not told to its end. */
  readonly goesBack?: true
  /** What the plan left at its path; null: not told. */
  readonly left: Stamp | null
  readonly outputs: JournalLine['outputs']
}

/** Reads a plan's journal lines: what was begun, in that order, less what was taken back. */
export function readBegun(lines: readonly JournalLine[]): Begun[] {
  const begun = new Map<string, Begun>()
  for (const { seq, inputs, outputs } of lines) {
    const { action, effect, phase } = inputs
    if (typeof action !== 'string' || typeof effect !== 'number' || (phase !== 'intent' && phase !== 'done')) continue
    const key = `${action}/${effect}`
    const before = begun.get(key)
    if (inputs.back !== true) begun.set(key, { action, effect, seq, done: phase === 'done' || before?.done === true, left: readStamp(inputs.left), outputs })
    else if (phase === 'done') begun.delete(key)
    else if (before !== undefined) begun.set(key, { ...before, done: false, goesBack: true })
  }
  return [...begun.values()]
}

/** A plan that was being stopped. */
export interface Stop {
  readonly reason: 'cancelled' | 'failed'
  /** Groups that stay done. */
  readonly keep: ReadonlySet<string>
  /** The action that failed. */
  readonly action: string | null
  readonly problem: Problem | null
}

/** Why a plan was being stopped when its lines end; null: it was not. */
export function readStop(lines: readonly JournalLine[]): Stop | null {
  const last = lines.findLast(({ action_type }) => action_type === 'plan.stop' || action_type === 'token.consume')
  if (last?.action_type !== 'plan.stop') return null
  const { reason, keep, action, code, message, hint } = last.inputs
  return {
    reason: reason === 'cancelled' ? 'cancelled' : 'failed',
    keep: new Set(Array.isArray(keep) ? keep.filter((one) => typeof one === 'string') : []),
    action: typeof action === 'string' ? action : null,
    problem: typeof code === 'string' && typeof message === 'string' && typeof hint === 'string' ? { code, message, hint } : null,
  }
}

/** A stamp as a journal line has it; null: none that can be read. */
function readStamp(value: unknown): Stamp | null {
  if (typeof value !== 'object' || value === null || !('is' in value)) return null
  if (value.is === 'absent' || value.is === 'other') return { is: value.is }
  if (value.is === 'folder' && 'digest' in value && typeof value.digest === 'string') return { is: 'folder', digest: value.digest }
  if (value.is === 'link' && 'target' in value && typeof value.target === 'string') return { is: 'link', target: value.target }
  if (value.is !== 'file' || !('size' in value) || !('modifiedMs' in value)) return null
  const { size, modifiedMs } = value
  return typeof size === 'number' && typeof modifiedMs === 'number' ? { is: 'file', size, modifiedMs } : null
}
