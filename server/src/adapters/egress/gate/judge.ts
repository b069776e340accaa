import { reasonOf } from '../reason.js'
import type { Way } from '../outside/find-way.js'
import { hostAndPort } from '../target.js'
import type { GateRules } from './gate-rules.js'

type Open = Extract<Way, { ok: true }>

/** The way to a host, or null where it is refused or not found, which is told; a line is written if a name server was asked in vain. */
export async function judge(url: URL, { source, purpose, findWay, ledger, now, onRefusal }: GateRules): Promise<Open | null> {
  const host = hostAndPort(url)
  const way = await findWay(url).catch((error: unknown) => ({ ok: false as const, because: reasonOf(error), askedName: true }))
  if (way.ok) return way
  onRefusal(host, way.because)
  if (way.askedName) await ledger.write({ at: new Date(now()).toISOString(), source, host, purpose, status: null, sent: 0, received: 0 })
  return null
}
