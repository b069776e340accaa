import type { GenericSchema, InferOutput } from 'valibot'
import { safeParse } from 'valibot'

/** JSON that we stored. Null where it is not as we wrote it: then it is as if it had not been stored. */
export function readText<S extends GenericSchema>(schema: S, text: string): InferOutput<S> | null {
  try {
    const parsed = safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
