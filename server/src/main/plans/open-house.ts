import { join } from 'node:path'
import type { PlanRun } from '@greenlight/shared/plans'
import type { SourceName } from '@greenlight/shared/sources'
import { createLeftoverPlaces } from '../../adapters/files/leftovers/leftover-places.js'
import { createStateLock } from '../../adapters/sqlite/state-lock.js'
import { hostAndPort } from '../../adapters/egress/target.js'
import { queueAnswers } from '../../adapters/pack-queue/find-dialect.js'
import type { Installed } from '../../core/installed.js'
import type { WorkflowFiles } from '../../core/ports.js'
import type { InspectPorts } from '../../use-cases/inspect.js'
import { createPlanHouse } from '../../use-cases/plans/create-plan-house.js'
import type { PlanHouse } from '../../use-cases/plans/plan-house.js'
import { createPropose } from '../../use-cases/plans/propose.js'
import { createRunBoard } from '../../use-cases/plans/run-board.js'
import type { Place } from '../place.js'
import { openPython } from '../python/open-python.js'
import { openShelf } from '../shelf/open-shelf.js'
import { shelvedPacks } from '../shelf/shelved-packs.js'
import { allowedHosts } from '../sources/allowed-hosts.js'
import type { OutsideHosts } from '../sources/open-outside-hosts.js'
import { openTransfers } from '../transfers/open-transfers.js'
import { openEngine } from './open-engine.js'
import { openGather } from './open-gather.js'
import { openPacks } from './open-packs.js'
import { openReceipts, sha256 } from './open-receipts.js'
import { packageUsers } from './package-users.js'
import { readAsked } from './read-asked.js'
import { packUsers } from './pack-users.js'
import { writableRoots } from './writable-roots.js'

export interface HouseNeeds {
  readonly state: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly place: Place
  readonly ports: InspectPorts & { readonly files: WorkflowFiles }
  /** Facts of the installation; `fresh`: read anew. */
  readonly read: (fresh: boolean) => Promise<Installed>
  readonly outside: () => Promise<OutsideHosts>
  /** What this process is, for another one that finds the lock taken. */
  readonly what: string
  readonly onRun?: (id: string, run: PlanRun) => void
}

/** Plans of one state folder and one installation, in this process. Nothing is changed, and no lock taken, before something is to be. */
export async function openPlanHouse({ state, env, place, ports, read, outside, what, onRun }: HouseNeeds): Promise<PlanHouse & { readonly recover: () => Promise<void>; readonly lookAgain: () => Promise<void> }> {
  const receipts = openReceipts({ state, env })
  const transfers = await openTransfers({ state, env, policy: receipts.policy })
  const roots = async () => (await place.locations())?.customNodes ?? []
  const shelf = await openShelf({ state, env, transfers, outside })
  const python = openPython({ state, env, place, policy: receipts.policy, fetching: { outside, transfers } })
  const board = createRunBoard(onRun)
  const { engine, preparer, close } = await openEngine({ state, receipts, transfers, shelf, python, queue: { comfyui: place.comfyui, roots }, roots: () => writableRoots(place), read: () => read(true), onRun: board.tell })
  const { pack } = openPacks({ shelf, receipts, roots, read: () => read(false) })
  const takeLock = lockOnce(state, what)
  const propose = createPropose({
    read: async (request, signal) => {
      const installed = await read(false)
      return { installed, asked: await readAsked(ports, place.saved, installed, request, signal) }
    },
    gather: () => openGather({ receipts, place, transfers, outside, forecaster: python.forecaster, pack, queueAnswers: async (signal) => queueAnswers(await place.comfyui(), signal) }),
    ...{ policy: receipts.policy, plans: receipts.plans, newId: receipts.newId, sha256, now: Date.now, allowedHosts: allowedHosts(env) },
    async roots() {
      const found = await place.locations()
      return { all: [...(await writableRoots(place)), state], packs: found?.customNodes ?? [], saved: found === null ? null : join(found.user, 'default', 'workflows') }
    },
    users: async (installed, signal) => ({ packUsers: await packUsers(ports, place.saved, installed, signal), packageUsers: await packageUsers(place.root, installed.nodePacks) }),
    async mirrors() {
      const { sources } = await (await outside()).settings()
      return new Map(sources.flatMap(({ name, endpoint, git }) => [endpoint, ...(git === undefined ? [] : [git])].map((one): [string, SourceName] => [hostAndPort(new URL(one)), name])))
    },
  })
  const { tidier, ...house } = createPlanHouse({
    places: createLeftoverPlaces({ state, packRoots: roots, shelf: () => shelvedPacks(state), discard: (preparation) => preparer.discard(preparation) }),
    now: Date.now,
    ...{ engine, plans: receipts.plans, approvals: receipts.approvals, journal: receipts.journal, trash: receipts.trash, board, propose },
    takeLock: takeLock.take,
    root: () => place.root,
    async close() {
      await engine.close()
      await tidier.rest()
      await close()
      takeLock.release()
    },
  })
  return {
    ...house,
    /** Settles what a crash left, and goes on with it. */
    async recover() {
      await takeLock.take()
      const { resumed } = await engine.recover()
      tidier.afterStart()
      for (const id of resumed) tidier.afterPlan(id)
    },
    /** Shows what could not be shown before: ComfyUI came back, or its facts changed. */
    async lookAgain() {
      for (const { plan, run } of (await receipts.plans.list()).kept) if (run.state === 'applied' || hasFailedImport(run)) await engine.showAgain(plan.id)
    },
  }
}

/** Done, and then ComfyUI could not load it: it may by now. */
function hasFailedImport({ state, actions }: PlanRun): boolean {
  return state === 'failed' && actions.some(({ checks }) => checks.some((one) => one.check.check === 'registered' && one.state === 'false'))
}

/** Taken with the first change and held until the end; the kernel frees it when the process dies. */
function lockOnce(state: string, what: string) {
  const lock = createStateLock(state, what)
  let held: Promise<{ release(): void }> | null = null
  return {
    async take(): Promise<void> {
      held ??= lock.take()
      await held.catch((error: unknown) => {
        held = null
        throw error
      })
    },
    release: () => void held?.then(({ release }) => release()).catch(() => undefined),
  }
}
