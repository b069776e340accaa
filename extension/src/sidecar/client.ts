import type { EndpointName, Reply } from '@greenlight/shared/api'
import { firstEndpoints } from '@greenlight/shared/first-endpoints'
import * as v from 'valibot'
import { texts } from '../messages/index.js'
import type { Access } from './access.js'
import { endpointPath } from './endpoint-path.js'
import { findEndpoint, type Found } from './find-endpoint.js'
import { readAnswer } from './read-answer.js'
import type { Told } from './told.js'

export interface Asked {
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | undefined>>
  body?: unknown
  signal?: AbortSignal
}

/** The sidecar as a typed function of the one endpoint table. */
export interface Sidecar {
  call: <N extends EndpointName>(name: N, asked?: Asked) => Promise<Told<Reply<N>>>
  /** The stream of `GET /events` after a sequence number; the response's body is not read yet. */
  listen: (after: number | null, signal: AbortSignal) => Promise<Told<Response>>
}

/** The first inspection of a large installation reads every model folder. */
const patienceMs = 120_000

export function createSidecar(access: Access): Sidecar {
  async function send({ method, path }: Pick<Found<EndpointName>, 'method' | 'path'>, { params, query, body, signal }: Asked, patience: number | null): Promise<Response | null> {
    const signals = [...(signal === undefined ? [] : [signal]), ...(patience === null ? [] : [AbortSignal.timeout(patience)])]
    const request = {
      method,
      headers: { ...access.headers(), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.any(signals),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    } satisfies RequestInit
    return fetch(access.address(endpointPath(path, params, query)), request).catch(() => null)
  }

  return {
    async call(name, asked = {}) {
      const endpoint = await findEndpoint(name)
      if (endpoint === null) return { ok: false, kind: 'unreadable', status: null, problem: texts.problems.part }
      const response = await send(endpoint, asked, patienceMs)
      if (response === null) return { ok: false, kind: 'unanswered', status: null, problem: texts.problems.absent }
      return readAnswer(response, endpoint.reply)
    },
    async listen(after, signal) {
      const query = { after: after === null ? undefined : String(after) }
      const response = await send(firstEndpoints.events, { query, signal }, null)
      if (response === null) return { ok: false, kind: 'unanswered', status: null, problem: texts.problems.absent }
      if (response.ok) return { ok: true, value: response }
      return readAnswer<Response>(response, v.never())
    },
  }
}
