import { join } from 'node:path'
import { projectRoot, type Frontend } from '../set-up/parts.ts'
import { startChild, type Child } from './child.ts'
import type { Installation } from './installation.ts'

/** A ComfyUI to look at: the double with a real frontend, or a real one. */
export interface Host {
  url: string
  stop(): Promise<void>
  /**
   * Ends it, waits for `whileDown` and starts it at the same address: node packs are imported anew. The double is back faster than a ComfyUI
   * ever is, so a test says what must have been seen before. Absent for a real ComfyUI, which is not ours to end.
   */
  restart?(whileDown: () => Promise<void>): Promise<void>
}

export interface HostOptions {
  python: string
  frontend: Frontend
  installation: Installation
  /** Nodes 2.0. */
  vueNodes?: boolean
  settings?: Record<string, unknown>
}

/** Starts the double with the project's own node pack and another extension that has a sidebar tab too. */
export async function startHost(options: HostOptions): Promise<Host & { child: Child }> {
  const here = join(projectRoot, 'e2e', 'host')
  const args = [
    ...[join(here, 'host.py'), '--frontend', options.frontend.folder, '--pack', projectRoot],
    ...['--installation', options.installation.root, '--extra', join(here, 'other-tab')],
    ...['--settings', JSON.stringify(options.settings ?? {})],
    ...(options.vueNodes === true ? ['--vue-nodes'] : []),
  ]
  const env = { GREENLIGHT_DATA: options.installation.state, GREENLIGHT_HOSTS: undefined, PYTHONUTF8: '1' }
  const start = (more: string[] = []) => startChild(options.python, [...args, ...more], env, /\{"port": ?(\d+)\}/)
  const first = await start()
  const now = { child: first.child }
  const port = first.match[1] ?? ''
  return {
    url: `http://127.0.0.1:${port}`,
    child: first.child,
    stop: () => now.child.stop(),
    async restart(whileDown) {
      await now.child.stop()
      await whileDown()
      now.child = (await start(['--port', port])).child
    },
  }
}
