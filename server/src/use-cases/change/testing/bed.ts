import { mkdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Plan, PlanRun } from '@greenlight/shared/plans'
import type { MadeFile, PackageEffects, PackQueue, WorldDisk } from '../../../core/change-ports.js'
import { freshRun } from '../../../core/change/run.js'
import type { Policy } from '../../../core/policy-words.js'
import { createFilePreparer } from '../../../adapters/files/change/prepare-files.js'
import { createFileShower } from '../../../adapters/files/change/show-file.js'
import { hashFile } from '../../../adapters/files/change/tree.js'
import { createWorldDisk } from '../../../adapters/files/change/world-disk.js'
import { type TempTree, tempTree } from '../../../adapters/files/testing/temp-tree.js'
import { createEngine } from '../create-engine.js'
import { createPreparer, type PreparerParts } from '../create-preparer.js'
import { createShower, type ShowerParts } from '../create-shower.js'
import type { Engine, EngineParts } from '../engine.js'
import { memoryApprovals, memoryJournal, memoryPlans } from './memory-parts.js'
import { makePlan, nextId, sha256, type Wanted } from './make-plan.js'

const policy: Policy = { maxConcurrentDownloads: 2, allowedSources: [], hosts: [], maxFileBytes: null, maxTotalBytes: null, licenceAllow: [], plainFormats: [], protectedPackages: [], coolDownDays: 7, installWith: 'greenlight' }

export interface Changes {
  readonly download?: PreparerParts['download']
  readonly unpack?: PreparerParts['unpack']
  readonly shows?: Partial<ShowerParts>
  readonly packages?: PackageEffects
  readonly queue?: PackQueue
  readonly disk?: (disk: WorldDisk) => WorldDisk
  readonly engine?: Partial<EngineParts>
}

/** A folder `world` that plans may change, a state folder beside it, and engines over both; everything but receipts, plans and approvals is the real thing. */
export async function openBed(tree: Parameters<typeof tempTree>[0] = {}) {
  const temp: TempTree = await tempTree(tree)
  await Promise.all([mkdir(temp.at('world'), { recursive: true }), mkdir(temp.at('state'), { recursive: true })])
  const clock = { ms: Date.UTC(2026, 0, 1) }
  const [journal, plans, approvals] = [memoryJournal(), memoryPlans(), memoryApprovals(() => clock.ms)]
  const told: { id: string; run: PlanRun }[] = []
  const place = { roots: () => [temp.at('world')], stateFolder: temp.at('state') }
  const policyDigest = { value: 'sha256:policy' }

  function start(changes: Changes = {}): Engine {
    const real = createWorldDisk(place)
    const disk = changes.disk?.(real) ?? real
    const files = createFilePreparer(place)
    const write = (to: string): PreparerParts['download'] => async ({ url, part }): Promise<MadeFile> => {
      await mkdir(dirname(part), { recursive: false }).catch(() => undefined)
      await writeFile(part, `${to} ${url}`)
      return { size: Buffer.byteLength(`${to} ${url}`), sha256: sha256(`${to} ${url}`), blake3: null }
    }
    return createEngine({
      journal,
      plans,
      approvals,
      disk,
      packages: changes.packages ?? { look: async () => 'before', carryOut: async () => undefined, takeBack: async () => undefined },
      queue: changes.queue ?? { look: async () => 'before', carryOut: async () => undefined, takeBack: async () => undefined },
      preparer: createPreparer({
        ...files,
        download: changes.download ?? write('fetched'),
        discardDownload: (part) => files.discardStaging(part),
        unpack:
          changes.unpack ??
          (async ({ to, shelf, marks }) => {
            await mkdir(to, { recursive: true })
            await writeFile(join(to, '__init__.py'), shelf)
            for (const { name, text } of marks) await writeFile(join(to, name), text)
            return null
          }),
      }),
      shower: createShower({
        file: createFileShower(async (path) => ({ sha256: await hashFile(path), blake3: '' })),
        listed: async (check) => ({ check, state: 'true', says: 'listed' }),
        registered: async (check) => ({ check, state: 'unknown', says: 'not now' }),
        imports: async (check) => ({ check, state: 'true', says: 'imports' }),
        packages: async (check) => ({ check, state: 'true', says: 'packages' }),
        python: async () => null,
        disk,
        ...changes.shows,
      }),
      policy: { read: async () => ({ policy, digest: policyDigest.value, path: 'policy.yaml', problems: [] }) },
      sha256,
      newId: nextId,
      now: () => clock.ms,
      trashPlace({ from }) {
        const folder = temp.at('state', 'trash', nextId())
        mkdirSync(folder, { recursive: true })
        return join(folder, from.slice(from.lastIndexOf('/') + 1))
      },
      texts: { plan: ({ title }) => title, summary: (_, { state }) => state },
      onRun: (id, run) => told.push({ id, run: structuredClone(run) }),
      ...changes.engine,
    })
  }

  return {
    ...temp,
    world: (...parts: readonly string[]) => temp.at('world', ...parts),
    state: (...parts: readonly string[]) => temp.at('state', ...parts),
    disk: createWorldDisk(place),
    journal,
    plans,
    approvals,
    clock,
    told,
    policyDigest,
    start,
    /** Stores a plan of these actions, with the stamps of now of all paths that its effects touch. */
    async keep(wanted: readonly Wanted[], files: ReadonlyMap<string, Uint8Array> = new Map(), id = nextId()): Promise<Plan> {
      const touched = makePlan(id, wanted).actions.flatMap(({ touches, kind }) => (kind === 'install-packages' ? [] : touches)).filter((path) => !path.includes('.part') && !path.includes('.disabled/'))
      const preconditions = await Promise.all([...new Set(touched)].sort().map(async (path) => ({ of: 'path' as const, path, stamp: await createWorldDisk(place).stamp(path) })))
      const plan = makePlan(id, wanted, { preconditions })
      await plans.store({ plan, run: freshRun(plan), createdAt: new Date(clock.ms).toISOString() }, { plan: '', files, diffs: new Map() })
      return plan
    },
    /** Approves and applies; answers how it ended. */
    async apply(engine: Engine, { id, digest, actions }: Plan): Promise<PlanRun> {
      const ticks = actions.flatMap((action) => action.ticks.map(({ key }) => key))
      const { token } = await engine.approve(id, digest, { actor: 'cli', ticks, keepForTerminal: false })
      await engine.apply(id, token, { actor: 'cli' })
      return engine.wait(id)
    },
  }
}

export type Bed = Awaited<ReturnType<typeof openBed>>
