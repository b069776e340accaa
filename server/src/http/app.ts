import { endpoints, type Endpoint } from '@greenlight/shared/api'
import { Hono } from 'hono'
import { ProblemError } from '../problems.js'
import { pageHeaders } from './answer-headers.js'
import type { DoorEnv } from './door-env.js'
import type { EventHub } from './events.js'
import { judgeRequest, type OpenKind } from './guard.js'
import type { Handlers, ParseJson } from './handlers.js'
import { ownHandlers } from './own-handlers.js'
import type { PageFile, PageFiles } from './page.js'
import { refuseLength } from './read-call.js'
import { answerRefusal, Refused, refusalOf, refuse } from './refusal.js'
import { addRoutes, answerMethod } from './routes.js'
import type { Sessions } from './session.js'

export interface AppOptions {
  handlers: Handlers
  sessions: Sessions
  events: EventHub
  page: PageFiles
  version: string
  /** Whether ComfyUI answered lately; asked at each health check, so it must not wait for anything. */
  isComfyUp: () => boolean
  /** Bounded parser for bodies; plain `JSON.parse` when absent. */
  parseJson?: ParseJson
  /** Told of every fault that is answered with INTERNAL. */
  onFault?: (error: unknown) => void
}

export interface App {
  fetch(request: Request, env: DoorEnv['Bindings']): Response | Promise<Response>
  /** Ends the event streams. */
  close(): void
}

/** The door: every endpoint of the table, the page's files, and one guard in front of both. */
export function createApp(options: AppOptions): App {
  const { events, page, parseJson = parsePlainly, sessions } = options
  const openKind = openKindOf(page)
  const app = new Hono<DoorEnv>()

  app.use(async (c, next) => {
    const { method, path } = c.req
    const judged = judgeRequest({ method, path, header: (name) => c.req.header(name) }, sessions, openKind)
    if (!judged.ok) return answerRefusal(judged.refusal)
    c.set('tier', judged.tier)
    return next()
  })
  addRoutes(app, { handlers: { ...options.handlers, ...ownHandlers(options) }, events, parseJson })
  app.get('*', (c) => {
    const file = page.get(c.req.path)
    if (file === undefined || c.req.url.includes('?')) return answerRefusal(refuse('ROUTE_NOT_FOUND'))
    const tooLong = refuseLength(c.req.header('content-length'), 0)
    return tooLong === null ? answerFile(file) : answerRefusal(tooLong)
  })
  app.all('*', (c) => (page.has(c.req.path) ? answerMethod(['GET']) : answerRefusal(refuse('ROUTE_NOT_FOUND'))))

  app.onError((error) => {
    if (error instanceof Refused) return answerRefusal(error.refusal)
    if (error instanceof ProblemError) return answerRefusal(refusalOf(error.problem))
    options.onFault?.(error)
    return answerRefusal(refuse('INTERNAL'))
  })

  return { fetch: (request, env) => app.fetch(request, env), close: () => events.close() }
}

/** `/` counts as the page's document even before it is built: whoever opens it is told that there is nothing. */
function openKindOf(page: PageFiles): (method: string, path: string) => OpenKind | null {
  const open = Object.values<Endpoint>(endpoints).filter((endpoint) => endpoint.tier === 'open')
  return (method, path) => {
    const asked = method === 'HEAD' ? 'GET' : method
    const file = asked === 'GET' ? page.get(path) : undefined
    if (file?.document === true || (asked === 'GET' && path === '/')) return 'document'
    if (file !== undefined) return 'file'
    return open.some((endpoint) => endpoint.method === asked && endpoint.path === path) ? 'endpoint' : null
  }
}

function answerFile(file: PageFile): Response {
  return new Response(file.bytes, { headers: { ...pageHeaders, 'Content-Type': file.type } })
}

const parsePlainly: ParseJson = (text) => {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, problem: refuse('REQUEST_MALFORMED', { because: 'its body is not JSON' }).problem }
  }
}
