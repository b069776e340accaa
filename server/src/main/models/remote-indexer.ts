import { setTimeout as pause } from 'node:timers/promises'
import { IndexStatusSchema, type IndexStatus } from '@greenlight/shared/models'
import * as v from 'valibot'
import { parseForeignJson } from '../../core/workflow/json.js'
import type { Egress } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import type { IndexWork } from '../model-indexer/start-model-indexer.js'

export interface RemoteOptions {
  /** Of the running sidecar: `http://127.0.0.1:8189`. */
  readonly url: string
  readonly token: string
  readonly egress: Egress
  readonly signal: AbortSignal
  readonly onStatus: (status: IndexStatus) => void
}

const patience = { timeoutMs: 30_000, maxBytes: 16 * 1024 * 1024 }
const everyMs = 200

/** The index as the running sidecar keeps it: this process asks, that one writes. INDEX_BUSY where it does not answer. */
export function remoteIndexer({ url, token, egress, signal, onStatus }: RemoteOptions) {
  async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<IndexStatus> {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await egress.fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...patience })
    const parsed = parseForeignJson(new TextDecoder().decode(answer.bytes))
    const status = parsed.ok ? v.safeParse(IndexStatusSchema, parsed.value) : null
    if (answer.status !== 200 || status?.success !== true) throw new ProblemError('INDEX_BUSY', { path: url, holder: `the sidecar at ${url}` })
    return status.output
  }

  return {
    status: () => ask('GET', '/models/status'),
    async run({ hash, full, paths }: IndexWork): Promise<void> {
      let status = await ask('POST', '/models/index', { hash, full, paths })
      // The work begins behind the answer: the first quiet look may be from before it.
      for (let quiet = 0; quiet < 2; quiet = status.state === 'idle' || status.state === 'elsewhere' ? quiet + 1 : 0) {
        await pause(everyMs, undefined, { signal })
        status = await ask('GET', '/models/status')
        onStatus(status)
      }
    },
  }
}
