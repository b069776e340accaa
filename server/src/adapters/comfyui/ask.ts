import type { Problem } from '@greenlight/shared/problem'
import type { Egress } from '../../core/ports.js'
import { parseForeignJson } from '../../core/workflow/json.js'
import { problem, ProblemError } from '../../problems.js'

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly absent: boolean; readonly problem: Problem }

export interface Ask {
  text(route: string, limits?: Limits): Promise<Answer<string>>
  json(route: string, limits?: Limits): Promise<Answer<unknown>>
}

interface Limits {
  readonly maxBytes?: number
  readonly timeoutMs?: number
}

const defaults = { maxBytes: 8 * 1024 * 1024, timeoutMs: 10_000 }
const atOnce = 4

/**
 * Questions to one ComfyUI, at most 4 at a time so that a server in the middle of an image is not crowded. `absent` means
 * that the server has no such route (404, 405), as older ones do. Rejects only when `signal` is aborted.
 */
export function createAsk(url: string, egress: Egress, signal?: AbortSignal): Ask {
  const slots = createSlots(atOnce)
  const text = async (route: string, limits: Limits = {}): Promise<Answer<string>> => {
    signal?.throwIfAborted()
    try {
      const init = { ...defaults, ...limits, ...(signal === undefined ? {} : { signal }) }
      const answer = await slots(() => egress.fetch(url + route, init))
      if (answer.status === 200) return { ok: true, value: new TextDecoder().decode(answer.bytes) }
      const absent = answer.status === 404 || answer.status === 405
      return { ok: false, absent, problem: unusable(url, route, `status ${answer.status}`) }
    } catch (error) {
      signal?.throwIfAborted()
      const told = error instanceof ProblemError ? error.problem : problem('COMFYUI_UNREACHABLE', { url })
      return { ok: false, absent: false, problem: told }
    }
  }
  return {
    text,
    async json(route, limits) {
      const answer = await text(route, limits)
      if (!answer.ok) return answer
      const parsed = parseForeignJson(answer.value)
      if (parsed.ok) return { ok: true, value: parsed.value }
      return { ok: false, absent: false, problem: unusable(url, route, 'no JSON') }
    },
  }
}

export function unusable(url: string, route: string, because: string): Problem {
  return problem('COMFYUI_ANSWER_UNREADABLE', { url, route, because })
}

function createSlots(count: number) {
  let free = count
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
