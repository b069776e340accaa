import type { Problem } from '@greenlight/shared/problem'
import { problem, type ProblemCode } from '../problems.js'

/**
 * The status of each code that does not mean "your request was fine and this cannot be done" (422). Codes of handlers are
 * listed here too: what was asked for is not there (404), ComfyUI does not answer (502).
 */
const statuses: { readonly [code in ProblemCode]?: number } = {
  APPROVAL_EXPIRED: 410,
  APPROVAL_MISSING: 403,
  APPROVAL_NEEDS_OWNER: 403,
  APPROVAL_UNKNOWN: 403,
  APPROVAL_USED: 410,
  BODY_TOO_LARGE: 413,
  BODY_TYPE_REFUSED: 415,
  COMFYUI_ANSWER_UNREADABLE: 502,
  COMFYUI_UNREACHABLE: 502,
  EGRESS_OFF: 403,
  FILE_TOO_LARGE: 413,
  HEADERS_TOO_LARGE: 431,
  HOST_NOT_ALLOWED: 403,
  INTERNAL: 500,
  LAUNCH_CODE_WAIT: 429,
  LAUNCH_CODE_WRONG: 401,
  METHOD_NOT_ALLOWED: 405,
  MODEL_NOT_FOUND: 404,
  NODE_NOT_FOUND: 404,
  ORIGIN_NOT_ALLOWED: 403,
  PATH_NOT_FOUND: 404,
  PLAN_CHANGED: 409,
  PLAN_NOT_APPROVABLE: 409,
  PLAN_NOT_FOUND: 404,
  PLAN_NOT_UNDOABLE: 409,
  PLAN_STALE: 409,
  PREFLIGHT_REFUSED: 403,
  REQUEST_MALFORMED: 400,
  REQUEST_SHAPE: 422,
  REQUEST_TIMEOUT: 408,
  ROUTE_NOT_FOUND: 404,
  SITE_NOT_ALLOWED: 403,
  STATE_FOLDER_BUSY: 409,
  STREAMS_EXHAUSTED: 503,
  SUBJECT_NOT_FOUND: 404,
  TICK_MISSING: 409,
  TIER_TOO_LOW: 403,
  TOKEN_REFUSED: 401,
  UNDO_CONFLICT: 409,
  WORKFLOW_NOT_FOUND: 404,
}

const statusByCode = new Map<string, number>(Object.entries(statuses))

export function statusOf(code: string): number {
  return statusByCode.get(code) ?? 422
}

/** A refusal as a value: its coded body, its status and the headers that go with it. */
export interface Refusal {
  readonly status: number
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
}

export function refuse(
  code: ProblemCode,
  facts: Record<string, string | number | undefined> = {},
  more: { status?: number; headers?: Record<string, string> } = {},
): Refusal {
  return { status: more.status ?? statusOf(code), problem: problem(code, facts), headers: more.headers ?? {} }
}

export function refusalOf(made: Problem, status = statusOf(made.code)): Refusal {
  return { status, problem: made, headers: {} }
}

export function answerRefusal(refusal: Refusal): Response {
  return new Response(JSON.stringify(refusal.problem), {
    status: refusal.status,
    headers: { ...refusal.headers, 'Content-Type': 'application/json' },
  })
}

/** A refusal thrown by a handler of the door, where its headers matter. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.problem.message)
    this.name = 'Refused'
    this.refusal = refusal
  }
}
