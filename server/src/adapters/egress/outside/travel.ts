import { ProblemError } from '../../../problems.js'
import { hostAndPort, isLoopback } from '../target.js'
import { chooseProxy } from './proxy.js'
import { findWay } from './find-way.js'
import { headersForHop, withoutToken } from './hop-headers.js'
import type { OutsideHostParts, Question, Travelled } from './parts.js'
import { sendHop } from './send-hop.js'

const mostRedirects = 5

/**
 * Asks one address and follows its redirects by hand, each hop under the same rules. Once it has left the endpoint's origin
 * the token and every telling header stay behind, also if it comes back. Rejects with SOURCE_REFUSED_ADDRESS, SOURCE_UNREACHABLE,
 * STATE_FOLDER_UNUSABLE or the signal's reason. `timeoutMs`: for each hop.
 */
export async function travel(parts: OutsideHostParts, question: Question, timeoutMs: number): Promise<Travelled> {
  const { name: source, allow, env, lookUp } = parts
  const { token, endpoint } = question.state
  const home = new URL(endpoint)
  const rules = { allow, lookUp, loopbackAllowed: isLoopback(home.hostname), proxyFor: (url: URL) => chooseProxy(url, env) }
  const refuse = (url: URL, because: string) => new ProblemError('SOURCE_REFUSED_ADDRESS', { source, host: hostAndPort(url), because })
  let { url, method, body } = question
  let own = true
  let before: URL | null = null
  for (let redirects = 0; ; redirects += 1) {
    const clean = own ? url : withoutToken(url, token)
    if (clean === null) throw refuse(url, 'the token would stand in its address')
    const answer = await sendHop(parts, question, {
      url: clean,
      method,
      body,
      headers: headersForHop({ given: question.headers, body, token, own }),
      find: (signal) => findWay(clean, before, rules, signal),
      refuse: (because) => refuse(clean, because),
      timeoutMs,
    })
    const next = question.follow ? targetOf(answer.status, answer.headers.get('location'), clean) : null
    if (next === null) return { answer, direct: redirects === 0 }
    if (redirects === mostRedirects) {
      throw new ProblemError('SOURCE_UNREACHABLE', { source, host: hostAndPort(url), because: `it redirects more than ${mostRedirects} times` })
    }
    if (next.origin !== home.origin) own = false
    // Fetch standard: only 307 and 308 repeat a question with its body; what it holds is for the endpoint alone.
    if (method === 'POST' && answer.status < 307) [method, body] = ['GET', null]
    if (method === 'POST' && !own) throw refuse(next, 'it would pass the question on to another host')
    before = clean
    url = next
  }
}

function targetOf(status: number, location: string | undefined, at: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined || !URL.canParse(location, at.href)) return null
  const target = new URL(location, at)
  target.hash = ''
  return target
}
