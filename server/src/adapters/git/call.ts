import type { ProgramAnswer, RunProgram } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'
import type { Asked } from './asked.js'
import { fenceArgs, fenceEnv } from './fence.js'
import { sayWhy } from './say-why.js'

export interface Call {
  readonly args: readonly string[]
  readonly cwd: string
  /** Who is asked; absent: work on this disk, without network. */
  readonly asked?: Asked
  readonly signal: AbortSignal
  readonly timeoutMs?: number
  readonly maxOutputBytes?: number
  readonly heard?: (text: string) => void
}

const minute = 60_000
const oldest = [2, 30] as const

/** Starts git inside the fence. GIT_NOT_FOUND; answers every exit status. */
export async function callGit(run: RunProgram, call: Call): Promise<ProgramAnswer> {
  const { asked } = call
  const protocol = asked === undefined ? 'none' : asked.at.startsWith('http://') ? 'http' : 'https'
  const answer = await run({
    command: 'git',
    args: [...fenceArgs, ...(asked?.settings ?? []).flatMap((setting) => ['-c', setting]), ...call.args],
    cwd: call.cwd,
    env: fenceEnv(protocol, call.cwd),
    timeoutMs: call.timeoutMs ?? minute,
    maxOutputBytes: call.maxOutputBytes ?? 1_000_000,
    endWhenCut: true,
    signal: call.signal,
    network: asked === undefined ? 'none' : 'allowed',
    ...(call.heard === undefined ? {} : { heard: call.heard }),
  })
  // The stub that macOS has instead of git asks for developer tools.
  if (answer.unstarted !== null || /^xcode-select:/m.test(answer.stderr)) throw new ProblemError('GIT_NOT_FOUND')
  return answer
}

/** As `callGit`, but everything except success is GIT_REFUSED. Answers standard output. */
export async function mustGit(run: RunProgram, repository: string, call: Call): Promise<string> {
  const answer = await callGit(run, call)
  if (answer.code === 0 && !answer.cut) return answer.stdout
  throw new ProblemError('GIT_REFUSED', { repository, because: sayWhy(answer) })
}

/** GIT_NOT_FOUND; GIT_REFUSED for one that is too old to be fenced in. */
export async function checkVersion(
  run: RunProgram,
  repository: string,
  cwd: string,
  signal: AbortSignal,
): Promise<void> {
  const text = await mustGit(run, repository, { args: ['version'], cwd, signal })
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text) ?? []).map(Number)
  const enough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
  if (!enough)
    throw new ProblemError('GIT_REFUSED', {
      repository,
      because: `it needs git ${oldest.join('.')} or later, here is ${major}.${minor}`,
    })
}
