import * as v from 'valibot'
import { verdicts } from './report.js'

/** A workflow of the installation, as the stand-alone page's list shows it. */
export const SavedWorkflowSchema = v.object({
  /** Stable for one path; what `GET /workflows/:id/report` takes. */
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  path: v.string(),
  modified: v.number(),
  size: v.number(),
  verdict: v.picklist(verdicts),
  /** Blocking findings. */
  blocks: v.number(),
  nodes: v.number(),
})
export type SavedWorkflow = v.InferOutput<typeof SavedWorkflowSchema>

export const SavedWorkflowsSchema = v.object({
  schema: v.literal('greenlight/workflows@1'),
  root: v.nullable(v.string()),
  workflows: v.array(SavedWorkflowSchema),
})

/** An open graph as `rootGraph.serialize()` gives it, or a file that was dropped. Read leniently by core/workflow, so `unknown` here. */
const asked = {
  /** Types that the page's own registry knows and the server does not. */
  frontendOnly: v.optional(v.array(v.string())),
  /** Read the installation anew first: "Check again", or something was just installed. */
  fresh: v.optional(v.boolean()),
}
export const InspectRequestSchema = v.union([
  v.object({ workflow: v.unknown(), name: v.optional(v.string()), ...asked }),
  v.object({ name: v.string(), base64: v.string(), ...asked }),
])
export type InspectRequest = v.InferOutput<typeof InspectRequestSchema>
