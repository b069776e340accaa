import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../../../../', import.meta.url))

/** The commands are run as they are built. */
export const isBuilt = existsSync(join(project, 'server/dist/cli.js'))

export interface Ran {
  readonly status: number
  readonly out: string
  readonly err: string
}

interface At {
  readonly comfyui: string
  readonly state: string
  readonly env?: Readonly<Record<string, string>>
}

const command = join(project, 'server/bin/greenlight.mjs')

/** Port 9 of loopback answers nobody, so that no ComfyUI of this machine is asked. */
function envOf({ state, env = {} }: Pick<At, 'env' | 'state'>) {
  return { ...process.env, GREENLIGHT_DATA: state, COMFYUI_URL: 'http://127.0.0.1:9', COMFYUI_PATH: '', ...env }
}

/** The real command in a process of its own. */
export function greenlight({ comfyui, ...at }: At, ...args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [command, ...args, '--comfyui', comfyui], { cwd: project, env: envOf(at) }, (error, out, err) => {
      done({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err })
    })
  })
}

/** A real sidecar on a free port; ended with the block. Answers are what stands on the wire. */
export async function serveGreenlight({ comfyui, state, env = {} }: At) {
  const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--data', state, '--comfyui', comfyui], { cwd: project, env: envOf({ state, env }) })
  let [out, err] = ['', '']
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  await new Promise<void>((done, fail) => {
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString()
      if (out.includes('page:')) done()
    })
    child.once('exit', () => fail(new Error(`serve ended: ${err}`)))
  })
  const { port, token } = JSON.parse(await readFile(join(state, 'sidecar.json'), 'utf8')) as { port: number; token: string }

  async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    return { status: answer.status, body: await answer.json() }
  }

  return {
    pid: child.pid,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown) => ask('POST', path, body),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
