import { problem } from '../../problems.js'
import type { Carried } from '../ports.js'
import { parseForeignJson } from './json.js'
import type { ReadResult } from './model.js'
import { readWorkflow } from './read.js'

/**
 * The workflow that a file carries: its workflow text, else its prompt. Both together name the widgets. A text that
 * cannot be read does not hide the other one. Fails with A1111_PARAMETERS or NO_WORKFLOW_INSIDE when there is neither.
 */
export function readCarried(carried: Carried): ReadResult {
  const told = carried.tolerated.map((says) => ({ says }))
  const prompt = carried.prompt === null ? null : parseForeignJson(carried.prompt)
  let failure: ReadResult | null = null
  if (carried.workflow !== null) {
    const parsed = parseForeignJson(carried.workflow)
    const read: ReadResult = parsed.ok
      ? readWorkflow(parsed.value, {
          tolerated: [...told, ...parsed.tolerated],
          ...(prompt?.ok ? { prompt: prompt.value } : {}),
        })
      : parsed
    if (read.ok) return read
    failure = read
  }
  if (prompt !== null) {
    const spoiled =
      failure === null || failure.ok
        ? []
        : [{ says: `The workflow inside could not be read, the prompt was: ${failure.problem.message}` }]
    const read: ReadResult = prompt.ok
      ? readWorkflow(prompt.value, { tolerated: [...told, ...spoiled, ...prompt.tolerated] })
      : prompt
    if (read.ok || failure === null) return read
  }
  if (failure !== null) return failure
  const container = `${carried.container} file`
  if (carried.parameters === null) return { ok: false, problem: problem('NO_WORKFLOW_INSIDE', { container }) }
  // Fooocus and others put JSON of their own under the same key.
  if (/^\s*[{[]/.test(carried.parameters))
    return {
      ok: false,
      problem: problem('NO_WORKFLOW_INSIDE', { container, instead: 'generation parameters of another program' }),
    }
  return { ok: false, problem: problem('A1111_PARAMETERS', { container }) }
}
