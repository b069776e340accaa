import * as v from 'valibot'
import { ProblemSchema } from './problem.js'
import { accessWords, ModelSourceSchema } from './report.js'

/** Hosts outside this machine that may be asked; each is off until the user says otherwise. Sorted. */
export const sourceNames = ['civitai', 'comfy-registry', 'github', 'huggingface', 'modelscope', 'pypi'] as const
export type SourceName = (typeof sourceNames)[number]

/** `ask`: only for a question that the person starts by hand; `on`: whenever it helps. */
export const sourceUses = ['off', 'ask', 'on'] as const
export type SourceUse = (typeof sourceUses)[number]

export const SourceSettingSchema = v.object({
  name: v.picklist(sourceNames),
  use: v.picklist(sourceUses),
  /** Where it is asked: the service's own address or a mirror that the user named. */
  endpoint: v.string(),
  /** Where git asks in place of https://github.com; absent: there itself. */
  git: v.optional(v.string()),
  /** Whether a token is set; the token itself is never told. */
  token: v.boolean(),
  /** The proxy that it is asked through, `host:port`; absent: none. */
  proxy: v.optional(v.string()),
  /** When it was asked last, ISO 8601; absent: not as far as the ledger tells. */
  lastAsked: v.optional(v.string()),
})
export type SourceSetting = v.InferOutput<typeof SourceSettingSchema>

/** One request that left this machine. `other`: a host that the person named for downloads, and that belongs to no source. */
export const LedgerLineSchema = v.object({
  at: v.string(),
  source: v.picklist([...sourceNames, 'other']),
  host: v.string(),
  purpose: v.string(),
  status: v.nullable(v.number()),
  sent: v.number(),
  received: v.number(),
})

export const SourceSettingsSchema = v.object({
  schema: v.literal('greenlight/sources@1'),
  sources: v.array(SourceSettingSchema),
  /** Newest first, at most 100: every request that left this machine. */
  ledger: v.array(LedgerLineSchema),
  /** Lines of the settings that could not be read. */
  problems: v.optional(v.array(ProblemSchema)),
})
export type SourceSettings = v.InferOutput<typeof SourceSettingsSchema>

export const searchStates = ['FOUND', 'UNCERTAIN', 'NOT_FOUND', 'INVALID_FILENAME', 'ERROR'] as const

/** One step of a source search: what was asked, of whom, and what came of it. */
export const SearchStepSchema = v.object({
  phase: v.picklist(['read-name', 'on-disk', 'in-workflow', 'in-catalogue', 'by-hash', 'by-address', 'by-name']),
  asked: v.string(),
  of: v.string(),
  came: v.string(),
})
export type SearchStep = v.InferOutput<typeof SearchStepSchema>

/** Where one model is to be had, worked out step by step. UNCERTAIN and its candidates are never taken by themselves. */
export const SourceSearchSchema = v.object({
  name: v.string(),
  directory: v.nullable(v.string()),
  state: v.picklist(searchStates),
  /** The one answer of FOUND. */
  source: v.nullable(ModelSourceSchema),
  candidates: v.array(v.object({ source: ModelSourceSchema, reasons: v.array(v.string()), confidence: v.number() })),
  steps: v.array(SearchStepSchema),
})
export type SourceSearch = v.InferOutput<typeof SourceSearchSchema>

export const SourceSearchesSchema = v.object({ schema: v.literal('greenlight/source-search@1'), searches: v.array(SourceSearchSchema) })

/** Which models of the open graph are searched: those that are not here, or those named; `ask`: sources set to ask that the person means now. */
export const SourceSearchRequestSchema = v.object({ workflow: v.unknown(), names: v.optional(v.array(v.string())), ask: v.optional(v.array(v.picklist(sourceNames))) })

/** Models that a person fetches with a script: as an answer or a chosen candidate gives them. */
export const ScriptRequestSchema = v.object({
  models: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        directory: v.nullable(v.string()),
        url: v.string(),
        sha256: v.optional(v.string()),
        access: v.optional(v.picklist(accessWords)),
      }),
    ),
    v.maxLength(1000),
  ),
  tool: v.picklist(['aria2', 'curl', 'hf']),
  /** Absent: the one of the machine on which ComfyUI runs. */
  shell: v.optional(v.picklist(['cmd', 'posix', 'powershell'])),
})
export const ScriptSchema = v.object({ script: v.string(), shell: v.picklist(['cmd', 'posix', 'powershell']) })
