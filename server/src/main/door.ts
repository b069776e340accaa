import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { protocol } from '@greenlight/shared/api'
import { removeDiscovery, writeDiscovery } from '../adapters/files/discovery.js'
import { ensureStateFolder, stateFolder } from '../adapters/files/state-folder.js'
import { parseForeignJson } from '../core/workflow/json.js'
import { createApp } from '../http/app.js'
import { createEventHub } from '../http/events.js'
import type { BoundName, Handler, Handlers } from '../http/handlers.js'
import { readPageFiles } from '../http/page.js'
import { serveHttp } from '../http/serve.js'
import { createSessions } from '../http/session.js'
import { makeToken } from '../http/tokens.js'
import { version } from '../version.js'
import { project } from './project.js'

/** What is loaded behind the open door: every question but `ready` waits for it. */
export interface Furnished {
  readonly handlers: Omit<Handlers, 'ready'>
  readonly isComfyUp: () => boolean
  /** The installation's root once it was read; undefined before. */
  readonly root: () => string | null | undefined
}

export interface DoorOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly data: string | undefined
  readonly port: number
  readonly onFault: (error: unknown) => void
}

/** Opens the sidecar's door and announces it in the discovery file. PORT_IN_USE, STATE_FOLDER_UNUSABLE. */
export async function openDoor({ env, data, port, onFault }: DoorOptions) {
  const state = stateFolder(env, process.platform, data)
  await ensureStateFolder(state)
  const [panelToken, operatorToken] = [makeToken(randomBytes), makeToken(randomBytes)]
  const sessions = createSessions({ panelToken, operatorToken, randomBytes, now: Date.now })
  const events = createEventHub({ version })
  const { promise, resolve } = Promise.withResolvers<Furnished>()
  const now: { furnished: Furnished | null; url: string } = { furnished: null, url: '' }
  const app = createApp({
    handlers: {
      ...waitFor(promise),
      async ready() {
        const root = now.furnished?.root()
        return { ready: root !== undefined, version, protocol, installation: root ?? null, page: `${now.url}/` }
      },
    },
    sessions,
    events,
    page: await readPageFiles([join(project, 'web-dist')]),
    version,
    isComfyUp: () => now.furnished?.isComfyUp() ?? false,
    parseJson: parseForeignJson,
    onFault,
  })
  const served = await serveHttp({ app, host: '127.0.0.1', port })
  now.url = served.url
  const discovery = { host: '127.0.0.1', port: served.port, token: panelToken, startedAt: new Date().toISOString(), version }
  await writeDiscovery(state, { protocol: 1, pid: process.pid, ...discovery }, operatorToken)
  let closing: Promise<void> | null = null
  async function close(): Promise<void> {
    await removeDiscovery(state, process.pid)
    await served.close()
  }
  return {
    publish: events.publish,
    furnish(furnished: Furnished): void {
      now.furnished = furnished
      resolve(furnished)
    },
    /** The own page's address with a fresh launch code. */
    pageAddress: () => `${served.url}/#code=${sessions.mintLaunchCode()}`,
    close: (): Promise<void> => (closing ??= close()),
  }
}

export type Door = Awaited<ReturnType<typeof openDoor>>

function waitFor(furnished: Promise<Furnished>): Omit<Handlers, 'ready'> {
  const later =
    <N extends Exclude<BoundName, 'ready'>>(name: N): Handler<N> =>
    async (call) =>
      (await furnished).handlers[name](call)
  return {
    applyPlan: later('applyPlan'),
    approvePlan: later('approvePlan'),
    cancelPlan: later('cancelPlan'),
    catalogue: later('catalogue'),
    decide: later('decide'),
    decisions: later('decisions'),
    explain: later('explain'),
    findSources: later('findSources'),
    inspect: later('inspect'),
    journal: later('journal'),
    modelDetails: later('modelDetails'),
    modelDuplicates: later('modelDuplicates'),
    modelScript: later('modelScript'),
    models: later('models'),
    modelsFind: later('modelsFind'),
    modelsIndex: later('modelsIndex'),
    modelsStatus: later('modelsStatus'),
    modelsStop: later('modelsStop'),
    nodePacks: later('nodePacks'),
    plan: later('plan'),
    plans: later('plans'),
    proposePlan: later('proposePlan'),
    prunePlans: later('prunePlans'),
    purgeTrash: later('purgeTrash'),
    savedWorkflow: later('savedWorkflow'),
    setSource: later('setSource'),
    showPlan: later('showPlan'),
    sources: later('sources'),
    trash: later('trash'),
    undoPlan: later('undoPlan'),
    workflowReport: later('workflowReport'),
    workflows: later('workflows'),
  }
}
