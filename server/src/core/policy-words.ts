/** What the user's policy allows (FIX-49, FIX-54). */
export interface Policy {
  /** Transfers at once. */
  readonly maxConcurrentDownloads: number
  /** Sources that files may come from, beside hosts named in `hosts`. */
  readonly allowedSources: readonly string[]
  /** Further hosts, `host` or `host:port`, that downloads may come from. */
  readonly hosts: readonly string[]
  readonly maxFileBytes: number | null
  readonly maxTotalBytes: number | null
  /** SPDX words, lower case. Others, and unknown ones, need a tick of their own. */
  readonly licenceAllow: readonly string[]
  /** Endings of weights that run no code when read: others are of the code tier and need a tick. */
  readonly plainFormats: readonly string[]
  /** Distributions never changed without a tick of their own; `*` at the end stands for any rest. */
  readonly protectedPackages: readonly string[]
  /** Days that a version of a pack must be old; younger ones need a tick. */
  readonly coolDownDays: number
  /** Who puts node packs in: Greenlight or ComfyUI-Manager's queue. */
  readonly installWith: 'greenlight' | 'manager'
}
