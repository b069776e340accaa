import type { Stamp } from '@greenlight/shared/plan-effects'
import type { OpenChoice, PlanWarning } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import type { SourceName } from '@greenlight/shared/sources'
import type { Forecast, PythonFacts, TransferProbe } from '../change-ports.js'
import type { CodeFact, PackConflict, PackOnDisk, PackRequirements, ShelvedPack } from '../pack-facts.js'

/** What ports answered about each want, gathered before a plan is built: plain values, nothing here is asked again. Paths absolute. */

/** A volume of this machine, and bytes free on it; null: not known. */
export interface VolumeFact {
  readonly volume: string
  readonly free: number | null
}

/** A place where something will be. */
export interface PlaceFact extends VolumeFact {
  readonly path: string
  /** What is there now. */
  readonly stamp: Stamp
  /** Folders on the way to it that are not there, outermost first. */
  readonly missing: readonly string[]
}

/** Something that is there. */
export interface ThereFact extends VolumeFact {
  readonly path: string
  readonly stamp: Stamp
  /** Bytes of all of it; null: not known. */
  readonly bytes: number | null
}

/** Something that would make room, and where to: the trash, or for a development pack a disabled name beside it. */
export interface AsideFact {
  readonly thing: ThereFact
  readonly to: VolumeFact & { readonly path: string }
  readonly as: 'move' | 'trash'
}

/** Nothing could be found out: the problem says why, and its want does not come into the plan. */
export interface UnknownFact {
  readonly of: 'problem'
  readonly problem: Problem
  /** A pick that would answer it. */
  readonly open?: OpenChoice
}

export interface DownloadFact {
  readonly of: 'download'
  /** The address that is fetched: the file itself. */
  readonly url: string
  readonly target: PlaceFact
  /** Null where the host may not be asked. */
  readonly probe: TransferProbe | null
  /** For what stands at the target now, where it may go. */
  readonly aside: AsideFact | null
}

/** Of move-model, link-model and adopt-model. */
export interface FileFact {
  readonly of: 'file'
  readonly source: ThereFact
  readonly target: PlaceFact
  /** Which kind of link works between the two; null: none. */
  readonly link: 'hard' | 'symbolic' | null
}

/** Of install-node-pack and update-node-pack. */
export interface PackFact {
  readonly of: 'pack'
  readonly pack: ShelvedPack
  readonly code: readonly CodeFact[]
  readonly requirements: PackRequirements
  /** The custom_nodes folder into which it goes. */
  readonly root: string
  readonly target: PlaceFact
  /** Files that mark where it came from. */
  readonly marks: readonly { readonly name: string; readonly text: string }[]
  /** What stands under its name, and what that is to it. */
  readonly standing: { readonly pack: PackOnDisk; readonly conflict: PackConflict } | null
  /** What makes room when it takes the place: what stands there, and disabled copies of it. */
  readonly aside: readonly AsideFact[]
  /** Node types that it is known to register. */
  readonly types: readonly string[]
}

/** Of enable-node-pack and disable-node-pack; of remove-node-pack for a development pack, which is only ever disabled. */
export interface SwitchFact {
  readonly of: 'switch'
  readonly pack: PackOnDisk
  readonly there: ThereFact
  /** Its name in the other state, free. */
  readonly to: PlaceFact
  readonly types: readonly string[]
}

/** Of remove-node-pack. */
export interface RemoveFact {
  readonly of: 'remove'
  readonly pack: PackOnDisk
  readonly aside: AsideFact
  readonly types: readonly string[]
}

/** Of restore. */
export interface RestoreFact {
  readonly of: 'restore'
  readonly there: ThereFact
  readonly to: PlaceFact
  /** It is a node pack: its code would run again. */
  readonly code: boolean
}

export type WantFact = DownloadFact | FileFact | PackFact | RemoveFact | RestoreFact | SwitchFact | UnknownFact

/** Copy `<name>.vN.json` of the workflow with all widget edits of the plan; absent: each is made on the open canvas. */
export interface CopyFact {
  /** The workflow's own file, and where its text gets other words (UTF-16 units). */
  readonly of: { readonly path: string; readonly stamp: Stamp }
  readonly spans: readonly { readonly from: number; readonly to: number; readonly text: string }[]
  /** Of what comes of it: `sha256:<64 hex>`, bytes. */
  readonly sha256: string
  readonly bytes: number
  /** A free name beside the workflow. */
  readonly target: PlaceFact
}

/** What requirement lines of packs, asked together, would change. */
export interface ForecastFact {
  /** `wantKey` of each pack that was asked about. */
  readonly of: readonly string[]
  readonly forecast: Forecast
}

/** An enabled pack, by its title and folder, or (`folder` null) ComfyUI itself. */
export interface PackageUser {
  readonly title: string
  readonly folder: string | null
}

export interface PlanFacts {
  /** ULID of the plan: staging names carry it. */
  readonly plan: string
  /** What the person did to ask for it; absent: made of the actions. */
  readonly title?: string
  readonly workflow: { readonly path: string; readonly digest: string } | null
  readonly installation: string | null
  /** Folders below which the plan may change something: those of the installation, and the state folder (trash, what undo keeps). */
  readonly roots: readonly string[]
  /** `<state>/plans/<id>/keep`: what undo of packages needs. */
  readonly keep: string
  /** Milliseconds since the epoch: how old versions of packs are. */
  readonly now: number
  /** `sha256:<64 hex>` of the policy, and its file. */
  readonly policy: { readonly digest: string; readonly path: string }
  /** By `wantKey`. A want without a fact does not come into the plan. */
  readonly answers: ReadonlyMap<string, WantFact>
  readonly copy?: CopyFact
  readonly python: (PythonFacts & VolumeFact) | null
  readonly forecasts: readonly ForecastFact[]
  /** Python distribution, normalised -> who asks for it. */
  readonly packageUsers: ReadonlyMap<string, readonly PackageUser[]>
  /** Folder of a pack -> saved workflows that use it. */
  readonly packUsers: ReadonlyMap<string, readonly string[]>
  /** Node type -> how many nodes of the workflow are of it. */
  readonly nodeCounts: ReadonlyMap<string, number>
  /** `host:port` that this process may fetch from although they are private. */
  readonly allowedHosts: ReadonlySet<string>
  /** Hosts at which the user has a source asked in its own place (mirrors), `host` or `host:port`. */
  readonly mirrors: ReadonlyMap<string, SourceName>
  /** Whether ComfyUI runs with a ComfyUI-Manager whose queue answers; absent: nobody asked. */
  readonly queueAnswers?: boolean
  /** What was to be told already: open choices, what nobody answers, faults of the policy. */
  readonly warnings: readonly PlanWarning[]
}
