import { type Ask, member } from './ask.js'
import { ended, type Seen, silent } from './speak.js'

/** Numbers of a queue as its status tells them; null: this is no such answer. */
export function readStatus(value: unknown): { readonly total: number; readonly done: number; readonly running: number; readonly works: boolean } | null {
  const [total, done, running, works] = [member(value, 'total_count'), member(value, 'done_count'), member(value, 'in_progress_count'), member(value, 'is_processing')]
  if (typeof total !== 'number' || typeof done !== 'number' || typeof running !== 'number' || typeof works !== 'boolean') return null
  return { total, done, running, works }
}

/** A queue that tells no tasks apart: while anything of anybody is at work in it, so may ours be. `total_count` has what is done in it. */
export async function seeWhole(ask: Ask, route: string): Promise<Seen> {
  const status = readStatus((await ask.get(route))?.value)
  if (status === null) return silent
  if (status.works) return { is: 'working' }
  return status.total > status.done ? { is: 'waiting' } : ended
}
