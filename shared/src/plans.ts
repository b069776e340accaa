import * as v from 'valibot'
import { EffectSchema, PackageChangeSchema, PostconditionSchema, PreconditionSchema, PreparationSchema } from './plan-effects.js'
import { ActionKindSchema } from './plan.js'
import { ProblemSchema } from './problem.js'
import { AlternativeSchema } from './packs.js'
import { EvidenceSchema } from './report-parts.js'
import { ModelSourceSchema } from './report.js'
import { sourceNames } from './sources.js'

/** Plans: what a person reads before, approves once, watches, and can take back. */

/** Who must approve: the panel (`data`), the own page or the terminal (`code`, `destructive`). */
export const planTiers = ['data', 'code', 'destructive'] as const
export type PlanTier = (typeof planTiers)[number]

/** Something that must be agreed to by itself, beside the plan as a whole: a licence, a file of unknown content, a protected package. */
export const TickSchema = v.object({ key: v.string(), says: v.string(), /** A page to read first. */ page: v.optional(v.string()) })
export type Tick = v.InferOutput<typeof TickSchema>

/** An edit of one widget on the open canvas; the panel carries it out, in one undo step of ComfyUI's own. */
export const CanvasEditSchema = v.object({ node: v.string(), nodeType: v.nullable(v.string()), widget: v.nullable(v.string()), from: v.string(), to: v.string() })
export type CanvasEdit = v.InferOutput<typeof CanvasEditSchema>

export const PlanActionSchema = v.object({
  /** `a1`, `a2` ... in the order in which they are done. */
  id: v.string(),
  kind: ActionKindSchema,
  /** Actions of one group are done or taken back together: a pack and the packages that it needs. */
  group: v.string(),
  tier: v.picklist(planTiers),
  /** One sentence in the present: "Download style.safetensors into loras". */
  title: v.string(),
  /** What it is about: a model's or pack's name. */
  subject: v.string(),
  /** Absolute paths, sorted. */
  touches: v.array(v.string()),
  /** What is and what will be, in sentences. */
  before: v.array(v.string()),
  after: v.array(v.string()),
  evidence: v.array(EvidenceSchema),
  undo: v.string(),
  /** What undo does not bring back. */
  cannotUndo: v.optional(v.string()),
  /** Bytes that come over the network; absent: none or unknown (then a warning says so). */
  bytes: v.optional(v.number()),
  hosts: v.array(v.string()),
  licence: v.optional(v.string()),
  ticks: v.array(TickSchema),
  /** Facts about code that will run: files and lines. */
  code: v.optional(v.array(v.object({ where: v.string(), says: v.string() }))),
  packages: v.optional(v.array(PackageChangeSchema)),
  prepare: v.array(PreparationSchema),
  effects: v.array(EffectSchema),
  checks: v.array(PostconditionSchema),
  canvas: v.optional(CanvasEditSchema),
})
export type PlanAction = v.InferOutput<typeof PlanActionSchema>

export const PlanWarningSchema = v.object({
  /** Code of a problem, or `OPEN_CHOICE`, `UNANSWERED`, `USES_CHANGED_PACKAGE` ... */
  code: v.string(),
  message: v.string(),
  hint: v.string(),
  /** The rule of the policy that refused. */
  rule: v.optional(v.string()),
  /** The subject of the finding it is about. */
  subject: v.optional(v.string()),
})
export type PlanWarning = v.InferOutput<typeof PlanWarningSchema>

export const PlanSchema = v.object({
  schema: v.literal('greenlight/plan@1'),
  /** ULID, 26 characters. */
  id: v.string(),
  version: v.literal(1),
  /** `sha256:<64 hex>` over the canonical JSON of everything here but `id` and `digest`. */
  digest: v.string(),
  title: v.string(),
  workflow: v.nullable(v.object({ path: v.string(), digest: v.string() })),
  /** Root of the ComfyUI that it changes, as `installation.root` of a report; an undo plan has that of the plan it takes back. */
  installation: v.nullable(v.string()),
  /** The plan that this one takes back. */
  undoes: v.nullable(v.string()),
  /** The strictest of its actions. */
  tier: v.picklist(planTiers),
  actions: v.array(PlanActionSchema),
  needs: v.object({
    /** Bytes to fetch; those unknown are not counted and warned of. */
    bytes: v.number(),
    /** Hosts outside this machine that are asked, sorted. */
    hosts: v.array(v.string()),
    /** Per volume, bytes: what the plan needs at its highest and what is free. */
    disk: v.array(v.object({ volume: v.string(), need: v.number(), free: v.nullable(v.number()) })),
    restart: v.boolean(),
  }),
  warnings: v.array(PlanWarningSchema),
  preconditions: v.array(PreconditionSchema),
  /** `sha256:<64 hex>` of the policy it was made under. */
  policy: v.string(),
})
export type Plan = v.InferOutput<typeof PlanSchema>

