import * as v from 'valibot'
import { ProblemSchema } from './problem.js'

/** One source of what is known about node packs and models, in order of trust. */
export const CataloguePartSchema = v.object({
  /** `decisions`, `installed`, `manager`, `import`, `comfy-registry`. */
  from: v.picklist(['decisions', 'installed', 'manager', 'import', 'comfy-registry']),
  /** Folder or address it was read from. */
  where: v.string(),
  /** ISO 8601: when it was written or fetched; absent when unknown. */
  at: v.optional(v.string()),
  packs: v.number(),
  nodeTypes: v.number(),
  models: v.number(),
  licence: v.optional(v.string()),
})
export type CataloguePart = v.InferOutput<typeof CataloguePartSchema>

export const CatalogueStatusSchema = v.object({
  schema: v.literal('greenlight/catalogue@1'),
  parts: v.array(CataloguePartSchema),
  problems: v.array(ProblemSchema),
})
export type CatalogueStatus = v.InferOutput<typeof CatalogueStatusSchema>
