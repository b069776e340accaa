import { readParts, type FrontendName, type Parts } from '../set-up/parts.ts'
import { startHost, type Host } from './host.ts'
import { makeInstallation, type Installation } from './installation.ts'
import { startSidecar, type Sidecar } from './sidecar.ts'

export interface Stage {
  installation: Installation
  host: Host
  /** Starts the sidecar of this stage (again), for the host's address or, `folder`, for the installation's folder alone. */
  start(by?: 'address' | 'folder', env?: Record<string, string>): Promise<Sidecar>
  close(): Promise<void>
}

function partsAtHand(): Parts & { python: string } {
  const parts = readParts()
  if (parts?.python == null) throw new Error('Run `node e2e/set-up/main.ts` first: there is no Python with aiohttp.')
  return { ...parts, python: parts.python }
}

/** One installation with the host double in front of it; the sidecar is started by `start`. */
export async function openStage(frontendName: FrontendName | null): Promise<Stage> {
  const installation = makeInstallation()
  const parts = partsAtHand()
  const frontend = frontendName === null ? undefined : parts.frontends[frontendName]
  const realUrl = process.env.COMFYUI_URL
  if (frontend === undefined && realUrl === undefined) throw new Error(`No frontend ${frontendName} at hand.`)
  const host: Host =
    frontend === undefined
      ? { url: realUrl ?? '', stop: async () => undefined }
      : await startHost({ python: parts.python, frontend, installation })
  const state = frontend === undefined ? (process.env.GREENLIGHT_DATA ?? installation.state) : installation.state
  const running: Sidecar[] = []
  return {
    installation,
    host,
    start: async (by = 'address', env = {}) => {
      const sidecar = await startSidecar(by === 'folder' ? installation.root : host.url, state, env)
      running.push(sidecar)
      return sidecar
    },
    close: async () => {
      for (const sidecar of running) await sidecar.stop()
      await host.stop()
      installation.remove()
    },
  }
}
