import * as v from 'valibot'
import { ProblemSchema } from './problem.js'

/** A choice that is remembered: in the workflow where it was made, or everywhere. */
const scope = v.union([
  v.object({ everywhere: v.literal(true) }),
  /** `key`: the graph's own id, else its file's name. */
  v.object({ workflow: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) }),
])

/** Which pack answers a node type. */
export const PackDecisionSchema = v.object({
  about: v.literal('node-type'),
  scope,
  type: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  id: v.nullable(v.string()),
  repository: v.nullable(v.string()),
  title: v.optional(v.string()),
})

/** Which file answers a model name, or where it is to be had. */
export const ModelDecisionSchema = v.object({
  about: v.literal('model'),
  scope,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  directory: v.nullable(v.string()),
  /** What the widget should say instead (a file of this machine), or the address of the file. */
  use: v.union([v.object({ widgetValue: v.string() }), v.object({ url: v.string() })]),
})

export const DecisionSchema = v.variant('about', [PackDecisionSchema, ModelDecisionSchema])
export type Decision = v.InferOutput<typeof DecisionSchema>
export type PackDecision = v.InferOutput<typeof PackDecisionSchema>
export type ModelDecision = v.InferOutput<typeof ModelDecisionSchema>

export const DecisionsSchema = v.object({
  schema: v.literal('greenlight/decisions@1'),
  decisions: v.array(DecisionSchema),
  problems: v.array(ProblemSchema),
})
export type Decisions = v.InferOutput<typeof DecisionsSchema>

/** Remember one choice, or take it back (`forget`: same scope and subject). */
export const DecideRequestSchema = v.union([v.object({ remember: DecisionSchema }), v.object({ forget: DecisionSchema })])
