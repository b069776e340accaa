import * as v from 'valibot'
import { CatalogueStatusSchema } from './catalogue.js'
import { DecideRequestSchema, DecisionsSchema } from './decisions.js'
import { ExplanationSchema } from './explain.js'
import { firstEndpoints } from './first-endpoints.js'
import { DuplicatesSchema, FoundModelsSchema, IndexRequestSchema, IndexStatusSchema, ModelDetailsSchema, ModelQuerySchema, ModelsSchema } from './models.js'
import { NodePacksSchema } from './node-packs.js'
import { ApprovalSchema, JournalSchema, PlanDocumentSchema, PlanListSchema, PlanRunSchema, ProposedSchema, ProposeRequestSchema, PrunedSchema, TrashSchema } from './plans.js'
import { CheckSchema } from './report.js'
import { ScriptRequestSchema, ScriptSchema, sourceNames, SourceSearchesSchema, SourceSearchRequestSchema, sourceUses, SourceSettingsSchema } from './sources.js'
import { SavedWorkflowsSchema } from './workflow.js'

/**
 * The one table of endpoints (D15): the sidecar binds handlers to it, the panel's client and the OpenAPI document are
 * made from it. `tier`: what the caller's token must allow. `open` needs no token. `body` limits are bytes.
 */
const MiB = 1024 * 1024

