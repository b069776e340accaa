import type { Postcondition, Effect, PackageChange, Precondition, Preparation, Stamp } from '@greenlight/shared/plan-effects'
import type { Checked, JournalLine, Plan, PlanRun, Trash } from '@greenlight/shared/plans'
import type { SourceName } from '@greenlight/shared/sources'
import type { Problem } from '@greenlight/shared/problem'
import type { Policy } from './policy-words.js'

/** The interfaces of the change engine: what plans are kept in, journalled by, carried out with and shown by. */

export interface WorkOptions {
  readonly signal: AbortSignal
  /** Bytes or files so far; `total` null when unknown. `pace`: bytes a second, smoothed, and seconds left, where that is known. */
  readonly progress?: (done: number, total: number | null, pace?: { readonly rate: number; readonly rest: number | null }) => void
}

/** One line to be: the journal adds seq, ts and the link to the line before. Everything in it is redacted before it is written. */
export type JournalEntry = Omit<JournalLine, 'seq' | 'ts' | 'prev'>

/** Receipts (6.9): append only, hash-chained, one writer. JOURNAL_DAMAGED stops every append; a torn last line is cut off and that is recorded. */
export interface Journal {
  /** On the disk (fsync) when it resolves. */
  append(entry: JournalEntry): Promise<JournalLine>
  /**
   * Oldest first. `most`: with `after` the first ones that follow it, else the last ones. Of a damaged journal the good lines before the
   * damage, which `onDamage` is told.
   */
  read(filter?: { readonly plan?: string; readonly after?: number; readonly most?: number; readonly onDamage?: (damage: JournalDamage) => void }): Promise<readonly JournalLine[]>
  /** Never writes. `torn`: bytes of an unfinished last line. */
  verify(): Promise<{ readonly lines: number; readonly torn: number; readonly damaged: JournalDamage | null }>
}
/** `line`: counted from 1. `says`: a clause, such as `it is not as it was written`. */
export interface JournalDamage {
  readonly line: number
  readonly says: string
}

/** What a plan's folder keeps beside the plan (FIX-39). */
export interface KeptPlan {
  readonly plan: Plan
  readonly run: PlanRun
  /** ISO 8601. */
  readonly createdAt: string
}

/** `<state>/plans/<id>/`: plan.json, plan.md, execution_log.json, diff/, files/, summary.md. Every write whole or not there. */
export interface PlanBook {
  /** `files`: contents that its preparations write, by name; `diffs`: texts for people. PLAN_UNWRITABLE. */
  store(kept: KeptPlan, texts: { readonly plan: string; readonly files: ReadonlyMap<string, Uint8Array>; readonly diffs: ReadonlyMap<string, string> }): Promise<void>
  /** PLAN_NOT_FOUND; PLAN_UNREADABLE where its bytes are not what the digest says. */
  read(id: string): Promise<KeptPlan>
  /** A damaged plan is a problem and hides no other. Newest first. */
  list(): Promise<{ readonly kept: readonly KeptPlan[]; readonly problems: readonly Problem[] }>
  saveRun(id: string, run: PlanRun, summary: string | null): Promise<void>
  file(id: string, name: string): Promise<Uint8Array>
  /** A folder of its own that the plan may use: `stage` for what is made, `keep` for what undo needs. Made when absent. */
  folder(id: string, name: 'stage' | 'keep'): Promise<string>
}

export type TokenState = 'token-missing' | 'token-unknown' | 'token-expired' | 'token-used' | 'plan-changed'

/** Approval tokens (6.9): only the nonce's SHA-256 is kept; the terminal's own also in clear, 0600, until it is spent. */
export interface Approvals {
  mint(of: { readonly plan: string; readonly digest: string; readonly version: number; readonly operator: string; readonly ticks: readonly string[]; readonly keepForTerminal: boolean }): Promise<{ readonly token: string; readonly expiresAt: string }>
  /** Spends it, once. `masked`: the token with its nonce masked, for the journal. */
  spend(token: string | null, of: { readonly plan: string; readonly digest: string; readonly version: number }): Promise<{ readonly ok: true; readonly masked: string; readonly operator: string; readonly ticks: readonly string[] } | { readonly ok: false; readonly state: TokenState }>
  /** The terminal's token for this plan, null when there is none. */
  ofTerminal(plan: string): Promise<string | null>
  revoke(plan: string): Promise<void>
}

/** What was taken away: an entry is the folder `<state>/trash/<id>/` with what lay there under its own name and `entry.json`. */
export interface TrashBin {
  /** A free place for something that is about to be moved there; recorded, so that a crash leaves no nameless thing. */
  place(of: { readonly from: string; readonly plan: string | null }): string
  list(): Promise<Trash>
  /** Where the thing of an entry lies and where it came from; null: no such entry. */
  find(id: string): Promise<{ readonly path: string; readonly from: string } | null>
  purge(ids: readonly string[]): Promise<void>
}

