import type { OutsideHost } from '../../core/ports.js'
import { type Read, readJson, received, refused, unreadable } from '../../core/provider-answer.js'
import { fieldOf, hexOf, isForeign, textOf } from '../../core/provider-fields.js'
import { escapePart, escapePath } from '../../core/provider-names.js'

const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }

/** GET of one object. `what`: in words, for problems. */
export async function ask(
  host: OutsideHost,
  route: string,
  what: string,
  signal?: AbortSignal,
): Promise<Read<unknown>> {
  const asked = await host
    .fetch(route, 'a file or a release', { headers, ...(signal ? { signal } : {}) })
    .then(received, refused)
  return readJson(asked, { source: 'github', what })
}

/** A repository under its present name. */
export interface Repository {
  /** `owner/name`; a renamed one is redirected to, and this is the new name. */
  readonly id: string
  /** SPDX id. Of the repository: that of weights in it may be another. */
  readonly licence: string | null
}

export async function askRepository(host: OutsideHost, id: string, signal?: AbortSignal): Promise<Read<Repository>> {
  const read = await ask(host, `/repos/${escapePath(id)}`, `the repository ${id}`, signal)
  if (!read.ok) return read
  if (!isForeign(read.value))
    return { ok: false, absent: false, problem: unreadable({ source: 'github', what: id }, 'it is no repository') }
  const now = textOf(read.value, 'full_name')
  const spdx = textOf(fieldOf(read.value, 'license'), 'spdx_id')
  return {
    ok: true,
    value: {
      id: now !== null && /^[\w.-]+\/[\w.-]+$/.test(now) ? now : id,
      licence: spdx === 'NOASSERTION' ? null : spdx,
    },
  }
}

/** Commit that a branch or tag stands for now; null where it is not told. A commit is told without asking. */
export async function askCommit(
  host: OutsideHost,
  id: string,
  revision: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const given = hexOf(revision, 40)
  if (given !== null) return given
  const read = await ask(
    host,
    `/repos/${escapePath(id)}/commits/${escapePart(revision)}`,
    `the commit of ${revision} in ${id}`,
    signal,
  )
  return read.ok ? hexOf(fieldOf(read.value, 'sha'), 40) : null
}
