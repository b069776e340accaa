import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { ulidTime } from '../../../core/ulid.js'
import { problem } from '../../../problems.js'
import { removeOwnFolder } from '../trash.js'

/** Milliseconds. A plan is made within minutes. */
const patience = 24 * 60 * 60 * 1000

/**
 * Takes away the folder of a plan that was never finished: a crash came before its plan.json. One that holds what an undo needs stays, and
 * is told.
 */
export async function sweepUnfinished(folder: string, id: string, now: number): Promise<readonly Problem[]> {
  const held = await Promise.all(['keep', 'stage'].map((name) => readdir(join(folder, name)).catch(() => [])))
  if (held.some((names) => names.length > 0)) return [problem('PLAN_UNREADABLE', { plan: id, because: 'plan.json: it is not there' })]
  if (now - (ulidTime(id) ?? Infinity) > patience) await removeOwnFolder(folder).catch(() => undefined)
  return []
}
