import type { Stamp } from '@greenlight/shared/plan-effects'
import type { Want } from '@greenlight/shared/plans'
import type { Forecaster, TransferProbe, TrashBin } from '../../../core/change-ports.js'
import type { WantFact } from '../../../core/plan/plan-facts.js'

/** Looking at this disk without touching it. */
export interface Look {
  /** Whether an absolute path is a file, links followed; asked before anything is read of a path that somebody names. */
  isFile(path: string): Promise<boolean>
  stamp(path: string): Promise<Stamp>
  free(path: string): Promise<{ readonly volume: string; readonly free: number | null }>
  /** Bytes of a file, or of everything below a folder; null: cannot be told. */
  bytes(path: string): Promise<number | null>
  /** Folders on the way to it that are not there, outermost first. */
  missing(path: string): Promise<readonly string[]>
  /** The folder that would not let anything be made, renamed or taken away at `path`; null: none is known to. */
  closed(path: string): Promise<string | null>
  /** Which kind of link from `path` to `target` this disk allows; null: none. */
  link(path: string, target: string): Promise<'hard' | 'symbolic' | null>
}

/** What a proposal is made from, beside the report. */
export interface GatherPorts {
  readonly look: Look
  /** Absolute folder into which a file of a model folder goes; null: nobody can tell. */
  readonly folderFor: (directory: string) => string | null
  /** The one guard: null for a name that leads elsewhere. */
  readonly joinSafely: (root: string, name: string) => string | null
  /** What the host says of a file; null where it may not be asked. Problems are answers, not failures. */
  readonly probe: (url: string, options: { readonly ask: readonly string[]; readonly signal: AbortSignal }) => Promise<TransferProbe | null>
  readonly trash: Pick<TrashBin, 'find' | 'place'>
  /** Everything about one want that concerns a node pack. */
  readonly pack: (want: PackWant, options: { readonly ask: readonly string[]; readonly signal: AbortSignal; readonly plan: string }) => Promise<WantFact>
  readonly forecaster: Forecaster
  /** Whether ComfyUI runs with a ComfyUI-Manager whose queue answers; asked only where the policy prefers it. */
  readonly queueAnswers: (signal: AbortSignal) => Promise<boolean>
}

export type PackWant = Extract<Want, { want: 'disable-node-pack' | 'enable-node-pack' | 'install-node-pack' | 'remove-node-pack' | 'update-node-pack' }>