/** Held by one process of the state folder (reliability-security.md 4.2): the kernel frees it when the process dies. */
export interface StateLock {
  /** STATE_FOLDER_BUSY, naming what is known of the holder. */
  take(): Promise<{ release(): void }>
}

/** Effects on this disk and the looking at them. Paths in plans are absolute; roots that may be written below come from `within`. */
export interface WorldDisk {
  stamp(path: string): Promise<Stamp>
  /** Name of the volume and bytes free on it, of the nearest folder that exists. */
  free(path: string): Promise<{ readonly volume: string; readonly free: number | null }>
  /** The file there, or the files below the folder there, with their hashes and without what changes by looking; null: too many to be told, or neither. */
  files(path: string): Promise<readonly { readonly path: string; readonly size: number; readonly sha256: string }[] | null>
  /** Names directly below a folder, sorted. */
  names(path: string): Promise<readonly string[]>
  /** Whether an effect is still to do, done, or in the middle (both or neither end there), judged by looking alone. */
  look(effect: Effect): Promise<'before' | 'between' | 'after'>
  /** Does it, or finishes it from the middle; synced to the disk when it resolves. DISK_FULL, TARGET_TAKEN, WRITE_REFUSED, OUTSIDE_ROOTS. */
  carryOut(effect: Effect, options: WorkOptions): Promise<void>
  /** From the middle, or the end, back to the beginning. A made folder that holds something by now stays. */
  takeBack(effect: Effect, options: WorkOptions): Promise<void>
}

/** Python packages of one interpreter, as an effect; the same promises as WorldDisk. */
export interface PackageEffects {
  look(effect: PackagesEffect): Promise<'before' | 'between' | 'after'>
  carryOut(effect: PackagesEffect, options: WorkOptions): Promise<void>
  takeBack(effect: PackagesEffect, options: WorkOptions): Promise<void>
}
export type PackagesEffect = Extract<Effect, { do: 'packages' | 'packages-back' }>

/** Node packs that ComfyUI-Manager's queue brings, as an effect; judged by looking, like the others. */
export interface PackQueue {
  look(effect: QueuedPack): Promise<'before' | 'between' | 'after'>
  /**
   * Asks, waits, looks at what came. Done already is fine. MANAGER_BROUGHT_OTHER, MANAGER_FAILED, MANAGER_REFUSED, PACK_FOLDER_CONFLICT,
   * PACK_NOT_SHELVED, TARGET_TAKEN, or the signal's reason: then Manager may still be at work.
   */
  carryOut(effect: QueuedPack, options: WorkOptions): Promise<void>
  /** Waits until Manager does no more about it, then puts what it made under the staging name. MANAGER_BUSY when that takes too long. */
  takeBack(effect: QueuedPack, options: WorkOptions): Promise<void>
}
export type QueuedPack = Extract<Effect, { do: 'queue-pack' }>

/** What was measured of a whole file while it was made; null: not looked at. `sha256:<64 hex>`, `blake3:<64 hex>`. */
export interface MadeFile {
  readonly size: number
  readonly sha256: string | null
  readonly blake3: string | null
}

/** Makes what effects put in place. Safe to begin again; `discard` takes away what a plan that ended will not need. */
export interface Preparer {
  /** Resolves with what is known of the file that it made; null: a folder, or nothing is. */
  prepare(preparation: Preparation, options: WorkOptions & { readonly plan: string }): Promise<MadeFile | null>
  discard(preparation: Preparation): Promise<void>
}

export interface ShowOptions {
  readonly signal: AbortSignal
  readonly seen?: MadeFile & { readonly modifiedMs: number }
  /** ISO 8601, when what is to be shown was done: what ComfyUI loaded before tells nothing of it. */
  readonly since?: string
}

/** Shows whether a postcondition or precondition holds; `unknown` where nobody can tell now (ComfyUI is down). */
export interface Shower {
  /** `seen`: what was measured of the file of a `file` check when it had this stamp; it is believed while the stamp holds, else all is read anew. */
  check(postcondition: Postcondition, options: ShowOptions): Promise<Checked>
  /** null: holds; else the difference in a sentence. */
  differs(precondition: Precondition): Promise<string | null>
}

