import type { PackageChange } from '@greenlight/shared/plan-effects'
import type { Forecast, Forecaster } from '../../core/change-ports.js'
import { canonicalRequirement, parseRequirement } from '../../core/python/requirement.js'
import { unmetNames } from '../../core/python/satisfied.js'
import { type PackageUser, usersOfChanges } from '../../core/python/users-of-changes.js'
import type { Distribution, Interpreter, Resolver } from '../../core/python-words.js'
import { problem, ProblemError } from '../../problems.js'
import { judgeResolved } from './judge-resolved.js'
import { resolveGently } from './resolve-gently.js'

export interface ForecasterParts {
  readonly find: (signal: AbortSignal) => Promise<{ readonly interpreter: Interpreter | null }>
  /** Of a path known from before; null: it does not answer. */
  readonly probe: (python: string, signal: AbortSignal) => Promise<Interpreter | null>
  readonly distributions: (folders: readonly string[]) => Promise<ReadonlyMap<string, Distribution>>
  readonly digest: (distributions: ReadonlyMap<string, string>) => string
  readonly resolver: Resolver
  /** The source `pypi` as it is set now. SOURCE_REFUSED_ADDRESS for an endpoint that may not be asked. */
  readonly source: () => { readonly use: 'ask' | 'off' | 'on'; readonly endpoint: string }
  readonly protectedPackages: () => Promise<readonly string[]>
  /** Installed node packs by what they ask for: who would meet another version than it wants. */
  readonly packs: () => Promise<readonly PackageUser[]>
  /** Forecasts kept between questions (DOCK-59); nothing of it rejects. */
  readonly kept: { load(key: string): Promise<Forecast | null>; save(key: string, forecast: Forecast): Promise<void> }
  readonly sha256: (text: string) => string
}

/** The index of an endpoint, as PEP 503 has it. */
export const indexOf = (endpoint: string): string => (endpoint.endsWith('/simple') ? `${endpoint}/` : `${endpoint}/simple/`)

/** What requirement lines would change in one installation's Python, without changing it (DOCK-19 steps 6, 7; DOCK-59). */
export function createForecaster(parts: ForecasterParts): Forecaster {
  const known = new Map<string, Interpreter>()
  const interpreterOf = async (python: string, signal: AbortSignal) => known.get(python) ?? (await parts.probe(python, signal))
  return {
    async python(signal) {
      const { interpreter } = await parts.find(signal)
      if (interpreter === null) return null
      known.set(interpreter.python, interpreter)
      const distributions = new Map([...(await parts.distributions(interpreter.path))].map(([name, { version }]) => [name, version]))
      const { python, version, says } = interpreter
      return { python, version, says, distributions, digest: parts.digest(distributions) }
    },
    async forecast({ python, lines, ask }, signal) {
      try {
        const interpreter = await interpreterOf(python.python, signal)
        if (interpreter === null) return { ok: false, problem: problem('PYTHON_NOT_FOUND') }
        return await forecast(parts, interpreter, { python, lines, ask }, signal)
      } catch (error) {
        // No uv, or an endpoint that may not be asked: an answer like any other.
        if (error instanceof ProblemError) return { ok: false, problem: error.problem }
        throw error
      }
    },
  }
}

async function forecast(parts: ForecasterParts, interpreter: Interpreter, { python, lines, ask }: Parameters<Forecaster['forecast']>[0], signal: AbortSignal): Promise<Forecast> {
  const wanted = lines.map(({ line }) => ({ line, requirement: parseRequirement(line) }))
  const wrong = wanted.find(({ requirement }) => requirement === null)
  if (wrong !== undefined) return refused(`"${wrong.line.trim().slice(0, 200)}" names no package of an index`)
  const requirements = wanted.flatMap(({ requirement }) => requirement ?? [])
  const installed = await parts.distributions(interpreter.path)
  const unmet = unmetNames(requirements, installed, interpreter.markers)
  if (unmet.length === 0) return { ok: true, changes: [], hosts: [], bytes: 0, says: ['Everything that is asked for is installed already.'] }
  const { use, endpoint } = parts.source()
  if (use === 'off' || (use === 'ask' && !ask.includes('pypi'))) return { ok: false, problem: problem('SOURCE_OFF', { source: 'pypi' }) }
  if (interpreter.external) return refused(`the system's own package tools keep ${interpreter.python} (PEP 668)`)

  const canonical = [...new Set(requirements.map(canonicalRequirement))].sort()
  const patterns = await parts.protectedPackages()
  const key = parts.sha256(JSON.stringify(['forecast@1', canonical, lines, python.digest, interpreter.python, interpreter.version, endpoint, patterns]))
  const kept = await parts.kept.load(key)
  const index = indexOf(endpoint)
  const made = kept ?? (await workOut())
  if (!made.ok) return made
  if (kept === null) await parts.kept.save(key, made)
  return { ...made, says: [...made.says, ...misfits(made.changes, await parts.packs(), interpreter.markers)] }

  async function workOut(): Promise<Forecast> {
    const answer = await resolveGently(parts.resolver, { interpreter, canonical, unmet, installed, patterns, index }, signal)
    return answer.ok ? judgeResolved(answer.resolved, { resolver: parts.resolver, interpreter, installed, lines, patterns, index }, signal) : answer
  }
}

/** Installed packs that ask for another version than the one that would come, in sentences. */
function misfits(changes: readonly PackageChange[], packs: readonly PackageUser[], markers: ReadonlyMap<string, string>): readonly string[] {
  const after = new Map(changes.map((change) => [change.name, change.after ?? 'gone']))
  return usersOfChanges(changes, packs, markers)
    .filter(({ fits }) => fits === false)
    .map(({ name, user, line }) => `The node pack ${user} asks for ${line}; ${name} would be ${after.get(name)}.`)
}

function refused(because: string): Forecast {
  return { ok: false, problem: problem('UV_REFUSED', { because }) }
}

