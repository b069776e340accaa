import type { EndpointName, endpoints, Reply, Tier } from '@greenlight/shared/api'
import type { Problem } from '@greenlight/shared/problem'
import type * as v from 'valibot'

/** Endpoints that the door answers itself. */
export type DoorName = 'events' | 'health' | 'launchCode' | 'openapi' | 'session'
export type BoundName = Exclude<EndpointName, DoorName>

type Table = typeof endpoints
type Given<N extends EndpointName, K extends 'body' | 'query'> =
  Table[N] extends Record<K, infer Schema extends v.GenericSchema> ? v.InferOutput<Schema> : undefined
type ParamName<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | ParamName<`/${More}`>
    : Rest
  : never

/** One request that passed the guard, with everything of it already checked against the table. */
export interface Call<N extends EndpointName> {
  readonly params: { readonly [name in ParamName<Table[N]['path']>]: string }
  readonly query: Given<N, 'query'>
  readonly body: Given<N, 'body'>
  /** The body as it came: numbers that do not survive parsing are still in it. Empty without one. */
  readonly text: string
  /** Aborted when the client leaves or the sidecar stops. */
  readonly signal: AbortSignal
  /** What the caller's token allows; `open` without one. */
  readonly tier: Tier
}

/** May throw a ProblemError: its code decides the status. Anything else thrown is INTERNAL. */
export type Handler<N extends EndpointName> = (call: Call<N>) => Promise<Reply<N>>
export type Handlers = { readonly [N in BoundName]: Handler<N> }

/** Parses a body that others wrote, within bounds of depth and size. Never throws. */
export type ParseJson = (
  text: string,
) => { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem }
