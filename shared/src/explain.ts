import * as v from 'valibot'
import { CandidateSchema, EvidenceSchema, FindingSchema, ModelEntrySchema, nodeTypeStates, verdicts } from './report.js'

/** One socket of a node in plain words. */
export const SocketSchema = v.object({ name: v.string(), type: v.string(), linked: v.boolean(), says: v.string() })

/** What one node is, who provides it, what it needs, and why it is red. */
export const NodeExplanationSchema = v.object({
  node: v.string(),
  type: v.string(),
  title: v.string(),
  says: v.string(),
  state: v.picklist(nodeTypeStates),
  active: v.boolean(),
  provider: v.object({
    kind: v.picklist(['comfyui', 'frontend', 'node-pack', 'unknown']),
    name: v.string(),
    version: v.optional(v.string()),
    pack: v.nullable(CandidateSchema),
  }),
  inputs: v.array(SocketSchema),
  outputs: v.array(SocketSchema),
  widgets: v.array(v.object({ name: v.nullable(v.string()), value: v.string() })),
  models: v.array(ModelEntrySchema),
  /** Execution ids of nodes that read this node's outputs. */
  dependents: v.array(v.string()),
  ifBypassed: v.string(),
  why: v.array(FindingSchema),
  evidence: v.array(EvidenceSchema),
})
export type NodeExplanation = v.InferOutput<typeof NodeExplanationSchema>

export const ExplanationSchema = v.object({
  schema: v.literal('greenlight/explain@1'),
  workflow: v.object({ path: v.string(), format: v.string(), nodes: v.number() }),
  verdict: v.picklist(verdicts),
  /** A few sentences: what goes in, what comes out, which packs and models it stands on. */
  says: v.array(v.string()),
  /** One node when it was asked for, else every node type's first node. */
  nodes: v.array(NodeExplanationSchema),
})
export type Explanation = v.InferOutput<typeof ExplanationSchema>
