import type { NodePack } from '@greenlight/shared/node-packs'
import type { NodeDefinitions } from './definitions.js'
import type { Problem } from '@greenlight/shared/problem'

/** What is installed, as the ports answer it: plain facts at one moment, with nothing of a workflow in them. */

export interface ModelFile {
  /** Name as a loader's widget would say it: path relative to its root, `/` separated. */
  readonly name: string
  /** Absolute path, null where only ComfyUI's list is known. */
  readonly path: string | null
  readonly size: number | null
}

/** Files by model folder (`checkpoints`), in the order in which ComfyUI looks. */
export type ModelFolders = ReadonlyMap<string, readonly ModelFile[]>

/** `live`: the running server said so; `log`: found in its log; `disk`: read from the folder. */
export interface ImportFailure {
  readonly module: string
  readonly folder: string | null
  readonly reason: string
  readonly from: 'live' | 'log'
}

export interface Installed {
  readonly root: string | null
  /** ComfyUI's version, `0.29.0`. */
  readonly comfyui: string | null
  readonly objectInfo: 'live' | 'file' | 'recorded' | 'none'
  /** ISO 8601; only with `recorded`. */
  readonly recordedAt: string | null
  readonly definitions: NodeDefinitions | null
  /** `--disable-api-nodes` and the like: command line of the running server, empty when unknown. Private: never leaves the machine. */
  readonly argv: readonly string[]
  readonly nodePacks: readonly NodePack[]
  readonly importFailures: readonly ImportFailure[]
  /** Null when there is no folder and no list to look in. */
  readonly models: ModelFolders | null
  /** Names below the input folder, `/` separated; null when unknown. */
  readonly inputs: ReadonlySet<string> | null
  /** Node replacements the server declares: old type -> new type. */
  readonly replacements: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** One claim of the catalogue: this pack registers this node type. */
export interface PackClaim {
  readonly id: string | null
  readonly repository: string | null
  readonly title: string
  readonly via: 'exact-type' | 'pattern'
}

/** What catalogues on this disk say. Empty maps when there is none. */
export interface Known {
  readonly claims: ReadonlyMap<string, readonly PackClaim[]>
  /** By registry id and by normalised repository (`github.com/owner/name`, lower case). */
  readonly packs: ReadonlyMap<string, PackClaim>
  /** Where it was read, for evidence; null when there is none. */
  readonly source: string | null
  readonly problems: readonly Problem[]
}

/** No catalogue on this disk. */
export const nothingKnown: Known = { claims: new Map(), packs: new Map(), source: null, problems: [] }

/** Nothing known of any installation: every question about it is answered "cannot tell". */
export const nothingInstalled: Installed = {
  root: null,
  comfyui: null,
  objectInfo: 'none',
  recordedAt: null,
  definitions: null,
  argv: [],
  nodePacks: [],
  importFailures: [],
  models: null,
  inputs: null,
  replacements: new Map(),
  problems: [],
}
