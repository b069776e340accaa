import { join } from 'node:path'
import { projectRoot } from '../set-up/parts.ts'
import { startChild } from './child.ts'

const cli = join(projectRoot, 'server', 'dist', 'cli.js')

export interface Sidecar {
  /** The own page's address with its launch code, as printed. */
  pageUrl: string
  said(): string
  stop(): Promise<void>
}

/** Starts the real sidecar on a free port. `comfyui` is a folder or an address. */
export async function startSidecar(comfyui: string, state: string): Promise<Sidecar> {
  const args = [cli, 'serve', '--port', '0', '--data', state, '--comfyui', comfyui]
  const env = { COMFYUI_PATH: undefined, COMFYUI_URL: undefined, GREENLIGHT_DATA: undefined, NO_COLOR: '1' }
  const { child, match } = await startChild(process.execPath, args, env, /http:\/\/[^\s#]+#code=[^\s]+/)
  return { pageUrl: match[0], said: child.said, stop: child.stop }
}
