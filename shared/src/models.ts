import * as v from 'valibot'
import { Blake3Schema, Sha256Schema } from './ids.js'
import { EvidenceSchema } from './report.js'
import { ProblemSchema } from './problem.js'

/** Files of the model folders as the index knows them: what `models list`, `GET /models` and the models page show. */

/** What a file is for, in ComfyUI's words. Sorted. `checkpoint`: diffusion model, VAE and text encoder in one file. */
export const modelKinds = [
  'audio-encoder',
  'checkpoint',
  'clip-vision',
  'controlnet',
  'detector',
  'diffusers',
  'diffusion-model',
  'embedding',
  'face-model',
  'hypernetwork',
  'ip-adapter',
  'language-model',
  'lora',
  'model-patch',
  'motion-module',
  'other',
  'segmenter',
  'style-model',
  'text-encoder',
  'upscaler',
  'vae',
] as const
export type ModelKind = (typeof modelKinds)[number]

export const modelFormats = ['diffusers', 'gguf', 'onnx', 'pickle', 'safetensors', 'unknown'] as const
export type ModelFormat = (typeof modelFormats)[number]

/**
 * `whole`: nothing contradicts it (no promise about each byte); `corrupt`: it cannot be what its name says; `unknown`: the
 * format says nothing about it, or it has not been read.
 */
export const modelHealths = ['corrupt', 'unknown', 'whole'] as const
export type ModelHealth = (typeof modelHealths)[number]

export const ModelRowSchema = v.object({
  /** Absolute. */
  path: v.string(),
  /** As a loader's widget says it: below its root, `/` separated. */
  name: v.string(),
  size: v.number(),
  /** The first model folder that lists it (`checkpoints`); empty for a root outside of ComfyUI. */
  folder: v.string(),
  folders: v.array(v.string()),
  root: v.string(),
  /** Milliseconds since 1970. */
  modified: v.number(),
  blake3: v.optional(Blake3Schema),
  sha256: v.optional(Sha256Schema),
  /** First 12 hex digits of the SHA-256 over the bytes after a safetensors header. */
  autov3: v.optional(v.string()),
  format: v.optional(v.picklist(modelFormats)),
  health: v.optional(v.picklist(modelHealths)),
  kind: v.optional(v.picklist(modelKinds)),
  family: v.optional(v.string()),
  /** The family as people call it. */
  familyTitle: v.optional(v.string()),
  quantisation: v.optional(v.string()),
  parameters: v.optional(v.number()),
  /** What is wrong or odd, one sentence each. */
  faults: v.optional(v.array(v.string())),
  /** Reached through a symbolic link, or one of several names of the same bytes on the disk. */
  link: v.optional(v.boolean()),
  /** Saved workflows that name it; absent where nobody counted. */
  uses: v.optional(v.number()),
})
export type ModelRow = v.InferOutput<typeof ModelRowSchema>

export const ModelsSchema = v.object({
  schema: v.literal('greenlight/models@1'),
  models: v.array(ModelRowSchema),
  /** Rows that match, of which `models` may be a page. */
  total: v.number(),
})
export type Models = v.InferOutput<typeof ModelsSchema>

/** Everything known of one file. */
export const ModelDetailsSchema = v.object({
  schema: v.literal('greenlight/model@1'),
  model: ModelRowSchema,
  tensors: v.optional(v.number()),
  bytesByType: v.optional(v.record(v.string(), v.number())),
  /** As the file declares it; foreign text. */
  metadata: v.optional(v.record(v.string(), v.string())),
  /** Why kind, family and health are believed. */
  evidence: v.array(EvidenceSchema),
  /** Names a pickle would import; absent where it is no pickle. */
  imports: v.optional(v.array(v.string())),
  /** Other files with the same bytes, and with the same weights under other metadata. */
  sameContent: v.array(v.string()),
  sameWeights: v.array(v.string()),
  /** What companion files say about where it is from; evidence, never proof. */
  sources: v.array(v.object({ url: v.optional(v.string()), says: v.string(), from: v.string() })),
})
export type ModelDetails = v.InferOutput<typeof ModelDetailsSchema>

