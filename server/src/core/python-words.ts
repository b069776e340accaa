/** Shapes of a Python environment, as the adapters that look at one speak them. */

/** One installed distribution, read from its metadata; no code of it was run. */
export interface Distribution {
  /** Normalised as PEP 503 has it. */
  readonly name: string
  readonly version: string
  /** `Requires-Dist` lines as written. */
  readonly requires: readonly string[]
  /** Its `.dist-info` or `.egg-info`, absolute. */
  readonly place: string
  /** Whether it says which files are its own (RECORD): only then can they be kept and taken away. */
  readonly recorded: boolean
}

/** An interpreter that was started and told of itself. */
export interface Interpreter {
  /** Absolute, as it is started: the link inside a venv, not what it points to. */
  readonly python: string
  /** `3.12.7` */
  readonly version: string
  /** Where it was seen, in a sentence. */
  readonly says: string
  readonly prefix: string
  /** Folders that packages are put into. */
  readonly purelib: string
  readonly platlib: string
  readonly scripts: string
  readonly data: string
  /** Folders of `sys.path` that exist, in its order. */
  readonly path: readonly string[]
  /** Values of environment markers (PEP 508) by name. */
  readonly markers: ReadonlyMap<string, string>
  /** The system's package manager owns it (PEP 668): nothing is put into it. */
  readonly external: boolean
}

/** The name under which an index and a resolver know a distribution (PEP 503). */
export function normaliseName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase()
}

/** What uv says would change, and from where. */
export interface Resolved {
  /** `after` null: taken away. */
  readonly changes: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[]
  /** Who needs what of the packages that were looked at, as the resolver met them. */
  readonly needs: readonly { readonly parent: string; readonly version: string; readonly requirement: string }[]
}
export type ResolverAnswer =
  | { readonly ok: true; readonly resolved: Resolved }
  /** `conflict`: the wants exclude each other; `unreachable`: the index gave no answer; `refused`: something else. `says`: uv's words. */
  | { readonly ok: false; readonly why: 'conflict' | 'refused' | 'unreachable'; readonly says: string }

/** The archive that would be installed. */
export interface Archive {
  readonly name: string
  readonly version: string
  /** `sha256:<64 hex>` */
  readonly sha256: string | null
  readonly bytes: number | null
  /** `host:port` without the usual port. */
  readonly host: string | null
}

/** Works out changes with uv; installs nothing and runs no code of packages. */
export interface Resolver {
  /**
   * `constraints`: `name==version` lines that hold only for what is needed at all. `index`: base address, asked when the wants are not met by
   * what is installed. Rejects with UV_NOT_FOUND or the signal's reason.
   */
  resolve(ask: { readonly python: Interpreter; readonly lines: readonly string[]; readonly constraints: readonly string[]; readonly index: string }, signal: AbortSignal): Promise<ResolverAnswer>
  /** The wheel of each; those that cannot be told are left out. */
  archives(ask: { readonly python: Interpreter; readonly wanted: readonly { readonly name: string; readonly version: string }[]; readonly index: string }, signal: AbortSignal): Promise<readonly Archive[]>
}
