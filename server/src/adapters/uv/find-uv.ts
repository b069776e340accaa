import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { RunProgram } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'

/** A uv that answered. */
export interface Uv {
  readonly command: string
  /** What stands before uv's own arguments: `-m uv` where Python starts it. */
  readonly before: readonly string[]
  readonly version: string
  /** Where it was found, in a sentence. */
  readonly says: string
}

export interface FindUvOptions {
  readonly run: RunProgram
  /** A folder of ours to start programs in. */
  readonly cwd: string
  /** The interpreter of the installation. */
  readonly python: string | null
  /** `<state>/tools`: what `getUv` brought lies below it. */
  readonly tools: string
}

/** The first with all that is asked of it here. */
const oldest = [0, 5] as const

/** uv on PATH, beside the interpreter, of the state folder, or as a module of the interpreter; null where none answers. Rejects with the signal's reason alone. */
export async function findUv({ run, cwd, python, tools }: FindUvOptions, signal: AbortSignal): Promise<Uv | null> {
  const name = process.platform === 'win32' ? 'uv.exe' : 'uv'
  const tries: Omit<Uv, 'version'>[] = [{ command: 'uv', before: [], says: 'uv is on the PATH.' }]
  if (python !== null) {
    const beside = path.dirname(python)
    for (const folder of new Set([beside, path.join(beside, 'Scripts')])) tries.push({ command: path.join(folder, name), before: [], says: `uv lies in ${folder}.` })
  }
  for (const folder of await ownFolders(tools)) tries.push({ command: path.join(folder, name), before: [], says: `uv lies in ${folder}.` })
  if (python !== null) tries.push({ command: python, before: ['-I', '-m', 'uv'], says: `uv is a module of ${python}.` })
  for (const one of tries) {
    const version = await versionOf(one, { run, cwd }, signal)
    if (version !== null) return { ...one, version }
  }
  return null
}

/** As findUv; rejects with UV_NOT_FOUND in place of null. */
export async function needUv(options: FindUvOptions, signal: AbortSignal): Promise<Uv> {
  const uv = await findUv(options, signal)
  if (uv === null) throw new ProblemError('UV_NOT_FOUND')
  return uv
}

async function ownFolders(tools: string): Promise<readonly string[]> {
  const names = (await readdir(tools).catch(() => [])).filter((name) => /^uv-\d+(?:\.\d+){1,3}$/.test(name))
  return names.sort((a, b) => newest(b, a)).map((name) => path.join(tools, name))
}

function newest(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.slice(3).split('.').map(Number))
  for (let at = 0; at < 4; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

async function versionOf(uv: Pick<Uv, 'before' | 'command'>, { run, cwd }: Pick<FindUvOptions, 'cwd' | 'run'>, signal: AbortSignal): Promise<string | null> {
  const answer = await run({ command: uv.command, args: [...uv.before, '--version'], cwd, timeoutMs: 15_000, maxOutputBytes: 10_000, signal, network: 'none' })
  const [, version = '', major = '', minor = ''] = /^uv ((\d+)\.(\d+)\.\d+)/m.exec(answer.stdout) ?? []
  if (answer.code !== 0 || version === '') return null
  return Number(major) > oldest[0] || Number(minor) >= oldest[1] ? version : null
}
