import * as v from 'valibot'
import { HeldSchema } from './held.js'
import { Blake3Schema, Sha256Schema } from './ids.js'
import { PackResolutionSchema } from './packs.js'
import { ActionKindSchema } from './plan.js'
import { ProblemSchema } from './problem.js'
import { CandidateSchema, EvidenceSchema } from './report-parts.js'

/**
 * The readiness report: facts about workflows against one installation. One frozen value; the terminal table, JSON,
 * Markdown, JUnit, SARIF and the panel's rows are readings of it. An optional key is absent when unknown, never null.
 */

export { CandidateSchema, EvidenceSchema, candidateVias, type Candidate, type Evidence } from './report-parts.js'

/** A file of this machine that may be the model asked for. */
export const ModelCandidateSchema = v.object({
  path: v.string(),
  folder: v.nullable(v.string()),
  /** What the asking widget would have to say to load it; null where no loader of that folder reads it. */
  widgetValue: v.nullable(v.string()),
  size: v.optional(v.number()),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  evidence: v.array(EvidenceSchema),
})
export type ModelCandidate = v.InferOutput<typeof ModelCandidateSchema>

export const nodeTypeStates = [
  'registered',
  'frontend-only',
  'missing',
  'disabled',
  'import-failed',
  'needs-restart',
  'core-too-old',
  'undetermined',
] as const

export const NodeTypeEntrySchema = v.object({
  type: v.string(),
  count: v.number(),
  nodes: v.array(v.string()),
  /** False when every node of the type is muted, bypassed or inside such a subgraph. */
  active: v.boolean(),
  state: v.picklist(nodeTypeStates),
  pack: v.nullable(CandidateSchema),
  candidates: v.array(CandidateSchema),
  evidence: v.array(EvidenceSchema),
})
export type NodeTypeEntry = v.InferOutput<typeof NodeTypeEntrySchema>

export const modelStates = [
  'present',
  'elsewhere',
  'misplaced',
  'missing',
  'uncertain',
  'corrupt',
  'downloads-itself',
] as const

/** What stands between a person and the file. */
export const accessWords = ['open', 'login', 'licence', 'early-access', 'paid', 'removed'] as const

export const ModelSourceSchema = v.object({
  url: v.string(),
  /** `workflow` (embedded entry), `note`, `catalogue` ... */
  from: v.string(),
  sha256: v.optional(Sha256Schema),
  /** Bytes; about right where a list gives it rounded. */
  size: v.optional(v.number()),
  /** The file itself, where `url` is a page about it. */
  raw: v.optional(v.string()),
  /** Name, kind or directory do not agree with the asking loader: shown, never offered. */
  doubt: v.optional(v.string()),
  licence: v.optional(v.string()),
  access: v.optional(v.picklist(accessWords)),
})
export type ModelSource = v.InferOutput<typeof ModelSourceSchema>

export const ModelEntrySchema = v.object({
  name: v.string(),
  directory: v.nullable(v.string()),
  node: v.nullable(v.string()),
  nodeType: v.nullable(v.string()),
  widget: v.nullable(v.string()),
  active: v.boolean(),
  state: v.picklist(modelStates),
  file: v.nullable(
    v.object({
      path: v.string(),
      size: v.optional(v.number()),
      blake3: v.optional(Blake3Schema),
      sha256: v.optional(Sha256Schema),
      /** What its header says it is: `lora`, `sdxl`, `fp16`. */
      kind: v.optional(v.string()),
      family: v.optional(v.string()),
      quantisation: v.optional(v.string()),
    }),
  ),
  sources: v.array(ModelSourceSchema),
  candidates: v.array(ModelCandidateSchema),
  evidence: v.array(EvidenceSchema),
})
export type ModelEntry = v.InferOutput<typeof ModelEntrySchema>

export const InputEntrySchema = v.object({
  name: v.string(),
  node: v.string(),
  nodeType: v.string(),
  kind: v.picklist(['image', 'video', 'audio', 'file']),
  active: v.boolean(),
  /** `uncertain`: there is no input folder and no list to look in. */
  state: v.picklist(['present', 'missing', 'uncertain']),
})
export type InputEntry = v.InferOutput<typeof InputEntrySchema>

