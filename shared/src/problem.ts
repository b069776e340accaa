import * as v from 'valibot'

/** The wire form of a coded error: what happened, and what to do about it. Every code has its page, docs/errors/CODE.md. */
export const ProblemSchema = v.object({
  code: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/)),
  message: v.string(),
  hint: v.string(),
})

export type Problem = v.InferOutput<typeof ProblemSchema>
