import type { OutsideHost } from '../../../core/ports.js'
import { ProblemError } from '../../../problems.js'
import { askOrKeep } from './ask-or-keep.js'
import { askPatiently, type Quiet } from './ask-patiently.js'
import type { OutsideHostParts, Question } from './parts.js'
import { travel } from './travel.js'

const usualMaxBytes = 16 * 1024 * 1024

/** One source. Off, it touches nothing: no kept answer, no name look-up, no socket. */
export function createOutsideHost(parts: OutsideHostParts): OutsideHost {
  const { name, clock } = parts
  const quiet: Quiet = { until: 0 }
  return {
    name,
    get endpoint() {
      return parts.state().endpoint
    },
    get use() {
      return parts.state().use
    },
    async fetch(path, purpose, init = {}) {
      const state = parts.state()
      if (state.use === 'off') throw new ProblemError('SOURCE_OFF', { source: name })
      init.signal?.throwIfAborted()
      const question: Question = {
        url: addressOf(name, state.endpoint, path),
        method: init.method ?? 'GET',
        headers: init.headers ?? {},
        body: init.body ?? null,
        purpose: plainPurpose(purpose),
        follow: init.follow ?? true,
        maxBytes: init.maxBytes ?? usualMaxBytes,
        signal: init.signal,
        state,
      }
      return askOrKeep(parts, question, (asked) => askPatiently((timeoutMs) => travel(parts, asked, timeoutMs), quiet, { source: name, clock, question: asked }))
    },
  }
}

/** `path` may come from an answer: it stays at the endpoint's host whatever it holds. */
function addressOf(source: string, endpoint: string, path: string): URL {
  const refused = (because: string) => new ProblemError('SOURCE_REFUSED_ADDRESS', { source, host: 'an address of its own making', because })
  if (!path.startsWith('/')) throw refused('it is no path')
  if (!URL.canParse(endpoint + path)) throw refused('it is no web address')
  const url = new URL(endpoint + path)
  if (url.origin !== new URL(endpoint).origin) throw refused('it is at another host')
  url.hash = ''
  return url
}

/** The ledger tells what a question was for, never what was asked: words only, whatever the caller says. */
function plainPurpose(text: string): string {
  const plain = text.replace(/[^a-z0-9 ,'-]+/gi, ' ').trim().slice(0, 80)
  return plain === '' ? 'question' : plain
}
