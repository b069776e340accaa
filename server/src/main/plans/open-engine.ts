import type { PlanRun } from '@greenlight/shared/plans'
import { createFilePreparer } from '../../adapters/files/change/prepare-files.js'
import { createFileShower } from '../../adapters/files/change/show-file.js'
import { writeMarks } from '../../adapters/files/change/write-marks.js'
import { sweepTemporaries } from '../../adapters/files/change/sweep-temporaries.js'
import { createWorldDisk } from '../../adapters/files/change/world-disk.js'
import { createModelDisk } from '../../adapters/files/models/model-disk.js'
import { createFileHasher } from '../../adapters/hashing/file-hasher.js'
import type { Transfers } from '../../core/change-ports.js'
import type { PackShelf } from '../../core/pack-facts.js'
import type { Installed } from '../../core/installed.js'
import { planMarkdown } from '../../core/readings/plan-text.js'
import { runMarkdown } from '../../core/readings/run-summary.js'
import { createEngine } from '../../use-cases/change/create-engine.js'
import { createPreparer } from '../../use-cases/change/create-preparer.js'
import { createShower } from '../../use-cases/change/create-shower.js'
import { createDownloadPreparer } from '../../use-cases/downloads/prepare-download.js'
import { createFactShower } from '../../use-cases/plans/show-facts.js'
import { createDescribeParts } from '../model-indexer/describe-parts.js'
import type { PythonRoom } from '../python/open-python.js'
import { openQueue, type QueueNeeds } from './open-queue.js'
import { type Receipts, sha256 } from './open-receipts.js'

export interface EngineNeeds {
  readonly state: string
  readonly receipts: Receipts
  readonly transfers: Transfers
  readonly shelf: PackShelf
  readonly python: PythonRoom
  /** What is asked of ComfyUI-Manager's queue, where the policy prefers it. */
  readonly queue: Omit<QueueNeeds, 'shelf'>
  /** Folders below which plans may change something. */
  readonly roots: () => Promise<readonly string[]>
  /** Facts of the installation, read anew. */
  readonly read: () => Promise<Installed>
  readonly onRun: (id: string, run: PlanRun) => void
}

/** Milliseconds. */
const tenMinutes = 600_000

/** The change engine over this disk. The caller holds the state lock before anything is applied. */
export async function openEngine({ state, receipts, transfers, shelf, python, queue, roots, read, onRun }: EngineNeeds) {
  const { journal, plans, approvals, trash, policy, newId } = receipts
  const disk = createWorldDisk({ roots, stateFolder: state })
  const files = createFilePreparer({ roots, stateFolder: state })
  const [readers, hasher] = await Promise.all([createDescribeParts(), createFileHasher()])
  const download = createDownloadPreparer({ transfers, disk: createModelDisk(), readers, policy: async () => (await policy.read()).policy })
  // ComfyUI tells times without a zone: it runs on this machine, so they are of this one's.
  const facts = createFactShower({ read, explain: python.explain, timeOf: (local) => new Date(local).getTime() })
  const shower = createShower({
    file: createFileShower(async (path, signal) => {
      const { blake3, sha256: sha = '' } = await hasher.digest(path, { sha256: true, signal })
      return { blake3, sha256: sha }
    }),
    listed: facts.listed,
    registered: facts.registered,
    imports: (check, { signal }) => python.checks.imports(check, signal),
    packages: (check, { signal }) => python.checks.packages(check, signal),
    python: (condition) => python.checks.differs(condition, AbortSignal.timeout(60_000)),
    disk,
  })
  const preparer = createPreparer({
    ...files,
    download: download.prepare,
    async unpack({ shelf: pack, to, marks }, { signal }) {
      await files.clear(to)
      await shelf.unpack(pack, to, signal)
      await writeMarks(to, marks)
      return null
    },
    discardDownload: (part) => transfers.discard(part),
  })
  const engine = createEngine({
    ...{ journal, plans, approvals, disk, preparer, shower, policy, sha256, newId, onRun },
    packages: python.effects,
    queue: openQueue({ ...queue, shelf }, { disk, files, newId }),
    now: Date.now,
    trashPlace: trash.place,
    // What is younger may be somebody's at work.
    tidyState: () => sweepTemporaries(state, Date.now() - tenMinutes),
    texts: { plan: planMarkdown, summary: runMarkdown },
  })
  return { engine, disk, preparer, close: () => hasher.close() }
}