export const endpoints = {
  ...firstEndpoints,
  applyPlan: {
    method: 'POST',
    path: '/plans/:id/apply',
    tier: 'panel',
    /** `terminal`: the approval that lies with the plan; only for the operator's own commands. */
    body: v.object({ approval: v.optional(v.string()), terminal: v.optional(v.literal(true)) }),
    reply: PlanRunSchema,
    says: 'Begins an approved plan; what comes of it is told by the events and GET /plans/:id.',
  },
  approvePlan: {
    method: 'POST',
    path: '/plans/:id/approve',
    tier: 'panel',
    body: v.object({ digest: v.string(), ticks: v.optional(v.array(v.string())), terminal: v.optional(v.literal(true)) }),
    reply: ApprovalSchema,
    says: 'Approves the plan with this digest, once, for 30 minutes. A plan that runs code or takes something away is approved by the own page or the terminal alone.',
  },
  cancelPlan: { method: 'POST', path: '/plans/:id/cancel', tier: 'panel', body: v.object({}), reply: PlanRunSchema, says: 'Stops a running plan; the action at work is taken back, what was done before stays.' },
  catalogue: { method: 'GET', path: '/catalogue', tier: 'panel', reply: CatalogueStatusSchema, says: 'What there is of each part of the catalogue of node packs and models, how old it is and where it lies.' },
  decide: { method: 'POST', path: '/decisions', tier: 'panel', body: DecideRequestSchema, reply: DecisionsSchema, says: 'Remembers one choice of a pack or model, or takes it back; answers all that are kept then.' },
  decisions: { method: 'GET', path: '/decisions', tier: 'panel', reply: DecisionsSchema, says: 'Choices of packs and models that are remembered, everywhere and for workflows.' },
  explain: {
    method: 'POST',
    path: '/explain',
    tier: 'panel',
    body: v.object({ workflow: v.unknown(), node: v.optional(v.string()), frontendOnly: v.optional(v.array(v.string())) }),
    bodyLimit: 64 * MiB,
    reply: ExplanationSchema,
    says: 'What a workflow or one of its nodes does, needs, and why it is red.',
  },
  findSources: {
    method: 'POST',
    path: '/models/sources',
    tier: 'panel',
    body: SourceSearchRequestSchema,
    bodyLimit: 64 * MiB,
    reply: SourceSearchesSchema,
    says: 'Where the models of the open graph are to be had, step by step; asks only sources that are switched on, or set to ask and named.',
  },
  health: { method: 'GET', path: '/health', tier: 'open', reply: v.object({ status: v.picklist(['healthy', 'degraded']) }), says: 'Whether the sidecar runs; degraded when ComfyUI does not answer.' },
  journal: { method: 'GET', path: '/journal', tier: 'panel', query: v.object({ plan: v.optional(v.string()), after: v.optional(v.string()) }), reply: JournalSchema, says: 'Receipts: lines of the journal, oldest first, at most 1,000.' },
  launchCode: {
    method: 'POST',
    path: '/launch-code',
    tier: 'all',
    own: true,
    body: v.object({}),
    reply: v.object({ code: v.string(), seconds: v.number() }),
    says: 'A fresh launch code for the own page, and how long it holds; the one before ends. Never mirrored into ComfyUI.',
  },
  modelDetails: { method: 'GET', path: '/models/details', tier: 'panel', query: v.object({ path: v.string() }), reply: ModelDetailsSchema, says: 'Everything known of one model file.' },
  modelDuplicates: { method: 'GET', path: '/models/duplicates', tier: 'panel', reply: DuplicatesSchema, says: 'Files of the same content, as far as they are hashed.' },
  modelScript: {
    method: 'POST',
    path: '/models/script',
    tier: 'panel',
    body: ScriptRequestSchema,
    reply: ScriptSchema,
    says: 'A script that fetches these models into the folders of this installation; it is only written, never run.',
  },
  models: { method: 'GET', path: '/models', tier: 'panel', query: ModelQuerySchema, reply: ModelsSchema, says: 'Model files, a page at a time, with the saved workflows that use each counted.' },
  modelsFind: { method: 'GET', path: '/models/find', tier: 'panel', query: v.object({ asked: v.string() }), reply: FoundModelsSchema, says: 'Files that a name, a hash or a path may mean, best first.' },
  modelsIndex: {
    method: 'POST',
    path: '/models/index',
    tier: 'panel',
    body: IndexRequestSchema,
    reply: IndexStatusSchema,
    says: 'Reads the model folders anew, and hashes what is asked for; progress comes by the events.',
  },
  modelsStatus: { method: 'GET', path: '/models/status', tier: 'panel', reply: IndexStatusSchema, says: 'How far the model index is.' },
  modelsStop: { method: 'POST', path: '/models/stop', tier: 'panel', body: v.object({}), reply: IndexStatusSchema, says: 'Stops hashing; what is done is kept.' },
  nodePacks: { method: 'GET', path: '/node-packs', tier: 'panel', reply: NodePacksSchema, says: 'Node packs of the installation and the state of each.' },
  openapi: { method: 'GET', path: '/openapi.json', tier: 'panel', reply: v.unknown(), says: 'This table as an OpenAPI document.' },
  plan: { method: 'GET', path: '/plans/:id', tier: 'panel', reply: PlanDocumentSchema, says: 'One plan, how far it is, and its text for a person.' },
  plans: { method: 'GET', path: '/plans', tier: 'panel', reply: PlanListSchema, says: 'Plans, newest first.' },
  proposePlan: {
    method: 'POST',
    path: '/plans',
    tier: 'panel',
    body: ProposeRequestSchema,
    bodyLimit: 64 * MiB,
    reply: ProposedSchema,
    says: 'What would make the open graph run, or a change that is named, as a plan; nothing is changed by it. Asks only sources that are switched on, or set to ask and named.',
  },
  prunePlans: {
    method: 'POST',
    path: '/prune',
    tier: 'all',
    own: true,
    body: v.object({ dry: v.boolean() }),
    reply: PrunedSchema,
    says: 'What plans left that nobody needs any more, taken away, or with `dry` only told: drafts of yesterday, parts of failed downloads, packs and wheels beyond their room. Never what an undo needs.',
  },
  purgeTrash: { method: 'POST', path: '/trash/purge', tier: 'all', own: true, body: v.object({ entries: v.array(v.string()) }), reply: TrashSchema, says: 'Takes entries of the trash away for good. Never mirrored into ComfyUI.' },
  savedWorkflow: { method: 'GET', path: '/workflows/:id/graph', tier: 'all', reply: v.object({ workflow: v.unknown() }), says: 'One saved workflow as its file says it, for the questions that take a graph. Only the own page and the terminal read it.' },
  session: { method: 'POST', path: '/session', tier: 'open', own: true, body: v.object({ code: v.string() }), reply: v.object({ token: v.string() }), says: 'A session of the own page for a launch code. Never mirrored into ComfyUI.' },
  setSource: {
    method: 'POST',
    path: '/sources',
    tier: 'all',
    own: true,
    body: v.object({ name: v.picklist(sourceNames), use: v.picklist(sourceUses) }),
    reply: SourceSettingsSchema,
    says: 'Switches one host outside this machine off, to ask, or on. Never mirrored into ComfyUI.',
  },
  showPlan: { method: 'POST', path: '/plans/:id/show', tier: 'panel', body: v.object({}), reply: PlanRunSchema, says: 'Looks again at what could not be shown before: ComfyUI was restarted, or the panel has set the widgets.' },
  sources: { method: 'GET', path: '/sources', tier: 'panel', reply: SourceSettingsSchema, says: 'Hosts outside this machine, whether each may be asked, and what was asked last.' },
  trash: { method: 'GET', path: '/trash', tier: 'panel', reply: TrashSchema, says: 'What was taken away and can be brought back, and its size.' },
  undoPlan: { method: 'POST', path: '/plans/:id/undo', tier: 'panel', body: v.object({}), reply: ProposedSchema, says: 'The plan that takes this one back exactly; it is approved and applied like any other.' },
  workflowReport: { method: 'GET', path: '/workflows/:id/report', tier: 'panel', reply: CheckSchema, says: 'The report of one saved workflow.' },
  workflows: { method: 'GET', path: '/workflows', tier: 'panel', reply: SavedWorkflowsSchema, says: 'Saved workflows of the installation with their verdicts.' },
} as const satisfies Record<string, Endpoint>

export type Tier = 'open' | 'panel' | 'all'

export interface Endpoint {
  method: 'GET' | 'POST'
  /** Hono's spelling, `:name` for a parameter. */
  path: `/${string}`
  tier: Tier
  says: string
  reply: v.GenericSchema
  body?: v.GenericSchema
  query?: v.GenericSchema
  /** Bytes; 1 MiB when absent. */
  bodyLimit?: number
  /** Server-sent events instead of one JSON document. */
  stream?: true
  /** Only the sidecar's own page may call it; the shim does not mirror it. */
  own?: true
}

export type EndpointName = keyof typeof endpoints
export type Reply<N extends EndpointName> = v.InferOutput<(typeof endpoints)[N]['reply']>

export { protocol } from './first-endpoints.js'