/** Sorted. The first word says what it is about. */
export const findingKinds = [
  'input-missing',
  'input-uncertain',
  'model-corrupt',
  'model-elsewhere',
  'model-misplaced',
  'model-missing',
  'model-other-base',
  'model-other-content',
  'model-self-download',
  'model-uncertain',
  'model-wrong-kind',
  'node-type-core-too-old',
  'node-type-disabled',
  'node-type-import-failed',
  'node-type-missing',
  'node-type-needs-restart',
  'node-type-undetermined',
  'subgraph-definition-missing',
  'workflow-empty',
  'workflow-tolerated',
] as const

/** One thing to tell: one per cause, so a pack that explains nine red nodes is one finding with nine `nodes`. */
export const FindingSchema = v.object({
  kind: v.picklist(findingKinds),
  severity: v.picklist(['blocks', 'warns', 'informs']),
  /** The first of `nodes`. */
  node: v.optional(v.string()),
  nodes: v.array(v.string()),
  /** What it is about: a pack's title, a model's or an input's name, a node type. */
  subject: v.string(),
  message: v.string(),
  /** The next step in words, for a person; always there. */
  next: v.string(),
  /** Present only when exactly this action would answer it. A `choose-*` kind means that a pick is open. */
  fix: v.optional(ActionKindSchema),
  evidence: v.array(EvidenceSchema),
})
export type Finding = v.InferOutput<typeof FindingSchema>

/** Worst first. */
export const verdicts = ['unreadable', 'blocked', 'needs-choice', 'fixable', 'ready'] as const
export type Verdict = (typeof verdicts)[number]

export const NoteSchema = v.object({ node: v.string(), text: v.string(), links: v.array(v.string()) })

export const WorkflowReportSchema = v.object({
  workflow: v.object({
    path: v.string(),
    /** `ui`, `api`, `history`, `template`, `image`, `video`, `audio`, or `unknown` when unreadable. */
    format: v.string(),
    /** Nodes as they would be executed: every instance of a subgraph or group node opened, the instance itself not counted. */
    nodes: v.number(),
    digest: Blake3Schema,
    /** What decisions for this workflow alone are kept under: the graph's own id, else its file's name. */
    key: v.optional(v.string()),
  }),
  verdict: v.picklist(verdicts),
  nodeTypes: v.array(NodeTypeEntrySchema),
  models: v.array(ModelEntrySchema),
  inputs: v.array(InputEntrySchema),
  notes: v.array(NoteSchema),
  findings: v.array(FindingSchema),
  problems: v.array(ProblemSchema),
  /** Node packs chosen together; absent when nothing is missing. */
  packs: v.optional(PackResolutionSchema),
  /** What a file without a graph, or beside it, tells of how it was made. */
  held: v.optional(HeldSchema),
  /** Only with `--timings`. Milliseconds. */
  ms: v.optional(v.number()),
})
export type WorkflowReport = v.InferOutput<typeof WorkflowReportSchema>

export const InstallationSummarySchema = v.object({
  root: v.nullable(v.string()),
  /** ComfyUI's version. */
  comfyui: v.nullable(v.string()),
  objectInfo: v.picklist(['live', 'file', 'recorded', 'none']),
  recordedAt: v.optional(v.string()),
  digest: Blake3Schema,
})
export type InstallationSummary = v.InferOutput<typeof InstallationSummarySchema>

export const CheckSchema = v.object({
  schema: v.literal('greenlight/check@1'),
  installation: InstallationSummarySchema,
  summary: v.object({
    ready: v.number(),
    fixable: v.number(),
    needsChoice: v.number(),
    blocked: v.number(),
    unreadable: v.number(),
  }),
  reports: v.array(WorkflowReportSchema),
})
/** The `greenlight/check@1` document. */
export type Check = v.InferOutput<typeof CheckSchema>
