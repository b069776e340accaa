import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { endpoints, type Endpoint, type EndpointName, type Tier } from '@greenlight/shared/api'
import type { Context, Hono } from 'hono'
import type { DoorEnv } from './door-env.js'
import { openEventStream } from './event-stream.js'
import type { EventHub } from './events.js'
import { allows } from './guard.js'
import type { Call, Handler, ParseJson } from './handlers.js'
import { bodyLimitOf, readJsonBody, readQuery, refuseLength } from './read-call.js'
import { answerRefusal, refuse } from './refusal.js'

type JsonName = Exclude<EndpointName, 'events'>

export interface RouteOptions {
  /** Every endpoint's handler, the door's own included. */
  handlers: { readonly [N in JsonName]: Handler<N> }
  events: EventHub
  parseJson: ParseJson
}

interface CheckedCall {
  readonly params: Record<string, string>
  readonly query: unknown
  readonly body: unknown
  readonly text: string
  readonly signal: AbortSignal
  readonly tier: Tier
}
type Answer = (c: Context<DoorEnv>, call: CheckedCall) => Promise<Response>

/** Binds each endpoint of the table to its handler, and answers 405 to every other method on its path. */
export function addRoutes(app: Hono<DoorEnv>, options: RouteOptions): void {
  const methods = new Map<string, string[]>()
  for (const name of Object.keys(endpoints).filter(isEndpointName)) {
    const { method, path }: Endpoint = endpoints[name]
    const answer = name === 'events' ? answerStream(options.events) : answerJson(name, options.handlers)
    app.on(method, path, (c) => answerCall(c, endpoints[name], answer, options.parseJson))
    methods.set(path, [...(methods.get(path) ?? []), method])
  }
  for (const [path, taken] of methods) app.all(path, () => answerMethod(taken))
}

/** Names in paths are ids of our own making: letters, digits, `-` and `_`. */
const plainName = /^[\w-]{1,100}$/

function isEndpointName(name: string): name is EndpointName {
  return Object.hasOwn(endpoints, name)
}

async function answerCall(
  c: Context<DoorEnv>,
  endpoint: Endpoint,
  answer: Answer,
  parseJson: ParseJson,
): Promise<Response> {
  const caller = c.get('tier')
  if (!allows(caller, endpoint.tier)) return answerRefusal(refuse('TIER_TOO_LOW'))
  if (endpoint.stream === true && c.req.method === 'HEAD') return answerMethod([endpoint.method])
  const params = c.req.param()
  if (!Object.values(params).every((one) => plainName.test(one))) return answerRefusal(refuse('ROUTE_NOT_FOUND'))
  const tooLong = refuseLength(c.req.header('content-length'), bodyLimitOf(endpoint))
  if (tooLong !== null) return answerRefusal(tooLong)
  const query = readQuery(c.req.url, endpoint)
  if (!query.ok) return answerRefusal(query.refusal)
  const read = await readJsonBody(c, endpoint, parseJson)
  if (!read.ok) return answerRefusal(read.refusal)
  const tier = caller ?? 'open'
  return answer(c, { params, query: query.value, ...read.value, signal: c.req.raw.signal, tier })
}

/** The one place where a checked call gets the type that the table gives it: `readQuery` and `readJsonBody` saw to it. */
function answerJson<N extends JsonName>(name: N, handlers: RouteOptions['handlers']): Answer {
  return async (_, call) => {
    const reply = await handlers[name](call as Call<N>)
    return new Response(JSON.stringify(reply), { headers: { 'Content-Type': 'application/json' } })
  }
}

function answerStream(events: EventHub): Answer {
  return async (c, { query }) => {
    const refused = openEventStream(c.env.outgoing, events, readAfterKey(query))
    return refused === null ? RESPONSE_ALREADY_SENT : answerRefusal(refused)
  }
}

function readAfterKey(query: unknown): string | undefined {
  return typeof query === 'object' && query !== null && 'after' in query && typeof query.after === 'string'
    ? query.after
    : undefined
}

/** `HEAD` goes wherever `GET` does. */
export function answerMethod(taken: readonly string[]): Response {
  const allow = taken
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .sort()
    .join(', ')
  return answerRefusal(refuse('METHOD_NOT_ALLOWED', { allow }, { headers: { Allow: allow } }))
}
