import type { Problem } from '@greenlight/shared/problem'
import { texts } from '../messages/index.js'
import type { Sidecar } from '../sidecar/client.js'
import type { Host } from './host.js'

export type OpenGraph = { ok: true; value: unknown } | { ok: false; problem: Problem }

/** The graph of what is open, for questions that take one: at hand, or read anew where a saved workflow is open. A dropped picture's is not at hand. */
export async function readOpenGraph(host: Pick<Host, 'read'>, sidecar: Pick<Sidecar, 'call'>): Promise<OpenGraph> {
  const ask = readAsk(host)
  if (ask === null) return { ok: false, problem: texts.problems.graph }
  if ('saved' in ask) {
    const told = await sidecar.call('savedWorkflow', { params: { id: ask.saved } })
    return told.ok ? { ok: true, value: told.value.workflow } : told
  }
  return 'workflow' in ask.inspect ? { ok: true, value: ask.inspect.workflow } : { ok: false, problem: texts.problems.picture }
}

function readAsk(host: Pick<Host, 'read'>) {
  try {
    return host.read()?.ask ?? null
  } catch {
    return null
  }
}
