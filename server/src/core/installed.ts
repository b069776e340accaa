import type { NodePack } from '@greenlight/shared/node-packs'
import type { PackAbout, PackRisk } from '@greenlight/shared/packs'
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
  /** Of the failed import, as the log has it, the exception last; absent: it was not logged, or is not this failure's. */
  readonly traceback?: string
  /** When it was logged, in ComfyUI's own time without zone: `2026-08-01T10:00:00.123`. Absent: the log does not tell. */
  readonly at?: string
}

export interface Installed {
  readonly root: string | null
  /** ComfyUI's version, `0.29.0`. */
  readonly comfyui: string | null
  readonly objectInfo: 'live' | 'file' | 'recorded' | 'none'
  /** ISO 8601; only with `recorded`. */
  readonly recordedAt: string | null
  readonly definitions: NodeDefinitions | null
  /** When the running server began to start, in its own time without zone; absent: unknown. */
  readonly startedAt?: string
  /** `--disable-api-nodes` and the like: command line of the running server, empty when unknown. Private: never leaves the machine. */
  readonly argv: readonly string[]
  readonly nodePacks: readonly NodePack[]
  readonly importFailures: readonly ImportFailure[]
  /** Milliseconds since the epoch at which the ComfyUI that answers was running already; null: not known. Never a guess. */
  readonly runningBy: number | null
  /** Folders below custom_nodes that it tried to load at its start; null: not known. */
  readonly tried: ReadonlySet<string> | null
  /** When each node pack's folder was made, by its path, milliseconds since the epoch; none where the disk does not keep it. */
  readonly packsMade: ReadonlyMap<string, number>
  /** Null when there is no folder and no list to look in. */
  readonly models: ModelFolders | null
  /** Names below the input folder, `/` separated; null when unknown. */
  readonly inputs: ReadonlySet<string> | null
  /** Node replacements the server declares: old type -> new type. */
  readonly replacements: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** Sockets of a node type as one version of a pack defines them. */
export interface NodeSignature {
  readonly version?: string
  readonly inputs: readonly { readonly name: string; readonly type: string }[]
  readonly outputs: readonly string[]
}

/** One claim of the catalogue: this pack registers this node type. */
export interface PackClaim {
  readonly id: string | null
  readonly repository: string | null
  readonly title: string
  /** A pattern claims only where most of the listed names it meets are the pack's own: `Hunyuan` meets 181 names of others. */
  readonly via: 'exact-type' | 'pattern'
  /** Which part of the catalogue says so, for evidence: a folder, `Comfy Registry` ... */
  readonly from?: string
  /** The catalogue's keepers gave this name to this pack where several claim it. */
  readonly wins?: boolean
  /** What the type looks like there, newest version first, where a catalogue holds it. */
  readonly signatures?: readonly NodeSignature[]
  readonly about?: PackAbout
  readonly risks?: readonly PackRisk[]
}

/** How many of a pack's node types others claim too: tells packs that carry copies of other packs. */
export interface PackShares {
  readonly types: number
  /** All of its node types, as the catalogue lists them. */
  readonly names: readonly string[]
  /** Claimed by nobody else. */
  readonly exclusive: number
  /** Every other claimant, most shared first: `shared` types of its `types`. `alone`: of these, still left when those before it are taken away. */
  readonly with: readonly { readonly key: string; readonly title: string; readonly shared: number; readonly alone: number; readonly types: number }[]
}

/** One entry of a list of models. */
export interface ListedModel {
  /** File name alone. */
  readonly name: string
  readonly title: string
  readonly url: string
  readonly page: string | null
  /** Model folder below `models`, sub-folders kept (`loras/sdxl`); null when the list does not say it. */
  readonly directory: string | null
  readonly base: string | null
  /** Bytes, rounded as the list gives it. */
  readonly size: number | null
  readonly from: string
}

/** What catalogues on this disk say. Empty maps when there is none. */
export interface Known {
  readonly claims: ReadonlyMap<string, readonly PackClaim[]>
  /** By registry id (as asked and lower case) and by normalised repository (`github.com/owner/name`, lower case). */
  readonly packs: ReadonlyMap<string, PackClaim>
  /** By pack key, of every claimant in `claims`. */
  readonly shares: ReadonlyMap<string, PackShares>
  /** By file name, lower case. */
  readonly models: ReadonlyMap<string, readonly ListedModel[]>
  /** Where it was read, for evidence; null when there is none. */
  readonly source: string | null
  readonly problems: readonly Problem[]
}

/** No catalogue on this disk. */
export const nothingKnown: Known = { claims: new Map(), packs: new Map(), shares: new Map(), models: new Map(), source: null, problems: [] }

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
  runningBy: null,
  tried: null,
  packsMade: new Map(),
  models: null,
  inputs: null,
  replacements: new Map(),
  problems: [],
}
