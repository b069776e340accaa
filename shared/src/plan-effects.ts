import * as v from 'valibot'

/**
 * What a plan does to the disk, in the few primitive effects that everything is made of: each is idempotent, can be looked
 * at to tell whether it was done, and has an exact inverse. All paths absolute, of the machine that applies.
 */

/** One Python distribution before and after; null: absent. `name` normalised as PEP 503 has it. */
export const PackageChangeSchema = v.object({
  name: v.string(),
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
  /** What asks for it: a pack's title and its requirement line. */
  why: v.array(v.string()),
  /** torch, numpy and their like: a change of one is never taken along without a tick of its own. */
  protected: v.boolean(),
  /** `sha256:<64 hex>` of the archive that is installed, where the index tells. */
  archive: v.optional(v.string()),
})
export type PackageChange = v.InferOutput<typeof PackageChangeSchema>

export const EffectSchema = v.variant('do', [
  /** Nothing was there; inverse `drop-folder`. */
  v.object({ do: v.literal('make-folder'), path: v.string() }),
  /** Only an empty one; inverse `make-folder`. */
  v.object({ do: v.literal('drop-folder'), path: v.string() }),
  /**
   * A file or a whole folder; `to` must be free: nothing is ever written over. Across volumes: copied beside `to`, verified, renamed,
   * then `from` taken away. `as` says what it is to a person: `place` from a staging name, `trash` into the state folder, `restore` out
   * of it, `move` between two places of the installation. Inverse: the same backwards.
   */
  v.object({ do: v.literal('move'), from: v.string(), to: v.string(), as: v.picklist(['move', 'place', 'restore', 'trash']) }),
  v.object({ do: v.literal('link'), path: v.string(), target: v.string(), how: v.picklist(['hard', 'symbolic']) }),
  v.object({ do: v.literal('unlink'), path: v.string(), target: v.string(), how: v.picklist(['hard', 'symbolic']) }),
  /** Python packages of one interpreter; `keep`: the folder that holds what was before. Inverse `packages-back`. */
  v.object({ do: v.literal('packages'), python: v.string(), changes: v.array(PackageChangeSchema), keep: v.string() }),
  v.object({ do: v.literal('packages-back'), python: v.string(), changes: v.array(PackageChangeSchema), keep: v.string() }),
  /**
   * ComfyUI-Manager's queue brings version `version` of the registry's pack `id` to `path`, which is free: its files are those of `shelf`
   * (`sha256:<64 hex>` of its tree) then, and Manager's own mark beside them. `staging`: where it goes when it is taken back. Inverse: a
   * `move` into the trash.
   */
  v.object({ do: v.literal('queue-pack'), path: v.string(), id: v.string(), version: v.string(), shelf: v.string(), staging: v.string() }),
])
export type Effect = v.InferOutput<typeof EffectSchema>

/** Work before the effects: it makes something under a staging name, may be begun again at any time, and changes nothing that anybody reads. */
export const PreparationSchema = v.variant('prepare', [
  v.object({
    prepare: v.literal('download'),
    url: v.string(),
    /** Beside the target, ends in `.part`. */
    part: v.string(),
    /** Bytes, exact; null: not known before. */
    size: v.nullable(v.number()),
    sha256: v.nullable(v.string()),
    blake3: v.nullable(v.string()),
    /** The model folder that asks for it and the name it will have: what its header must not contradict. */
    directory: v.nullable(v.string()),
    name: v.string(),
  }),
  /** A file of this machine, copied with its times. */
  v.object({ prepare: v.literal('copy'), from: v.string(), to: v.string() }),
  /** A pack from the shelf (`sha256:<64 hex>` of its tree), with files that mark where it came from. */
  v.object({ prepare: v.literal('unpack'), shelf: v.string(), to: v.string(), marks: v.array(v.object({ name: v.string(), text: v.string() })) }),
  /**
   * The bytes of a text file (UTF-8, `of`) with other words in a few places: spans of its text, in UTF-16 units, in order. `sha256`: of what
   * comes of it. Nothing of the file is kept with the plan.
   */
  v.object({
    prepare: v.literal('write'),
    of: v.string(),
    spans: v.array(v.object({ from: v.number(), to: v.number(), text: v.string() })),
    sha256: v.string(),
    to: v.string(),
  }),
])
export type Preparation = v.InferOutput<typeof PreparationSchema>

/** What must be true afterwards; an action that cannot show it is not done. */
export const PostconditionSchema = v.variant('check', [
  v.object({ check: v.literal('file'), path: v.string(), size: v.nullable(v.number()), sha256: v.nullable(v.string()), blake3: v.nullable(v.string()) }),
  v.object({ check: v.literal('folder'), path: v.string() }),
  v.object({ check: v.literal('absent'), path: v.string() }),
  /** The asking loader's list holds the name, read again. */
  v.object({ check: v.literal('listed'), directory: v.string(), name: v.string() }),
  /** ComfyUI registers these node types, or (`gone`) does so no more; only after a restart. */
  v.object({ check: v.literal('registered'), types: v.array(v.string()), gone: v.optional(v.literal(true)), /** Folder of the pack, to tell why it could not be imported; with no `types`: that it was loaded. */ folder: v.optional(v.string()), /** Another version lay there before, and does again when this one is taken back. */ kept: v.optional(v.literal(true)) }),
  /** The interpreter still imports what ComfyUI needs. */
  v.object({ check: v.literal('imports'), python: v.string() }),
  /** These distributions have these versions. */
  v.object({ check: v.literal('packages'), python: v.string(), changes: v.array(PackageChangeSchema) }),
])
export type Postcondition = v.InferOutput<typeof PostconditionSchema>

/** What a path was when the plan was made. */
export const StampSchema = v.variant('is', [
  v.object({ is: v.literal('absent') }),
  v.object({ is: v.literal('file'), size: v.number(), modifiedMs: v.number() }),
  /** `digest`: sha256 over names, kinds and contents below it, without `__pycache__` and `.git` internals that change by looking. */
  v.object({ is: v.literal('folder'), digest: v.string() }),
  v.object({ is: v.literal('link'), target: v.string() }),
  v.object({ is: v.literal('other') }),
])
export type Stamp = v.InferOutput<typeof StampSchema>

export const PreconditionSchema = v.variant('of', [
  v.object({ of: v.literal('path'), path: v.string(), stamp: StampSchema }),
  /** Digest over the names and versions of all distributions. */
  v.object({ of: v.literal('python'), python: v.string(), digest: v.string() }),
])
export type Precondition = v.InferOutput<typeof PreconditionSchema>
