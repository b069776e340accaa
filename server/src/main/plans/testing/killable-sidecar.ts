import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../../../../', import.meta.url))
const command = join(project, 'server/bin/greenlight.mjs')

export interface KillableSidecar {
  /** Resolves when it can be asked; rejects when it ended before. */
  readonly ready: Promise<void>
  /** Of the operator. `status` 0: it was killed before it answered. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>
  /** As the kernel does it when memory runs out; resolves when it is gone. */
  kill(): Promise<void>
}

/** The real sidecar as it is built, of which nobody knows how long it lives. */
export function startKillable({ comfyui, state }: { readonly comfyui: string; readonly state: string }): KillableSidecar {
  const env = { ...process.env, GREENLIGHT_DATA: state, COMFYUI_URL: 'http://127.0.0.1:9', COMFYUI_PATH: '' }
  const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--data', state, '--comfyui', comfyui], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let [out, err, address, token] = ['', '', '', '']
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const told = new Promise<void>((done, fail) => {
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString()
      if (out.includes('page:')) done()
    })
    void ended.then(() => fail(new Error(`serve ended: ${err}`)))
  })
  const ready = told.then(async () => {
    const { port } = JSON.parse(await readFile(join(state, 'sidecar.json'), 'utf8')) as { port: number }
    address = `http://127.0.0.1:${port}`
    token = (await readFile(join(state, 'operator.token'), 'utf8')).trim()
  })
  ready.catch(() => undefined)
  return {
    ready,
    async ask(method, path, body) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      try {
        const answer = await fetch(address + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
        return { status: answer.status, body: await answer.json() }
      } catch {
        return { status: 0, body: null }
      }
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
