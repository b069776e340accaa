import type { Preparation } from '@greenlight/shared/plan-effects'
import type { Plan, PlanRun } from '@greenlight/shared/plans'
import type { Approvals, Journal, PackageEffects, PackQueue, PlanBook, PolicyBook, Preparer, Shower, WorldDisk } from '../../core/change-ports.js'

/** Everything that a change goes through. */
export interface EngineParts {
  readonly journal: Journal
  readonly plans: PlanBook
  readonly approvals: Approvals
  readonly disk: WorldDisk
  readonly packages: PackageEffects
  readonly queue: PackQueue
  readonly preparer: Preparer
  readonly shower: Shower
  readonly policy: PolicyBook
  /** `sha256:<64 hex>` of UTF-8 text. */
  readonly sha256: (text: string) => string
  /** A fresh ULID. */
  readonly newId: () => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** A free place in the trash for what is taken away. */
  readonly trashPlace: (of: { readonly from: string; readonly plan: string | null }) => string
  /** plan.md and summary.md. */
  readonly texts: { readonly plan: (plan: Plan) => string; readonly summary: (plan: Plan, run: PlanRun) => string }
  /** Milliseconds that a preparation may take; default: a day for a download, an hour for the others. */
  readonly deadlineMs?: (preparation: Preparation) => number
  /** Takes away what killed writers left in the state folder; asked at each recovery. */
  readonly tidyState?: () => Promise<void>
  /** Told after each change of a run; progress at most a few times a second for each action. */
  readonly onRun: (id: string, run: PlanRun) => void
}

/** Who does it: `user` (panel, page), `cli`, `api:<name>`. */
export type Actor = string

export interface Engine {
  /** Settles what a crash left in the middle, then goes on with plans that were running; call once after the lock is held. Never rejects for one bad plan. */
  recover(): Promise<{ readonly settled: readonly string[]; readonly resumed: readonly string[] }>
  /** PLAN_STALE (with the differences), PLAN_CHANGED (digest), TICK_MISSING, PLAN_NOT_APPROVABLE (state), POLICY_REFUSED. */
  approve(id: string, digest: string, by: { readonly actor: Actor; readonly ticks: readonly string[]; readonly keepForTerminal: boolean }): Promise<{ readonly token: string; readonly expiresAt: string }>
  /**
   * Spends the approval (null: continues a plan that was interrupted, or takes the terminal's own token) and begins; one plan at a time changes the disk,
   * the others wait. APPROVAL_MISSING, APPROVAL_UNKNOWN, APPROVAL_EXPIRED, APPROVAL_USED, PLAN_CHANGED, PLAN_STALE.
   */
  apply(id: string, approval: string | null, by: { readonly actor: Actor }): Promise<PlanRun>
  /** Resolves when the run has come to rest. */
  wait(id: string): Promise<PlanRun>
  /** Asks it to stop; resolves when it has. */
  cancel(id: string): Promise<PlanRun>
  /** The plan that takes this one back, stored; PLAN_NOT_UNDOABLE, UNDO_CONFLICT with the differences. */
  invert(id: string): Promise<Plan>
  /** Looks at postconditions that could not be shown before (after a restart of ComfyUI, a canvas edit). */
  showAgain(id: string): Promise<PlanRun>
  /** Does something while no plan is approved, begun or inverted; `atWork`: plans that go on meanwhile. */
  atTheDoor<T>(act: (atWork: ReadonlySet<string>) => Promise<T>): Promise<T>
  /** Ends: running plans stop where they can be continued. */
  close(): Promise<void>
}
