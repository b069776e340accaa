import * as v from 'valibot'

/** How much of a workflow a file carries: the graph itself, the prompt alone, parameters in text, only traces, nothing. */
export const grades = ['exact-workflow', 'prompt-only', 'parameters-only', 'inferred', 'none'] as const
export type Grade = (typeof grades)[number]

/** `autov1`: 8 hex, AUTOMATIC1111's old sampled hash; `autov2`: first 10 of SHA-256; `autov3`: 12 hex over tensors alone; `short`: could be several. */
export const heldHashTypes = ['autov1', 'autov2', 'autov3', 'sha256', 'blake3', 'crc32', 'short'] as const

const heldHash = v.object({ type: v.picklist(heldHashTypes), value: v.string() })

/** A file of this machine that may be the model, and why: by its content, else only by its name. */
export const HeldHereSchema = v.object({ path: v.string(), by: v.picklist(['hash', 'name']), says: v.string() })
export type HeldHere = v.InferOutput<typeof HeldHereSchema>

export const HeldModelSchema = v.object({
  /** As the text says it: no folder, mostly no ending. */
  name: v.nullable(v.string()),
  /** Model folder (`checkpoints`, `loras`, `vae`, `embeddings` ...), null when the text does not tell. */
  directory: v.nullable(v.string()),
  /** Hex, lower case. The one that tells most where the text has several kinds; `others` has the rest. */
  hash: v.optional(heldHash),
  others: v.optional(v.array(heldHash)),
  /** `urn:air:...` of Civitai resources. */
  air: v.optional(v.string()),
  /** Civitai's number of the model version. */
  civitaiVersion: v.optional(v.number()),
  weight: v.optional(v.number()),
  /** The field it was read from: `Model hash`, `Lora hashes`, `<lora:...>` tag ... */
  from: v.string(),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Best first, several where nothing tells them apart; empty: looked for and not found; absent: there was nothing to look in. */
  here: v.optional(v.array(HeldHereSchema)),
})
export type HeldModel = v.InferOutput<typeof HeldModelSchema>

export const HeldSchema = v.object({
  grade: v.picklist(grades),
  /** Who wrote the text, as far as it tells: `AUTOMATIC1111`, `Forge`, `SD.Next`, `Civitai` ... */
  tool: v.optional(v.string()),
  positive: v.optional(v.string()),
  negative: v.optional(v.string()),
  /** In the text's order: `Steps`, `Sampler`, `CFG scale`, `Seed`, `Size` ... */
  settings: v.array(v.object({ name: v.string(), value: v.string() })),
  models: v.array(HeldModelSchema),
})
export type Held = v.InferOutput<typeof HeldSchema>
