import { ProblemError } from '../../../problems.js'
import { findWay } from '../outside/find-way.js'
import { chooseProxy } from '../outside/proxy.js'
import { hostAndPort, isLoopback } from '../target.js'
import { hopTo, type Question } from './hop.js'
import { giverOf, type Leave } from './leave-for.js'
import type { OpenAnswer } from './open-answer.js'
import type { TransferParts } from './parts.js'
import { sendOpen } from './send-open.js'

const mostRedirects = 5

export interface Arrived {
  readonly answer: OpenAnswer
  /** Who answered. */
  readonly at: URL
  /** Headers of every hop that the source itself answered, the first one's value of each name. */
  readonly told: ReadonlyMap<string, string>
  /** Ends the connection; resolves when its line is in the ledger. */
  readonly end: () => Promise<void>
}

/**
 * Asks one address and follows its redirects by hand, each hop under the same rules: https, public addresses, at most 5, no step down.
 * Once it has left the source's origin the token stays behind, also if it comes back. Rejects with SOURCE_REFUSED_ADDRESS,
 * STATE_FOLDER_UNUSABLE, a network error or the signal's reason.
 */
export async function travelTo(parts: TransferParts, leave: Leave, question: Question): Promise<Arrived> {
  const { allow, env, lookUp } = parts
  const rules = { allow, lookUp, loopbackAllowed: leave.source !== null && isLoopback(leave.home.hostname), proxyFor: (url: URL) => chooseProxy(url, env) }
  const refuse = (url: URL, because: string) => new ProblemError('SOURCE_REFUSED_ADDRESS', { source: giverOf(leave), host: hostAndPort(url), because })
  const told = new Map<string, string>()
  let { url } = leave
  let own = url.origin === leave.home.origin
  let before: URL | null = null
  for (let redirects = 0; ; redirects += 1) {
    const hop = hopTo(leave, url, question.part, own)
    if (hop === null) throw refuse(url, 'the token would stand in its address')
    const from = before
    const { answer, end } = await sendOpen(parts, leave, question, {
      ...hop,
      find: (signal) => findWay(hop.url, from, rules, signal),
      refuse: (because) => refuse(hop.url, because),
    })
    if (url.origin === leave.url.origin) for (const [name, value] of answer.headers) if (!told.has(name)) told.set(name, value)
    const next = targetOf(answer, hop.url)
    if (next === null || (question.stayHome === true && next.origin !== leave.url.origin)) return { answer, at: hop.url, told, end }
    await end()
    if (redirects === mostRedirects) throw refuse(next, `it is redirected more than ${mostRedirects} times`)
    if (next.origin !== leave.home.origin) own = false
    before = hop.url
    url = next
  }
}

/** Where a redirect leads. */
export function targetOf({ status, headers }: Pick<OpenAnswer, 'headers' | 'status'>, at: URL): URL | null {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined || !URL.canParse(location, at.href)) return null
  const target = new URL(location, at)
  target.hash = ''
  return target
}
