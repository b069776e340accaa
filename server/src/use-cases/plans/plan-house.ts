import type { JournalDocument, Plan, PlanDocument, PlanList, PlanRun, Proposed, ProposeRequest, Pruned, Trash } from '@greenlight/shared/plans'

/** Who asks: the tier of the token, or the terminal itself. */
export type By = { readonly actor: 'cli' | 'user'; readonly tier: 'all' | 'panel' }

/** Everything that is done with plans, for the handlers and the commands alike. */
export interface PlanHouse {
  propose(request: ProposeRequest & { readonly paths?: readonly string[] }, options: { readonly signal: AbortSignal; readonly by: By; readonly progress?: (done: number, total: number | null, what: string) => void }): Promise<Proposed>
  list(): Promise<PlanList>
  show(id: string): Promise<PlanDocument>
  /** APPROVAL_NEEDS_OWNER for a plan of code or destruction from the panel's tier. */
  approve(id: string, digest: string, options: { readonly by: By; readonly ticks: readonly string[] }): Promise<{ readonly approval: string; readonly expiresAt: string }>
  apply(id: string, approval: string | null, by: By): Promise<PlanRun>
  /** Resolves when it has come to rest; `onRun` hears of what happens until then. */
  wait(id: string, onRun?: (run: PlanRun) => void): Promise<PlanRun>
  cancel(id: string): Promise<PlanRun>
  /** Looks at what could not be shown before. */
  showAgain(id: string): Promise<PlanRun>
  undo(id: string): Promise<Proposed>
  journal(filter: { readonly plan?: string; readonly after?: number }): Promise<JournalDocument>
  verifyJournal(): Promise<{ readonly lines: number; readonly torn: number; readonly damaged: { readonly line: number; readonly says: string } | null }>
  trash(): Promise<Trash>
  purge(entries: readonly string[]): Promise<Trash>
  /** Root of the installation that is looked after; null: none. */
  installation(): Promise<string | null>
  /** Leftovers of plans: told, and unless `dry` or while a plan is at work taken away. */
  prune(dry: boolean): Promise<Pruned>
  close(): Promise<void>
  plan(id: string): Promise<Plan>
}