/** FIX-62; `applied`: all is done, and what shows it (a restart, the canvas) is still to come. */
export const planStates = ['draft', 'approved', 'running', 'applied', 'verified', 'failed', 'cancelled', 'rolled-back'] as const
export type PlanState = (typeof planStates)[number]

/** `handed`: the panel carries it out on the canvas; `reverted`: its effects were taken back after a failure or a cancel. */
export const actionStates = ['waiting', 'preparing', 'prepared', 'running', 'done', 'verified', 'handed', 'failed', 'reverted', 'skipped'] as const
export type ActionState = (typeof actionStates)[number]

export const CheckedSchema = v.object({ check: PostconditionSchema, state: v.picklist(['true', 'false', 'unknown']), says: v.string() })
export type Checked = v.InferOutput<typeof CheckedSchema>

export const ActionRunSchema = v.object({
  id: v.string(),
  state: v.picklist(actionStates),
  /** Bytes. */
  done: v.optional(v.number()),
  total: v.optional(v.number()),
  /** Bytes per second, and seconds left. */
  rate: v.optional(v.number()),
  rest: v.optional(v.number()),
  says: v.optional(v.string()),
  problem: v.optional(ProblemSchema),
  checks: v.array(CheckedSchema),
})
export type ActionRun = v.InferOutput<typeof ActionRunSchema>

export const PlanRunSchema = v.object({
  state: v.picklist(planStates),
  actions: v.array(ActionRunSchema),
  /** ISO 8601. */
  begunAt: v.nullable(v.string()),
  endedAt: v.nullable(v.string()),
  /** ComfyUI must be restarted before the rest can be shown. */
  restart: v.boolean(),
  undoable: v.boolean(),
  /** The plan that took this one back. */
  undoneBy: v.nullable(v.string()),
  problem: v.optional(ProblemSchema),
})
export type PlanRun = v.InferOutput<typeof PlanRunSchema>

export const PlanDocumentSchema = v.object({ plan: PlanSchema, run: PlanRunSchema, createdAt: v.string(), /** plan.md */ text: v.string() })
export type PlanDocument = v.InferOutput<typeof PlanDocumentSchema>

export const PlanListSchema = v.object({
  schema: v.literal('greenlight/plans@1'),
  /** Newest first. */
  plans: v.array(v.object({ id: v.string(), title: v.string(), createdAt: v.string(), state: v.picklist(planStates), tier: v.picklist(planTiers), actions: v.number(), bytes: v.number(), undoes: v.nullable(v.string()), undoable: v.boolean() })),
  /** Plans that cannot be read. */
  problems: v.optional(v.array(ProblemSchema)),
})
export type PlanList = v.InferOutput<typeof PlanListSchema>

/** A pick that is still open: nothing of it is in the plan. */
export const OpenChoiceSchema = v.variant('about', [
  v.object({ about: v.literal('node-pack'), types: v.array(v.string()), options: v.array(AlternativeSchema) }),
  v.object({
    about: v.literal('model'),
    name: v.string(),
    directory: v.nullable(v.string()),
    files: v.array(v.object({ path: v.string(), widgetValue: v.nullable(v.string()) })),
    sources: v.array(ModelSourceSchema),
  }),
  /** `options`: files of the input folder that the node could take, as its widget would say them. */
  v.object({ about: v.literal('input'), name: v.string(), node: v.string(), options: v.optional(v.array(v.string())) }),
  /** Something lies where a pack would go (DOCK-22); `code` is its word, `pack` what was asked for, `answers` the buttons, the gentlest first. */
  v.object({
    about: v.literal('pack-conflict'),
    pack: v.string(),
    title: v.string(),
    code: v.string(),
    says: v.string(),
    answers: v.array(v.object({ choose: v.picklist(['keep-both', 'replace', 'use-existing']), label: v.string(), says: v.string() })),
  }),
])
export type OpenChoice = v.InferOutput<typeof OpenChoiceSchema>

/** A pick made for this plan alone; decisions are remembered elsewhere. */
export const ChoiceSchema = v.variant('about', [
  v.object({ about: v.literal('node-type'), type: v.string(), id: v.nullable(v.string()), repository: v.nullable(v.string()) }),
  v.object({
    about: v.literal('model'),
    name: v.string(),
    directory: v.nullable(v.string()),
    use: v.variant('how', [
      v.object({ how: v.literal('file'), path: v.string(), by: v.picklist(['adopt', 'link', 'move', 'widget']) }),
      v.object({ how: v.literal('download'), url: v.string() }),
    ]),
  }),
  /** `node` null: every node that asks for it. */
  v.object({ about: v.literal('input'), node: v.nullable(v.string()), name: v.string(), use: v.string() }),
  v.object({ about: v.literal('pack-conflict'), pack: v.string(), choose: v.picklist(['keep-both', 'replace', 'use-existing']) }),
])
export type Choice = v.InferOutput<typeof ChoiceSchema>

