import type { Egress } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { parseForeignJson } from '../../core/workflow/json.js'

/** An answer of ComfyUI-Manager; `value`: its JSON, null where it is none. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly value: unknown
}

/** Questions to one running ComfyUI. Null: nothing came back, which says nothing about whether it was heard. Rejects with the signal's reason alone. */
export interface Ask {
  get(route: string, limits?: Limits): Promise<Answer | null>
  post(route: string, body: unknown, limits?: Limits): Promise<Answer | null>
}

/** The running ComfyUI and the way to it. */
export interface RunningComfyUI {
  /** Its address, with a path prefix if it has one. */
  readonly url: string
  readonly egress: Egress
}

interface Limits {
  readonly timeoutMs?: number
  readonly maxBytes?: number
}

const usual = { timeoutMs: 10_000, maxBytes: 1024 * 1024 }

export function createAsk({ url, egress }: RunningComfyUI, signal: AbortSignal): Ask {
  const send = async (route: string, init: Parameters<Egress['fetch']>[1]): Promise<Answer | null> => {
    signal.throwIfAborted()
    try {
      const { status, bytes } = await egress.fetch(url + route, { ...usual, ...init, signal })
      const text = new TextDecoder().decode(bytes)
      const parsed = parseForeignJson(text)
      return { status, text, value: parsed.ok ? parsed.value : null }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof ProblemError && error.problem.code === 'EGRESS_OFF') throw error
      return null
    }
  }
  return {
    get: (route, limits = {}) => send(route, { method: 'GET', ...limits }),
    // A content type that a web page could not send unasked: ComfyUI-Manager refuses the others.
    post: (route, body, limits = {}) => send(route, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...limits }),
  }
}

/** A member of a foreign object; undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  return isForeign(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function isForeign(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
