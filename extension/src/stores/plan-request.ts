import type { ProposeRequest } from '@greenlight/shared/plans'
import type { SourceName } from '@greenlight/shared/sources'
import type { Told } from '../sidecar/told.js'
import type { Ask } from '../state/plan.js'
import type { Host } from './host.js'
import { readOpenGraph } from './open-graph.js'
import type { Services } from './services.js'

type WorkflowAsk = Extract<Ask, { for: 'workflow' }>

/**
 * What to propose for the open graph. `path`: the file of a saved workflow, of which a copy may be written; on the canvas
 * there is none, and widgets are set there. `ask`: sources that are set to ask, for a person has just asked.
 */
export async function readProposal({ host, sidecar }: Pick<Services, 'host' | 'sidecar'>, ask: WorkflowAsk, path: string | null, sources: readonly SourceName[]): Promise<Told<ProposeRequest>> {
  const open = await readOpenGraph(host, sidecar)
  if (!open.ok) return { ok: false, kind: 'unreadable', status: null, problem: open.problem }
  const { name, frontendOnly } = openOf(host)
  return {
    ok: true,
    value: {
      workflow: open.value,
      ...(path === null ? {} : { file: path }),
      ...(name === undefined ? {} : { name }),
      ...(frontendOnly === undefined ? {} : { frontendOnly }),
      ...(ask.choices.length === 0 ? {} : { choices: [...ask.choices] }),
      ...(ask.only === null ? {} : { only: [...ask.only] }),
      ...(sources.length === 0 ? {} : { ask: [...sources] }),
    },
  }
}

function openOf(host: Pick<Host, 'read'>): { name?: string; frontendOnly?: string[] } {
  const ask = host.read()?.ask
  if (ask === undefined || !('inspect' in ask)) return {}
  const { name, frontendOnly } = ask.inspect
  return { ...(name === undefined ? {} : { name }), ...(frontendOnly === undefined ? {} : { frontendOnly }) }
}
