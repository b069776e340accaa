import { ProblemError } from '../../problems.js'
import type { Answer } from './ask.js'
import { clauseOf } from './words.js'

/** A pack that is to be brought. */
export interface Task {
  readonly id: string
  readonly version: string
  /** Tells our tasks for one effect from everybody else's; the same after a restart. */
  readonly client: string
  /** Of this try alone; null: unknown, as after a restart. */
  readonly ui: string | null
}

/** How it stands with a task, or, where ComfyUI-Manager tells no tasks apart, with its whole queue. */
export type Seen =
  /** Waiting in a queue that nobody works on. */
  | { readonly is: 'waiting' }
  | { readonly is: 'working' }
  /** Nothing of it is in the queue. `says`: what went wrong, where that is told. */
  | { readonly is: 'ended'; readonly says: string | null; readonly refused: boolean }
  /** Nothing came back. */
  | { readonly is: 'silent' }

/** One generation of ComfyUI-Manager's routes. */
export interface Dialect {
  readonly name: 'v3' | 'v4' | 'v4-legacy'
  /** Makes it look at the folders again: it goes by what it remembers of them, and others move packs too. Failing is fine. */
  refresh(task: Task): Promise<void>
  /** Puts the task into the queue; resolves too where no answer came, which says nothing. MANAGER_REFUSED, MANAGER_FAILED. */
  ask(task: Task): Promise<void>
  start(): Promise<void>
  see(task: Task): Promise<Seen>
}

export const ended: Seen = { is: 'ended', says: null, refused: false }
export const silent: Seen = { is: 'silent' }

/** Rejects with the coded problem where an answer says that a task was not taken. */
export function mustBeTaken(answer: Answer | null, { id }: Task): void {
  if (answer === null || answer.status === 200) return
  if (answer.status === 403) throw new ProblemError('MANAGER_REFUSED', { pack: id })
  const words = clauseOf(answer.text)
  throw new ProblemError('MANAGER_FAILED', { pack: id, because: `it answered with status ${answer.status}${words === null ? '' : ` (${words})`}` })
}

/** What `install` takes in every generation; nothing of the pack is run, and no Python package is touched. */
export function paramsOf({ id, version, client, ui }: Task) {
  return { id, version, selected_version: version, channel: 'default', mode: 'cache', ui_id: ui ?? client, skip_post_install: true }
}
