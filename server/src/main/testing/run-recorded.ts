import { type ChildProcess, execFile, type ExecFileException, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as v from 'valibot'

export const project = fileURLToPath(new URL('../../../../', import.meta.url))
const recorder = pathToFileURL(fileURLToPath(new URL('./record-network.mjs', import.meta.url))).href

const LineSchema = v.object({ kind: v.picklist(['begun', 'inside', 'named', 'native', 'node', 'outside', 'program']), what: v.string() })
export type Recorded = v.InferOutput<typeof LineSchema>

export interface Recording {
  /** Runs Node with these arguments to its end. */
  run(...args: readonly string[]): Promise<{ status: number; out: string; err: string }>
  start(...args: readonly string[]): ChildProcess
  read(): Promise<Recorded[]>
}

/** Programs of Node whose network is written down in `file`; with a way through `unshare` they have no network but loopback. */
export function recordTo(file: string, env: Readonly<Record<string, string>>, through: readonly string[] = []): Recording {
  const [command = process.execPath, ...before] = [...through, process.execPath, '--import', recorder]
  const options = { cwd: project, env: { ...basic(), ...env, GREENLIGHT_TEST_RECORD: file, NODE_OPTIONS: '' } }
  return {
    run: (...args) =>
      new Promise((done) => {
        const report = (error: ExecFileException | null, out: string, err: string) => done({ status: Number(error?.code ?? 0), out, err })
        execFile(command, [...before, ...args], options, report)
      }),
    start: (...args) => spawn(command, [...before, ...args], options),
    async read() {
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
      return lines.map((line) => v.parse(LineSchema, JSON.parse(line)))
    },
  }
}

/** Nothing of this machine's own settings that could point a program outside or elsewhere. */
function basic(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

/** As it is shipped: joined, which starts in half the time. */
export const command = join(project, 'server/dist/bundle/cli.js')