/** How far the index is. Bytes and files; `rate` in bytes per second of the running hash. */
export const IndexStatusSchema = v.object({
  schema: v.literal('greenlight/index@1'),
  state: v.picklist(['absent', 'describing', 'elsewhere', 'hashing', 'idle', 'scanning']),
  files: v.number(),
  bytes: v.number(),
  described: v.number(),
  hashed: v.number(),
  corrupt: v.number(),
  /** How contents are hashed: `wasm` is several times slower. */
  hasher: v.picklist(['native', 'wasm']),
  /** Who writes the index when it is not this process. */
  holder: v.optional(v.string()),
  /** Number of the work that this request began, and of all such works that have not ended. Only of a sidecar. */
  work: v.optional(v.number()),
  working: v.optional(v.array(v.number())),
  /** Findings of the last walk: unreadable folders, loops, dead links ... */
  problems: v.array(ProblemSchema),
})
export type IndexStatus = v.InferOutput<typeof IndexStatusSchema>

export const DuplicatesSchema = v.object({
  schema: v.literal('greenlight/duplicates@1'),
  /** Proven by a full BLAKE3 of every file in it. */
  groups: v.array(
    v.object({
      blake3: Blake3Schema,
      size: v.number(),
      files: v.array(v.object({ path: v.string(), link: v.boolean() })),
      /** Bytes that would be free if one copy stayed; links cost nothing. */
      saves: v.number(),
    }),
  ),
  saves: v.number(),
})
export type Duplicates = v.InferOutput<typeof DuplicatesSchema>

export const FoundModelsSchema = v.object({
  schema: v.literal('greenlight/found@1'),
  asked: v.string(),
  /** Best first. `sample`: a key over parts of the file, which finds candidates and proves nothing. */
  matches: v.array(
    v.object({
      by: v.picklist(['hash', 'name', 'path', 'sample']),
      score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      reasons: v.array(v.string()),
      model: ModelRowSchema,
    }),
  ),
})
export type FoundModels = v.InferOutput<typeof FoundModelsSchema>

/** Which saved workflows use which files. A file is unused only as far as every workflow could be read. */
export const UnusedModelsSchema = v.object({
  schema: v.literal('greenlight/unused@1'),
  workflows: v.number(),
  /** Workflows that could not be read: they may use anything. */
  unreadable: v.array(v.string()),
  unused: v.array(ModelRowSchema),
  bytes: v.number(),
  used: v.array(v.object({ path: v.string(), workflows: v.array(v.string()) })),
})
export type UnusedModels = v.InferOutput<typeof UnusedModelsSchema>

/** Whether files are what they were when they were hashed, and what others claim of them. */
export const VerifiedModelsSchema = v.object({
  schema: v.literal('greenlight/verified@1'),
  models: v.array(
    v.object({
      path: v.string(),
      /** `claim-differs`: whole, and a companion file names another hash. */
      answer: v.picklist(['claim-differs', 'changed', 'corrupt', 'first-seen', 'same', 'unreadable']),
      says: v.string(),
      blake3: v.optional(Blake3Schema),
      sha256: v.optional(Sha256Schema),
    }),
  ),
})
export type VerifiedModels = v.InferOutput<typeof VerifiedModelsSchema>

/** Where a stray file belongs; a proposal that touches nothing. */
export const AdoptionSchema = v.object({
  schema: v.literal('greenlight/adoption@1'),
  path: v.string(),
  size: v.number(),
  kind: v.optional(v.picklist(modelKinds)),
  family: v.optional(v.string()),
  health: v.picklist(modelHealths),
  /** Absent where nothing tells. */
  folder: v.optional(v.string()),
  to: v.optional(v.string()),
  says: v.string(),
  /** Files of the model folders with the same content: then there is nothing to adopt. */
  already: v.array(v.string()),
  evidence: v.array(EvidenceSchema),
})
export type Adoption = v.InferOutput<typeof AdoptionSchema>

const count = v.pipe(v.string(), v.regex(/^\d{1,9}$/))
/** Query of `GET /models`; all as text, as addresses carry it. */
export const ModelQuerySchema = v.object({
  search: v.optional(v.string()),
  folder: v.optional(v.string()),
  kind: v.optional(v.picklist(modelKinds)),
  family: v.optional(v.string()),
  health: v.optional(v.picklist(modelHealths)),
  sort: v.optional(v.picklist(['modified', 'name', 'size', 'uses'])),
  order: v.optional(v.picklist(['ascending', 'descending'])),
  offset: v.optional(count),
  limit: v.optional(count),
})

/** Body of `POST /models/index`. */
export const IndexRequestSchema = v.object({
  hash: v.optional(v.picklist(['all', 'needed', 'none'])),
  /** SHA-256 and the tensor-only hash too. */
  full: v.optional(v.boolean()),
  /** Only these files are hashed, before all others. */
  paths: v.optional(v.array(v.string())),
  /** Look-up keys over samples for files that have none; they prove nothing. */
  sample: v.optional(v.array(v.picklist(['comfydock16', 'comfygit16', 'quick']))),
})
