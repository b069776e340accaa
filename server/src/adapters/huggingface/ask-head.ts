import type { EgressAnswer, OutsideHost } from '../../core/ports.js'
import { type Asked, received, refused } from '../../core/provider-answer.js'

/** Told on the way to the file and not always again at its end. */
const ofTheWay = ['x-repo-commit', 'x-linked-etag', 'x-linked-size', 'x-xet-hash', 'x-error-code', 'x-error-message']
const mostHops = 5

/** `repository`: `owner/name` that a redirect led to, where the repository was renamed. */
export type HeadAsked = { readonly asked: Asked; readonly repository: string | null }

/**
 * HEAD of a file as the hub's own clients do it: redirects without a host are followed (renamed repositories, small files), the first
 * one with a host is the answer, for what is told of the file stands there and not where its bytes lie.
 */
export async function askHead(
  host: OutsideHost,
  start: string,
  purpose: string,
  signal?: AbortSignal,
): Promise<HeadAsked> {
  let path = start
  let repository: string | null = null
  const told = new Map<string, string>()
  for (let hop = 0; ; hop += 1) {
    const init = { method: 'HEAD', follow: false, ...(signal ? { signal } : {}) } as const
    const asked = await host.fetch(path, purpose, init).then(received, refused)
    if (!asked.ok) return { asked, repository }
    for (const name of ofTheWay) {
      const value = asked.answer.headers.get(name)
      if (value !== undefined && !told.has(name)) told.set(name, value)
    }
    const next = relativeTarget(asked.answer, host.endpoint)
    if (next === null || hop === mostHops) return { asked: received(withTold(asked.answer, told)), repository }
    repository = repositoryIn(next) ?? repository
    path = next
  }
}

function withTold(answer: EgressAnswer, told: ReadonlyMap<string, string>): EgressAnswer {
  return { ...answer, headers: new Map([...answer.headers, ...told]) }
}

/** `//host/path` looks relative and is not. A mirror below a path of its own writes that path again. */
function relativeTarget({ status, headers }: EgressAnswer, endpoint: string): string | null {
  const location = headers.get('location') ?? ''
  if (status < 300 || status >= 400 || !/^\/(?![/\\])/.test(location)) return null
  const prefix = URL.canParse(endpoint) ? new URL(endpoint).pathname.replace(/\/$/, '') : ''
  return location.startsWith(`${prefix}/`) ? location.slice(prefix.length) : location
}

function repositoryIn(path: string): string | null {
  return /^\/(?!api\/)([\w.-]+(?:\/[\w.-]+)?)\/resolve\//.exec(path)?.[1] ?? null
}
