import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan, PlanRun } from '@greenlight/shared/plans'
import { createApprovals } from '../../../adapters/files/approvals/approvals.js'
import { createFilePreparer } from '../../../adapters/files/change/prepare-files.js'
import { createFileShower } from '../../../adapters/files/change/show-file.js'
import { hashFile } from '../../../adapters/files/change/tree.js'
import { sweepTemporaries } from '../../../adapters/files/change/sweep-temporaries.js'
import { writeMarks } from '../../../adapters/files/change/write-marks.js'
import { createWorldDisk } from '../../../adapters/files/change/world-disk.js'
import { clearStaging } from '../../../adapters/files/change/staging.js'
import type { WorldDisk } from '../../../core/change-ports.js'
import { createJournal } from '../../../adapters/files/journal/journal.js'
import { createPlanBook } from '../../../adapters/files/plans/plan-book.js'
import { createTrashBin } from '../../../adapters/files/trash/trash-bin.js'
import { copyOut } from '../../../adapters/shelf/copy-out.js'
import { freshRun } from '../../../core/change/run.js'
import { digestOf } from '../../../core/plan/seal-plan.js'
import type { Policy } from '../../../core/policy-words.js'
import { redact } from '../../../core/redact/redact.js'
import { ulidMaker } from '../../../core/ulid.js'
import { createEngine } from '../create-engine.js'
import { createPreparer } from '../create-preparer.js'
import { createShower } from '../create-shower.js'
import { createHold } from './crash-hold.js'
import { openCrashIndex } from './crash-index.js'
import { openCrashPackages } from './crash-packages.js'
import { openCrashQueue } from './crash-queue.js'
import { type Fetched, openCrashTransfers } from './crash-transfers.js'
import { makePlan, sha256, type Wanted } from './make-plan.js'

const policy: Policy = { maxConcurrentDownloads: 2, allowedSources: [], hosts: [], maxFileBytes: null, maxTotalBytes: null, licenceAllow: [], plainFormats: [], protectedPackages: [], coolDownDays: 7, installWith: 'greenlight' }

export { packagesEffect, plantPackages } from './crash-packages.js'

export interface CrashWorldOptions {
  readonly fetched?: Fetched
  /** Another word after a start of the machine. */
  readonly boot?: string
}

/**
 * An engine over the folders `world`, `other` and `state` of `folder` with all adapters that ship; only what comes from outside is
 * stood in for: a download is the file `source/<name>`, a pack a folder below `source`. For programs that are killed while it works.
 */
export function openCrashWorld(folder: string, other: string, { fetched = () => undefined, boot = 'the first' }: CrashWorldOptions = {}) {
  const state = join(folder, 'state')
  const source = join(folder, 'source')
  const place = { roots: () => [join(folder, 'world'), other], stateFolder: state }
  const now = () => Date.now()
  const tools = { now, randomBytes: (count: number) => randomBytes(count) }
  const journal = createJournal(state, { now, redact: (value) => redact(value, []) })
  const plans = createPlanBook(state, { now, digestOf: (plan) => digestOf(plan, sha256), redact: (value) => redact(value, []) })
  const approvals = createApprovals(state, tools)
  const real = createWorldDisk(place)
  const transfers = openCrashTransfers(source, { fetched, boot })
  const index = openCrashIndex(state, join(folder, 'world', 'models'))
  const hold = createHold()
  /** Told before each effect that goes forth. */
  let onEffect: () => void = () => undefined
  const disk: WorldDisk = {
    ...real,
    carryOut(effect, options) {
      onEffect()
      return real.carryOut(effect, options)
    },
  }
  const files = createFilePreparer(place)
  const newId = ulidMaker(now, tools.randomBytes)
  const trash = createTrashBin(state, tools)
  const unknown = { state: 'unknown', says: 'not here' } as const
  const engine = createEngine({
    journal: hold.forJournal(journal),
    plans,
    approvals,
    disk,
    packages: openCrashPackages(folder),
    queue: openCrashQueue(folder, { disk: real, files, newId }),
    preparer: hold.forPreparer(
      createPreparer({
        ...files,
        download: ({ url, part, size, sha256: digest, blake3 }, { signal }) => transfers.fetch({ url, part, size, sha256: digest, blake3, maxBytes: 2 ** 30 }, { signal }),
        discardDownload: (part) => transfers.discard(part),
        async unpack({ shelf, to, marks }, { signal }) {
          await clearStaging(to, [join(folder, 'world')])
          await mkdir(to)
          await copyOut(join(source, shelf), to, [], signal)
          await writeMarks(to, marks)
          return null
        },
      }),
    ),
    shower: createShower({
      file: createFileShower(async (path) => ({ sha256: await hashFile(path), blake3: '' })),
      listed: async (check) => ({ check, ...unknown }),
      registered: async (check) => ({ check, ...unknown }),
      imports: async (check) => ({ check, ...unknown }),
      packages: async (check) => ({ check, ...unknown }),
      python: async () => null,
      disk,
    }),
    policy: { read: async () => ({ policy, digest: 'sha256:policy', path: 'policy.yaml', problems: [] }) },
    sha256,
    newId,
    now,
    trashPlace: (of) => trash.place(of),
    texts: { plan: ({ title }) => title, summary: (_, { state: how }) => how },
    tidyState: () => sweepTemporaries(state, now() + 1),
    onRun: () => undefined,
  })

  return {
    engine,
    journal,
    plans,
    disk,
    trash,
    newId,
    /** Stores a plan of these actions with the stamps of now. */
    async keep(id: string, wanted: readonly Wanted[], texts: ReadonlyMap<string, Uint8Array> = new Map()): Promise<Plan> {
      const touched = [...new Set(makePlan(id, wanted).actions.flatMap(({ touches }) => touches))].filter((path) => !path.endsWith('.part') && !path.includes('.disabled/'))
      const preconditions = await Promise.all(touched.sort().map(async (path) => ({ of: 'path' as const, path, stamp: await disk.stamp(path) })))
      const plan = makePlan(id, wanted, { preconditions })
      await plans.store({ plan, run: freshRun(plan), createdAt: new Date(now()).toISOString() }, { plan: '', files: texts, diffs: new Map() })
      return plan
    },
    /** Approves where that is needed, applies, waits. */
    async apply(id: string): Promise<PlanRun> {
      const { plan, run } = await plans.read(id)
      if (run.state === 'running') await engine.apply(id, null, { actor: 'cli' })
      else {
        const { token } = await engine.approve(id, plan.digest, { actor: 'cli', ticks: [], keepForTerminal: false })
        await engine.apply(id, token, { actor: 'cli' })
      }
      return engine.wait(id)
    },
    /** Asks a plan to stop at its effect of that number, from 0. */
    cancelAt(id: string, number: number): void {
      let count = 0
      onEffect = () => {
        if (count++ === number) void engine.cancel(id)
      }
    },
    /** What a start does: settle, resume, and wait until all is at rest. `settled`: called once all is settled, before anything goes on. */
    async recover(settled: () => void = () => undefined): Promise<void> {
      const goOn = hold.begin()
      const { resumed } = await engine.recover().finally(() => settled()).finally(goOn)
      for (const id of resumed) await engine.wait(id)
    },
    index,
  }
}

export type CrashWorld = ReturnType<typeof openCrashWorld>
