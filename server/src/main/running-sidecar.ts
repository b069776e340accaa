import * as v from 'valibot'
import { readDiscovery, readOperatorToken } from '../adapters/files/discovery.js'
import { stateFolder } from '../adapters/files/state-folder.js'
import type { Egress } from '../core/ports.js'

const CodeSchema = v.object({ code: v.string() })
const ReadySchema = v.object({ installation: v.nullable(v.string()) })
const patience = { timeoutMs: 2_000, maxBytes: 64 * 1024 }

/** The sidecar that serves this state folder already, with a fresh address of its page; null when there is none. */
export async function findRunningSidecar(where: { env: Readonly<Record<string, string | undefined>>; data: string | undefined }) {
  const state = stateFolder(where.env, process.platform, where.data)
  const found = await readDiscovery(state)
  if (found === null || found.state === 'stale') return null
  // Only now: a first start should not wait for what it will not ask.
  const { createEgress } = await import('../adapters/egress/egress.js')
  const egress = createEgress({ allow: [] })
  const { host, port, pid, token } = found.discovery
  const url = `http://${host}:${port}`
  // A process id may have been given to somebody else: only an answer under its own token proves it.
  const ready = await ask(egress, `${url}/ready`, { method: 'GET', headers: bearer(token) })
  if (ready?.status !== 200) return null
  const operator = await readOperatorToken(state)
  const answer = await ask(egress, `${url}/launch-code`, {
    method: 'POST',
    headers: { ...bearer(operator ?? ''), 'content-type': 'application/json' },
    body: '{}',
  })
  const code = answer?.status === 200 ? (read(CodeSchema, answer.bytes)?.code ?? null) : null
  return {
    ...{ url, pid, address: code === null ? `${url}/` : `${url}/#code=${code}`, access: { url, token: operator ?? token, egress } },
    /** Root of the installation that it looks after; null: none, or it has not read it yet. */
    installation: read(ReadySchema, ready.bytes)?.installation ?? null,
  }
}

function ask(egress: Egress, url: string, init: Parameters<Egress['fetch']>[1]) {
  return egress.fetch(url, { ...init, ...patience }).catch(() => null)
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

function read<T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array): T | null {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return null
  }
}
