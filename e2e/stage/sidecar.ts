import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../set-up/parts.ts'
import { startChild } from './child.ts'

const cli = join(projectRoot, 'server', 'dist', 'cli.js')

export interface Sidecar {
  /** The own page's address with its launch code, as printed. */
  pageUrl: string
  said(): string
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Starts the real sidecar on a free port. `comfyui` is a folder or an address. */
export async function startSidecar(comfyui: string, state: string, more: Record<string, string> = {}): Promise<Sidecar> {
  const args = [cli, 'serve', '--port', '0', '--data', state, '--comfyui', comfyui]
  const env = { COMFYUI_PATH: undefined, COMFYUI_URL: undefined, GREENLIGHT_DATA: undefined, NO_COLOR: '1', ...more }
  const { child, match } = await startChild(process.execPath, args, env, /http:\/\/[^\s#]+#code=[^\s]+/)
  return { pageUrl: match[0], said: child.said, stop: child.stop, kill: child.kill }
}

/** A fresh launch code's address, as a second `serve` would print it. */
export async function freshPageUrl(sidecar: Sidecar, state: string): Promise<string> {
  const operator = readFileSync(join(state, 'operator.token'), 'utf8').trim()
  const { origin } = new URL(sidecar.pageUrl)
  const headers = { Authorization: `Bearer ${operator}`, 'Content-Type': 'application/json' }
  const answer = await fetch(`${origin}/launch-code`, { method: 'POST', headers, body: '{}' })
  const { code } = (await answer.json()) as { code: string }
  return `${origin}/#code=${code}`
}
