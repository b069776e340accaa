import * as v from 'valibot'

/** Frames of `GET /events`. `seq` grows by one; a client that reconnects with `?after=seq` misses nothing or is told to `resync`. */
export const EventSchema = v.variant('kind', [
  /** The sidecar stops; the stream ends after this frame. */
  v.object({ kind: v.literal('closing'), seq: v.number() }),
  v.object({ kind: v.literal('hello'), seq: v.number(), version: v.string() }),
  v.object({ kind: v.literal('installation-changed'), seq: v.number(), digest: v.string() }),
  /** The model index knows something new: files came or went, or a hash or header was read. */
  v.object({ kind: v.literal('models-changed'), seq: v.number() }),
  v.object({ kind: v.literal('plan-changed'), seq: v.number(), id: v.string(), state: v.string() }),
  v.object({ kind: v.literal('workflows-changed'), seq: v.number() }),
  v.object({
    kind: v.literal('progress'),
    seq: v.number(),
    job: v.string(),
    done: v.number(),
    total: v.nullable(v.number()),
    what: v.string(),
    /** Bytes per second, where bytes are what is counted. */
    rate: v.optional(v.number()),
  }),
  v.object({ kind: v.literal('resync'), seq: v.number() }),
])
export type GreenlightEvent = v.InferOutput<typeof EventSchema>
