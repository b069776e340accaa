import type { ProgramAnswer } from '../../../core/change-ports.js'
import type { Ledger, LedgerLine } from '../../../core/outside.js'
import { ProblemError } from '../../../problems.js'
import { findWay, type LookUp } from '../outside/find-way.js'
import { chooseProxy } from '../outside/proxy.js'
import { isLoopback } from '../target.js'
import { openGate } from './open-gate.js'

export interface GateNeeds {
  readonly source: Exclude<LedgerLine['source'], 'other'>
  /** For the ledger: words only. */
  readonly purpose: string
  /** Who is asked first; only one on this machine may lead to this machine. */
  readonly endpoint: () => string
  /** `host:port` entries that may be private and plain http. */
  readonly allow: ReadonlySet<string>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly lookUp: LookUp
  readonly ledger: Ledger
  readonly now: () => number
}

/**
 * Runs a program whose requests we cannot see behind a gate of its own: every host that it asks is judged by the rules of our own
 * requests, a redirect's too. SOURCE_REFUSED_ADDRESS where it failed and a host was refused; else what `run` answers or rejects with.
 */
export function leadThrough({ source, purpose, endpoint, allow, env, lookUp, ledger, now }: GateNeeds) {
  return async (run: (env: Readonly<Record<string, string>>) => Promise<ProgramAnswer>, signal: AbortSignal): Promise<ProgramAnswer> => {
    const refused: { readonly host: string; readonly because: string }[] = []
    const rules = { allow, lookUp, loopbackAllowed: isLoopback(new URL(endpoint()).hostname), proxyFor: (url: URL) => chooseProxy(url, env) }
    const gate = await openGate({
      ...{ source, purpose, ledger, now },
      findWay: (url) => findWay(url, null, rules, signal),
      onRefusal: (host, because) => refused.push({ host, because }),
    })
    const answer = await run(gate.env).finally(() => gate.close())
    const [first] = refused
    if (answer.code !== 0 && first !== undefined) throw new ProblemError('SOURCE_REFUSED_ADDRESS', { source, ...first })
    return answer
  }
}