/** One file from outside to `part`, resumed where that is proven to be the same file. */
export interface Transfers {
  /**
   * Everyone who asks for the same `part` shares one transfer. `part.json` beside it keeps validator and verified blocks. Resolves with
   * whole contents under `part`, synced, hashed. Rejects with coded problems: TRANSFER_* (see problems), SOURCE_OFF, POLICY_REFUSED, DISK_FULL, or the
   * signal's reason; what was fetched and verified stays for the next try, unless it is proven wrong.
   */
  fetch(ask: TransferAsk, options: { readonly signal: AbortSignal; readonly progress?: (now: TransferProgress) => void }): Promise<Transferred>
  /** What the host itself says before anything is fetched; asks only where it may. `ask`: sources set to ask that are meant now. */
  probe(url: string, signal: AbortSignal, ask?: readonly SourceName[]): Promise<TransferProbe>
  discard(part: string): Promise<void>
}
export interface TransferAsk {
  readonly url: string
  readonly part: string
  readonly size: number | null
  /** `sha256:<64 hex>` and `blake3:<64 hex>`. */
  readonly sha256: string | null
  readonly blake3: string | null
  readonly maxBytes: number
  /** What the file will be called: a web page is not taken for a model of this name. Absent: the last part of the address. */
  readonly name?: string
  /** Sources set to `ask` that the person means now (an approved plan does). */
  readonly ask?: readonly SourceName[]
}
export interface TransferProgress {
  readonly done: number
  readonly total: number | null
  /** Bytes per second, smoothed; seconds left. */
  readonly rate: number
  readonly rest: number | null
}
export interface Transferred {
  readonly size: number
  readonly sha256: string
  readonly blake3: string
  /** Bytes that came over the network in this call. */
  readonly fetched: number
  /** Host that sent them, `host:port` without the usual port. */
  readonly from: string
}
export interface TransferProbe {
  readonly size: number | null
  readonly sha256: string | null
  readonly access: 'open' | 'login' | 'licence' | 'early-access' | 'paid' | 'removed' | 'unknown'
  /** A page to read: licence, log-in. */
  readonly page: string | null
  /** As its provider says it; absent: it does not. */
  readonly licence?: string
  readonly resumable: boolean
  readonly hosts: readonly string[]
}

/** The policy file (FIX-49, FIX-54), `policy.yaml` of the state folder. */
export interface PolicyBook {
  /** Defaults where there is none; a line that cannot be read is a problem and its default holds. */
  read(): Promise<{ readonly policy: Policy; readonly digest: string; readonly path: string; readonly problems: readonly Problem[] }>
}

/** Python of an installation, looked at. */
export interface PythonFacts {
  /** Absolute path of the interpreter that ComfyUI runs with (portable, venv, conda, the running server's own). */
  readonly python: string
  readonly version: string
  /** Where it was seen, for evidence. */
  readonly says: string
  /** Normalised name -> version. */
  readonly distributions: ReadonlyMap<string, string>
  /** `sha256:<64 hex>` over `name==version` lines. */
  readonly digest: string
}

export interface Forecaster {
  /** The interpreter of this installation; null where none is found. */
  python(signal: AbortSignal): Promise<PythonFacts | null>
  /**
   * What these requirement lines would change, worked out by uv without installing. Asks an index only where the source `pypi` is on, or in
   * `ask`. `whose`: pack titles, for reasons.
   */
  forecast(of: { readonly python: PythonFacts; readonly lines: readonly { readonly line: string; readonly whose: string }[]; readonly ask: readonly string[] }, signal: AbortSignal): Promise<Forecast>
}
export type Forecast =
  | { readonly ok: true; readonly changes: readonly PackageChange[]; readonly hosts: readonly string[]; readonly bytes: number | null; readonly says: readonly string[] }
  /** `conflict`: uv's reason, simplified. */
  | { readonly ok: false; readonly problem: Problem; readonly conflict?: string }

/** One child program. `command`: an absolute path or the bare name of a program on PATH. */
export interface ProgramAsk {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  /** On top of the few variables that every program gets; names that look like a secret are dropped. */
  readonly env?: Readonly<Record<string, string>>
  /** Text for its standard input; absent: it is closed. */
  readonly input?: string
  readonly timeoutMs: number
  /** Of standard output and of standard error each; the rest is read and let go. */
  readonly maxOutputBytes: number
  /** Ends it as soon as it says more than that. */
  readonly endWhenCut?: true
  readonly signal: AbortSignal
  readonly network: 'none' | 'allowed'
  /** Pieces of standard error as they come, for progress. */
  readonly heard?: (text: string) => void
}
export interface ProgramAnswer {
  /** Exit status; null: killed, or never started. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly timedOut: boolean
  /** Output was longer than allowed. */
  readonly cut: boolean
  /** Why it never ran; null: it ran. */
  readonly unstarted: 'not-found' | 'refused' | 'unstartable' | null
  /** With network `none`: whether it had no way out (`sealed`) or was only asked to stay offline (`asked`); null with network. */
  readonly offline: 'sealed' | 'asked' | null
}
/** The one way to start a child program. Rejects with the signal's reason alone, when the child is gone. */
export type RunProgram = (ask: ProgramAsk) => Promise<ProgramAnswer>