/** A change that somebody wants, before anything is known of how. */
export const WantSchema = v.variant('want', [
  v.object({ want: v.literal('download-model'), name: v.string(), directory: v.string(), source: ModelSourceSchema, nodes: v.array(v.string()) }),
  /** `directory` and `name` of the place it should have; also a rename. */
  v.object({ want: v.picklist(['move-model', 'link-model', 'adopt-model']), from: v.string(), directory: v.string(), name: v.string(), nodes: v.array(v.string()) }),
  v.object({ want: v.literal('edit-widget'), edit: CanvasEditSchema }),
  v.object({
    want: v.literal('install-node-pack'),
    /** Registry id, `id@version`, repository address or `address@ref`: DOCK-32. */
    pack: v.string(),
    title: v.optional(v.string()),
    types: v.array(v.string()),
    /** What to do with a folder that stands in the way (DOCK-22). */
    conflict: v.optional(v.picklist(['keep-both', 'replace', 'use-existing'])),
    /** Files only, no Python packages. */
    filesOnly: v.optional(v.boolean()),
  }),
  v.object({ want: v.literal('update-node-pack'), folder: v.string(), /** Version or commit; absent: the newest. */ to: v.optional(v.string()) }),
  v.object({ want: v.picklist(['enable-node-pack', 'disable-node-pack', 'remove-node-pack']), folder: v.string() }),
  /** An entry of the trash, back to where it was. */
  v.object({ want: v.literal('restore'), entry: v.string() }),
])
export type Want = v.InferOutput<typeof WantSchema>

export const ProposeRequestSchema = v.object({
  /** The open graph, or absent with `wants` alone. */
  workflow: v.optional(v.unknown()),
  /** Its file, where it has one: a copy `<name>.vN.json` is written; else widgets are edited on the canvas. */
  file: v.optional(v.string()),
  /** What the open graph is called, as `POST /inspect` takes it: for the title, and for decisions kept under a file's name. */
  name: v.optional(v.string()),
  frontendOnly: v.optional(v.array(v.string())),
  wants: v.optional(v.array(WantSchema)),
  choices: v.optional(v.array(ChoiceSchema)),
  /** Only findings with these subjects ("do just one thing"). */
  only: v.optional(v.array(v.string())),
  /** Sources set to `ask` that the person means now. */
  ask: v.optional(v.array(v.picklist(sourceNames))),
  /** The draft that this one takes the place of: it goes, unless somebody approved it. */
  replaces: v.optional(v.string()),
})
export type ProposeRequest = v.InferOutput<typeof ProposeRequestSchema>

export const ProposedSchema = v.object({ plan: PlanSchema, open: v.array(OpenChoiceSchema), text: v.string() })
export type Proposed = v.InferOutput<typeof ProposedSchema>

export const ApprovalSchema = v.object({ approval: v.string(), /** ISO 8601. */ expiresAt: v.string() })

export const TrashSchema = v.object({
  schema: v.literal('greenlight/trash@1'),
  entries: v.array(v.object({ id: v.string(), path: v.string(), from: v.string(), plan: v.nullable(v.string()), at: v.string(), bytes: v.number(), files: v.number() })),
  bytes: v.number(),
})
export type Trash = v.InferOutput<typeof TrashSchema>

/** What plans leave that nobody needs any more: drafts, parts of downloads, what was staged, packs on the shelf, uv's cache. Sorted. */
export const leftoverKinds = ['draft', 'part', 'shelf', 'staging', 'uv-cache'] as const
export const LeftoverSchema = v.object({
  what: v.picklist(leftoverKinds),
  path: v.string(),
  plan: v.nullable(v.string()),
  bytes: v.number(),
  /** Why it could not be removed; absent: it was, or nobody tried. */
  problem: v.optional(ProblemSchema),
})
export type Leftover = v.InferOutput<typeof LeftoverSchema>
export const PrunedSchema = v.object({
  schema: v.literal('greenlight/pruned@1'),
  /** Nothing was removed: it was only asked, or a plan is at work. */
  dry: v.boolean(),
  entries: v.array(LeftoverSchema),
  bytes: v.number(),
  /** More than one sweep takes; the next one goes on. */
  more: v.boolean(),
})
export type Pruned = v.InferOutput<typeof PrunedSchema>

/** requirements.md 6.9. */
export const JournalLineSchema = v.object({
  seq: v.number(),
  ts: v.string(),
  actor: v.string(),
  action_type: v.string(),
  plan_id: v.nullable(v.string()),
  inputs: v.record(v.string(), v.unknown()),
  outputs: v.array(v.object({ path: v.string(), sha256: v.optional(v.string()), size: v.optional(v.number()) })),
  pre_exists: v.nullable(v.boolean()),
  post_exists: v.nullable(v.boolean()),
  compensates: v.optional(v.number()),
  prev: v.string(),
})
export type JournalLine = v.InferOutput<typeof JournalLineSchema>
export const JournalSchema = v.object({ schema: v.literal('greenlight/journal@1'), lines: v.array(JournalLineSchema) })
export type JournalDocument = v.InferOutput<typeof JournalSchema>
