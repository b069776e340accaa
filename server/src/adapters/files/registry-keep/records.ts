import * as v from 'valibot'

/** What core/registry describes, as text. People may edit it; keys of others are left out, and keys come in this order. */

const text = v.exactOptional(v.string())
const count = v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0)))
const flag = v.exactOptional(v.literal(true))

export const PackSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  title: text,
  repository: text,
  author: text,
  description: text,
  licence: text,
  stars: count,
  downloads: count,
  updated: text,
  latest: text,
  deprecated: flag,
  status: text,
  publisher: text,
  preempted: v.exactOptional(v.array(v.string())),
  comfyui: text,
})

const NodeTypeSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  inputs: v.exactOptional(v.array(v.object({ name: v.string(), type: v.string() }))),
  outputs: v.exactOptional(v.array(v.string())),
  deprecated: flag,
})

export const NodeTypesSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  version: v.pipe(v.string(), v.minLength(1)),
  types: v.array(NodeTypeSchema),
})

const page = v.pipe(v.number(), v.integer(), v.minValue(0))

export const StateSchema = v.object({ at: v.pipe(v.string(), v.isoTimestamp()), page, done: v.boolean(), since: text })

/** One page of a list that is being read; `at` tells of which. */
export const PageSchema = v.object({
  at: v.string(),
  page,
  total: v.nullable(page),
  pages: v.nullable(page),
  unreadable: page,
  packs: v.array(PackSchema),
})

/** One record as one line, with the keys of `schema` in its order, so that the same record is always the same bytes. */
export function asLine<T extends v.GenericSchema>(schema: T, record: unknown): string {
  return `${JSON.stringify(v.parse(schema, record))}\n`
}
