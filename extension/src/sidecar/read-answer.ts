import { ProblemSchema } from '@greenlight/shared/problem'
import * as v from 'valibot'
import { texts } from '../messages/index.js'
import type { Told } from './told.js'

/** Gateways that stand between, and ComfyUI without our shim, answer for nobody. */
const nobody = new Set([404, 502, 503, 504])

/** Reads a response by its schema. ComfyUI without Greenlight's door says a bare 404: that is an absence, not a refusal. */
export async function readAnswer<T>(response: Response, schema: v.GenericSchema<unknown, T>): Promise<Told<T>> {
  const { status } = response
  const said: unknown = await response.json().catch(() => undefined)
  if (response.ok) {
    const read = v.safeParse(schema, said)
    return read.success ? { ok: true, value: read.output } : { ok: false, kind: 'unreadable', status, problem: texts.problems.unreadable }
  }
  const told = v.safeParse(ProblemSchema, said)
  if (told.success) {
    const kind = told.output.code === 'SIDECAR_ABSENT' ? 'unanswered' : 'refused'
    return { ok: false, kind, status, problem: told.output }
  }
  if (nobody.has(status)) return { ok: false, kind: 'unanswered', status, problem: texts.problems.absent }
  return { ok: false, kind: 'unreadable', status, problem: texts.problems.unreadable }
}
