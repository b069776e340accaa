import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { removeDiscovery, writeDiscovery } from '../adapters/files/discovery.js'
import { ensureStateFolder } from '../adapters/files/state-folder.js'
import type { WorkflowFiles } from '../core/ports.js'
import { parseForeignJson } from '../core/workflow/json.js'
import { createApp } from '../http/app.js'
import { createEventHub } from '../http/events.js'
import { readPageFiles } from '../http/page.js'
import { serveHttp } from '../http/serve.js'
import { createSessions } from '../http/session.js'
import { makeToken } from '../http/tokens.js'
import type { InspectPorts } from '../use-cases/inspect.js'
import { createWorkflowList } from '../use-cases/list-workflows.js'
import { watchInstallation } from '../use-cases/watch-installation.js'
import { version } from '../version.js'
import { createHandlers } from './handlers.js'
import { followComfyUI } from './follow-comfyui.js'
import type { Place } from './place.js'

/** Milliseconds after which facts about the installation are read anew behind the answer. */
const maxAgeMs = 20_000

export interface SidecarOptions {
  readonly place: Place
  readonly ports: InspectPorts & { files: WorkflowFiles }
  readonly project: string
  readonly state: string
  readonly port: number
  readonly onFault: (error: unknown) => void
}

/** Starts the sidecar: the door, the facts behind it, and the discovery file that tells the shim where it is. */
export async function startSidecar({ place, ports, project, state, port, onFault }: SidecarOptions) {
  await ensureStateFolder(state)
  const [panelToken, operatorToken] = [makeToken(randomBytes), makeToken(randomBytes)]
  const sessions = createSessions({ panelToken, operatorToken, randomBytes, now: Date.now })
  const events = createEventHub({ version })
  const watch = watchInstallation({
    read: () => place.read(),
    hasher: ports.hasher,
    now: Date.now,
    maxAgeMs,
    onChange: (digest) => events.publish({ kind: 'installation-changed', digest }),
  })
  const comfyui = followComfyUI(place, watch)
  const workflows = createWorkflowList({ ...ports, saved: place.saved })
  const address = { url: '' }
  const app = createApp({
    handlers: createHandlers({ ports, watch, workflows, page: () => `${address.url}/` }),
    sessions,
    events,
    page: await readPageFiles([join(project, 'web-dist')]),
    version,
    isComfyUp: comfyui.isUp,
    parseJson: parseForeignJson,
    onFault,
  })
  const served = await serveHttp({ app, host: '127.0.0.1', port })
  address.url = served.url
  const startedAt = new Date().toISOString()
  const found = { protocol: 1 as const, pid: process.pid, host: '127.0.0.1', port: served.port, token: panelToken, startedAt, version }
  await writeDiscovery(state, found, operatorToken)
  comfyui.start()
  return {
    url: served.url,
    watch,
    workflows,
    /** The own page's address with a fresh launch code. */
    pageAddress: () => `${served.url}/#code=${sessions.mintLaunchCode()}`,
    async stop(): Promise<void> {
      comfyui.stop()
      await removeDiscovery(state, process.pid)
      await served.close()
    },
  }
}
