import type { Endpoint, EndpointName, Reply } from '@greenlight/shared/api'
import { firstEndpoints } from '@greenlight/shared/first-endpoints'
import type * as v from 'valibot'

/** An entry of the endpoint table as the client needs it. */
export interface Found<N extends EndpointName> extends Pick<Endpoint, 'method' | 'path'> {
  reply: v.GenericSchema<unknown, Reply<N>>
}

/** The table's entry under the type that the table gives it. Most of the table is loaded when it is first asked for; null when that fails. */
export async function findEndpoint<N extends EndpointName>(name: N): Promise<Found<N> | null> {
  const table: Readonly<Record<string, Endpoint>> | null = Object.hasOwn(firstEndpoints, name) ? firstEndpoints : await wholeTable()
  return (table?.[name] ?? null) as Found<N> | null
}

function wholeTable(): Promise<Readonly<Record<string, Endpoint>> | null> {
  return import('@greenlight/shared/api').then(({ endpoints }) => endpoints).catch(() => null)
}
