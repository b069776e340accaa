import type { Want } from '@greenlight/shared/plans'
import type { WantFact } from '../../../core/plan/plan-facts.js'
import { wantKey } from '../../../core/plan/want-key.js'
import { problem, ProblemError } from '../../../problems.js'
import { unlessClosed } from './closed-place.js'
import type { GatherPorts } from './gather-ports.js'
import { downloadFact, fileFact, restoreFact } from './model-facts.js'

export interface GatherRequest {
  readonly wants: readonly Want[]
  readonly plan: string
  readonly ask: readonly string[]
  readonly packRoots: readonly string[]
}

export interface GatherOptions {
  readonly signal: AbortSignal
  readonly progress?: ((done: number, total: number | null, what: string) => void) | undefined
}

/** What ports answer about each want. One that fails is a problem of its own and hides no other; rejects with the signal's reason alone. */
export async function gatherFacts(ports: GatherPorts, request: GatherRequest, { signal, progress }: GatherOptions): Promise<Map<string, WantFact>> {
  const answers = new Map<string, WantFact>()
  for (const want of request.wants) {
    signal.throwIfAborted()
    progress?.(answers.size, request.wants.length, nameOf(want))
    const fact = await factOf(ports, want, request, signal)
      .then((found) => unlessClosed(ports.look, found))
      .catch((error: unknown): WantFact => {
        signal.throwIfAborted()
        return { of: 'problem', problem: error instanceof ProblemError ? error.problem : problem('INTERNAL') }
      })
    if (fact !== null) answers.set(wantKey(want), fact)
  }
  return answers
}

async function factOf(ports: GatherPorts, want: Want, { plan, ask, packRoots }: GatherRequest, signal: AbortSignal): Promise<WantFact | null> {
  if (want.want === 'download-model') return downloadFact(ports, want, { ask, signal, plan })
  if ('from' in want) return fileFact(ports, want)
  if (want.want === 'restore') return restoreFact(ports, want, packRoots)
  if (want.want === 'edit-widget') return null
  return ports.pack(want, { ask, signal, plan })
}

function nameOf(want: Want): string {
  if ('name' in want) return want.name
  if ('pack' in want) return want.pack
  return 'folder' in want ? want.folder : want.want
}
