import type { EgressAnswer } from '../../core/ports.js'
import type { RegistryFailure } from '../../core/registry.js'
import { parseForeignJson } from '../../core/workflow/json.js'
import { problem } from '../../problems.js'
import { isForeign, lineAt, lineOf, listAt } from './foreign.js'
import { toldWait } from './told-wait.js'

const busy = new Set([429, 503])
const hiccups = new Set([408, 500, 502, 504])
const refusedQuery = new Set([400, 422])

/** What an answer without success means for whoever asked `what`. */
export function judgeAnswer(answer: EgressAnswer, what: string): RegistryFailure {
  const { status, headers } = answer
  if (busy.has(status)) {
    const afterMs = toldWait(headers)
    return {
      kind: 'passing',
      afterMs,
      problem: problem('REGISTRY_BUSY', {
        status,
        ...(afterMs === null ? {} : { seconds: Math.ceil(afterMs / 1000) }),
      }),
    }
  }
  if (status === 404) return { kind: 'absent', afterMs: null, problem: problem('REGISTRY_UNKNOWN', { what }) }
  const kind = hiccups.has(status) ? 'passing' : refusedQuery.has(status) ? 'refused-query' : 'here'
  return {
    kind,
    afterMs: null,
    problem: problem('REGISTRY_REFUSED', { what, status, says: saidIn(answer) ?? undefined }),
  }
}

/** Both shapes of the service's errors: `{ message, error }` and `{ message, details[] }`. */
function saidIn({ bytes }: EgressAnswer): string | null {
  if (bytes.length > 100_000) return null
  const parsed = parseForeignJson(new TextDecoder().decode(bytes))
  if (!parsed.ok || !isForeign(parsed.value)) return null
  const details = listAt(parsed.value, 'details').filter((detail) => typeof detail === 'string')
  const said = [lineAt(parsed.value, 'message'), lineAt(parsed.value, 'error'), ...details]
  return lineOf(said.filter((part) => part !== null).join('; '), 200)
}
