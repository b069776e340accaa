import type { Problem } from '@greenlight/shared/problem'
import type { Registry, RegistryKeep, RegistryKeptPage } from '../../core/ports.js'
import type { SweepPlan } from '../../core/registry/plan-sweep.js'
import type { RegistryFailure, RegistryState } from '../../core/registry.js'
import { problem } from '../../problems.js'
import { pagesSoFar } from './pages-so-far.js'
import type { UpdateCatalogueOptions } from './parts.js'
import type { Questioner } from './questioner.js'

/** Entries a page; the second is what ComfyUI-Manager asks for, for a service that takes no more. */
const pageSizes = [100, 30] as const
/** So many failed pages, or pages without a single new pack, in a row, and the list is given up. */
const patience = 3
/** Clocks differ, and an update takes a while: changes are asked for from a day earlier on. */
const overlapMs = 24 * 60 * 60 * 1000

export interface ListRead {
  /** In order, those of an earlier update among them. */
  readonly pages: readonly RegistryKeptPage[]
  readonly state: RegistryState
  /** Every page is there. */
  readonly complete: boolean
  /** Packs that the service counts and that did not come; 0 when it does not count. */
  readonly missing: number
  /** No further question makes sense. */
  readonly stopped: boolean
  /** The service does not take the time since when changes are wanted. */
  readonly refusesSince: boolean
  readonly problems: readonly Problem[]
}

export interface ListReading {
  readonly options: Pick<UpdateCatalogueOptions, 'signal' | 'progress'>
  readonly registry: Registry
  readonly keep: RegistryKeep
  readonly questioner: Questioner
  readonly plan: SweepPlan
  /** Told after each page that is kept, so that whoever is cut off has it. */
  readonly kept: (page: RegistryKeptPage) => void
}

/**
 * Reads the pages that are not kept yet and keeps each at once. A page that fails is told and the next is tried; the state counts
 * pages without a gap, so that the next update begins at the first that is missing. Rejects with the signal's reason or
 * REGISTRY_KEEP_UNWRITABLE.
 */
export async function readList(reading: ListReading, before: readonly RegistryKeptPage[]): Promise<ListRead> {
  const { registry, keep, questioner, plan, options } = reading
  const { since } = plan.state
  const from = since === undefined ? null : new Date(Date.parse(since) - overlapMs).toISOString()
  const pages = pagesSoFar(before)
  const failures: RegistryFailure[] = []
  let [inARow, size] = [0, 0]
  const state = (): RegistryState => ({ ...plan.state, page: pages.unbroken() })
  for (let page = pages.next(); page !== null; page = pages.next()) {
    const at = page
    const limit = pageSizes[size] ?? 30
    const answer = await questioner.ask(() => registry.packs({ page: at, limit, since: from }, options.signal))
    if (answer.ok) {
      inARow = 0
      const kept = pages.add(page, answer.value)
      await keep.addPage(kept, state())
      reading.kept(kept)
      options.progress?.(pages.packs(), pages.total(), 'packs of the list')
      if (pages.stale() === patience) break
    } else if (answer.failure.kind === 'refused-query' && size === 0) {
      size = 1
    } else {
      failures.push(answer.failure)
      inARow += 1
      pages.giveUp(page)
      if (answer.failure.kind === 'stop' || inARow === patience || pages.isEndless()) break
    }
  }
  const read = pages.next() === null && failures.length === 0
  const [total, came] = [
    pages.total(),
    pages.packs() + pages.all().reduce((sum, { unreadable }) => sum + unreadable, 0),
  ]
  const missing = total === null ? 0 : Math.max(0, total - came)
  const moved = (read || pages.stale() === patience) && missing > 0
  return {
    pages: pages.all(),
    state: state(),
    complete: read,
    missing,
    stopped: failures.at(-1)?.kind === 'stop' || pages.all().length === 0,
    refusesSince: from !== null && failures.some(({ kind }) => kind === 'refused-query'),
    problems: [
      ...failures.map((failure) => failure.problem),
      ...(moved ? [problem('REGISTRY_LIST_MOVED', { missing, total: total ?? undefined })] : []),
    ],
  }
}
