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
  const busy = () => new ProblemError('INDEX_BUSY', { path: url, holder: `the sidecar at ${url}` })

  async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<IndexStatus> {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const sent = { method, headers, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...patience }
    const answer = await egress.fetch(`${url}${path}`, sent).catch((error: unknown) => {
      signal.throwIfAborted()
      throw error instanceof ProblemError ? busy() : error
    })
    const parsed = parseForeignJson(new TextDecoder().decode(answer.bytes))
    const status = parsed.ok ? v.safeParse(IndexStatusSchema, parsed.value) : null
    if (answer.status !== 200 || status?.success !== true) throw busy()
    return status.output
  }

  return {
    status: () => ask('GET', '/models/status'),
    async run(work: IndexWork): Promise<void> {
      let status = await ask('POST', '/models/index', work)
      const { work: begun } = status
      if (begun === undefined) throw busy()
      // Others may keep the sidecar at work for hours: only the end of this work counts.
      for (let waitMs = 10; status.working?.includes(begun) === true; waitMs = Math.min(everyMs, waitMs * 2)) {
        await pause(waitMs, undefined, { signal })
        status = await ask('GET', '/models/status')
        onStatus(status)
      }
    },
  }
}
