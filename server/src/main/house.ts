import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkflowReport } from '@greenlight/shared/report'
import { asOneLine } from '../core/readings/as-one-line.js'
import type { Palette } from '../core/readings/palette.js'
import { openWorld } from '../main.js'
import { checkPaths, type CheckRequest } from '../use-cases/check.js'
import { createWorkflowList } from '../use-cases/list-workflows.js'
import { watchInstallation } from '../use-cases/watch-installation.js'
import type { Door } from './door.js'
import { createDecisionHandlers } from './decisions/decision-handlers.js'
import { followComfyUI } from './follow-comfyui.js'
import { createCatalogueHandlers } from './catalogue/catalogue-handlers.js'
import { createFindSourcesHandlers } from './find-sources/find-sources-handlers.js'
import { createHandlers } from './handlers.js'
import { laterModelHandlers } from './models/later-handlers.js'
import { movingPlace } from './moving-place.js'
import { allowedHosts } from './sources/allowed-hosts.js'
import { createPlanHandlers } from './plans/plan-handlers.js'
import { createSourceHandlers } from './sources/source-handlers.js'

/** Milliseconds after which facts about the installation are read anew behind the answer. */
const maxAgeMs = 20_000

/** Finds the installation and furnishes the open door with everything that answers questions about it. */
export async function openHouse(
  given: Parameters<typeof openWorld>[0],
  terminal: Parameters<typeof openWorld>[1],
  door: Pick<Door, 'furnish' | 'publish'>,
  onFault: (error: unknown) => void,
) {
  const models = openOnce(() => openModels())
  const world = await openWorld({ ...given, want: (paths, hashes) => void models.get().then(({ indexer }) => indexer.want(paths, hashes)) }, terminal)
  const first = await world.findPlaceOrDemo()
  const place = movingPlace(first, world.findPlaceOrDemo)
  const ports = world.portsFor(place)
  const watch = watchInstallation({
    read: async () => comfyui.tellSince(await place.read()),
    hasher: ports.hasher,
    now: Date.now,
    maxAgeMs,
    onChange(digest) {
      door.publish({ kind: 'installation-changed', digest })
      void plans.peek()?.then((house) => house.lookAgain()).catch(onFault)
    },
  })
  const comfyui = followComfyUI(place, watch)
  const workflows = createWorkflowList({ ...ports, saved: place.saved })
  const uses = async () => workflows.uses(await watch.get())
  async function openModels() {
    const { openModelHouse } = await import('./models/model-house.js')
    return openModelHouse({ state: world.state, place, publish: door.publish, uses, onFault })
  }
  const plans = openOnce(async () => {
    const [{ openPlanHouse }, { createRunTeller }] = await Promise.all([import('./plans/open-house.js'), import('./plans/tell-runs.js')])
    const read = async (fresh: boolean) => (await watch.get(fresh)).installed
    return openPlanHouse({ state: world.state, env: terminal.env, place, ports, read, outside: world.outside, what: 'greenlight serve', onRun: createRunTeller(door.publish, () => void watch.refresh().catch(onFault)) })
  })
  door.furnish({
    handlers: {
      ...createHandlers({ ports, watch, workflows, isDemo: () => place.demo, models: laterModelHandlers(models.get) }),
      ...createCatalogueHandlers(ports, watch),
      ...createFindSourcesHandlers({ ports, watch, outside: world.outside, allowed: allowedHosts(terminal.env), place, isDemo: () => place.demo }),
      ...createDecisionHandlers(world.decisions),
      ...createPlanHandlers(plans.get),
      ...createSourceHandlers(world.outside),
    },
    isComfyUp: comfyui.isUp,
    root: () => watch.peek()?.installed.root,
  })
  comfyui.start()
  return {
    says: first.says,
    /** One line per saved workflow, paths below the root. */
    async table(options: { palette: Palette } & Pick<CheckRequest, 'progress' | 'signal'>) {
      const { installed } = await watch.get()
      const paths = (await place.saved.list()).map(({ path }) => path)
      const { check } = await checkPaths(ports, installed, { ...options, paths })
      const lines = check.reports.map((report) => asOneLine(within(report, installed.root), options))
      return { installed, lines }
    },
    /** Reads the model folders behind everything else, and follows them. */
    async index(): Promise<void> {
      ;(await models.get()).indexer.start({ hash: 'needed', full: false, paths: [] })
    },
    /** Finishes or takes back what a crash interrupted; a state folder without plans costs nothing. */
    async recover(): Promise<void> {
      if (existsSync(join(world.state, 'plans'))) await (await plans.get()).recover()
    },
    async stop(): Promise<void> {
      comfyui.stop()
      await (await plans.peek())?.close()
      await (await models.peek())?.close()
      await world.close()
    },
  }
}

/** One opening, however many ask at once. */
function openOnce<T>(open: () => Promise<T>) {
  let opened: Promise<T> | null = null
  return { get: (): Promise<T> => (opened ??= open()), peek: (): Promise<T> | null => opened }
}

/** The table's head names the installation; its lines need not. */
function within(report: WorkflowReport, root: string | null): WorkflowReport {
  const { path } = report.workflow
  const short = root !== null && path.startsWith(root) ? path.slice(root.length).replace(/^[/\\]+/, '') : path
  return { ...report, workflow: { ...report.workflow, path: short } }
}

