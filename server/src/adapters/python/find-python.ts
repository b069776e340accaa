import { stat } from 'node:fs/promises'
import type { RunProgram } from '../../core/change-ports.js'
import type { Interpreter } from '../../core/python-words.js'
import { type Candidate, candidatePythons, type CandidateFacts } from './candidates.js'
import { listDistributions } from './list-distributions.js'
import { probePython } from './probe-python.js'
import { findRunningPython } from './running-python.js'

export interface FindPythonOptions extends Pick<CandidateFacts, 'bases' | 'env' | 'root'> {
  readonly run: RunProgram
  /** A folder of ours to start programs in. */
  readonly cwd: string
  /** `python_version` of the running ComfyUI's `/system_stats`, null when none runs. */
  readonly serverVersion: string | null
}

export interface FoundPython {
  readonly interpreter: Interpreter | null
  /** What was looked at and why it was not taken, in sentences. */
  readonly passed: readonly string[]
}

/** Packages without which no ComfyUI starts. */
const marks = ['comfyui-frontend-package', 'torch']

/**
 * The interpreter that ComfyUI runs with: the first candidate that starts, has the version that the running server tells, and holds packages of
 * ComfyUI. Where none holds them, the first that lies in or beside the root. One that the person named is taken or none is. Rejects with the signal's reason alone.
 */
export async function findPython(options: FindPythonOptions, signal: AbortSignal): Promise<FoundPython> {
  const running = await findRunningPython(options.root)
  const passed: string[] = []
  let second: Interpreter | null = null
  for (const candidate of candidatePythons({ ...options, running, platform: process.platform })) {
    const interpreter = await tryOne(candidate, options, passed, signal)
    if (interpreter === null && candidate.sure === 'named') break
    if (interpreter === null) continue
    if (candidate.sure !== null) return { interpreter, passed }
    const distributions = await listDistributions(interpreter.path)
    const held = marks.find((name) => distributions.has(name))
    if (held !== undefined) return { interpreter: { ...interpreter, says: `${interpreter.says} It holds ${held} ${distributions.get(held)?.version}.` }, passed }
    passed.push(`${candidate.path}: it holds no package of ComfyUI.`)
    if (!candidate.says.startsWith('Greenlight')) second ??= interpreter
  }
  return { interpreter: second, passed }
}

async function tryOne(candidate: Candidate, { run, cwd, serverVersion }: FindPythonOptions, passed: string[], signal: AbortSignal): Promise<Interpreter | null> {
  const there = await stat(candidate.path).then((status) => status.isFile(), () => false)
  if (!there && candidate.sure === null) return null
  const probed = there ? await probePython(candidate.path, candidate.says, { run, cwd }, signal) : ({ ok: false, because: 'there is no such file' } as const)
  if (!probed.ok) {
    passed.push(`${candidate.path}: ${probed.because}.`)
    return null
  }
  const { version } = probed.interpreter
  const wanted = serverVersion === null ? undefined : /^\d+\.\d+\.\d+/.exec(serverVersion)?.[0]
  if (wanted === undefined) return probed.interpreter
  if (wanted === version) return { ...probed.interpreter, says: `${candidate.says} Its version ${version} is the running server's.` }
  passed.push(`${candidate.path}: it is Python ${version}, and the running server says ${wanted}.`)
  return null
}
