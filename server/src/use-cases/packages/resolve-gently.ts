import { simplifyConflict } from '../../core/python/conflict-words.js'
import { isProtected } from '../../core/python/protected.js'
import { parseVersion } from '../../core/python/version.js'
import type { Distribution, Interpreter, Resolved, Resolver } from '../../core/python-words.js'
import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../problems.js'

export interface GentleAsk {
  readonly interpreter: Interpreter
  readonly canonical: readonly string[]
  /** Names whose installed version cannot stay. */
  readonly unmet: readonly string[]
  readonly installed: ReadonlyMap<string, Distribution>
  readonly patterns: readonly string[]
  readonly index: string
}

/**
 * Resolves so that as little as possible changes: first with everything that is installed held as it is, then with the protected distributions held,
 * then with nothing held. The conflict that is told is that of the last try: what excludes itself, not what we held.
 */
export async function resolveGently(
  resolver: Resolver,
  { interpreter, canonical, unmet, installed, patterns, index }: GentleAsk,
  signal: AbortSignal,
): Promise<{ readonly ok: true; readonly resolved: Resolved } | { readonly ok: false; readonly problem: Problem; readonly conflict?: string }> {
  const must = new Set(unmet)
  const pins = [...installed.values()].filter(({ name, version }) => !must.has(name) && parseVersion(version) !== null)
  const holding = (names: readonly Distribution[]) => names.map(({ name, version }) => `${name}==${version}`)
  const guarded = pins.filter(({ name }) => isProtected(name, patterns))
  for (const constraints of [holding(pins), holding(guarded), []]) {
    const answer = await resolver.resolve({ python: interpreter, lines: canonical, constraints, index }, signal)
    if (answer.ok) return answer
    if (answer.why === 'unreachable') return { ok: false, problem: problem('SOURCE_UNREACHABLE', { source: 'pypi', host: new URL(index).host, because: firstLine(answer.says) }) }
    if (constraints.length > 0) continue
    const conflict = simplifyConflict(answer.says)
    return { ok: false, problem: problem('UV_REFUSED', { because: firstLine(conflict) }), ...(answer.why === 'conflict' ? { conflict } : {}) }
  }
  return { ok: false, problem: problem('UV_REFUSED', { because: 'nothing fits' }) }
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/^(?:error:|×)\s*/, '').replace(/\.$/, '').slice(0, 300)
}
