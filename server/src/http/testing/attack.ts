import { goodHeaders, type Door, type Route } from './door.js'
import { writeRequest } from './raw-exchange.js'

/** One way to attack a route: what is sent and which answers are right. */
export interface Attack {
  readonly row: number
  readonly name: string
  readonly expect: readonly number[]
  /** Routes it says something about; all when absent. */
  readonly on?: (route: Route) => boolean
  readonly request: (door: Door, route: Route) => string
  /** The connection must be closed as well. */
  readonly closes?: boolean
}

export type Headers = Record<string, string | null>
export const needsToken = (route: Route) => route.tier !== 'open'
export const writes = (route: Route) => route.method === 'POST'

/** The good request of the route with some headers changed (null: left out). */
export function altered(change: (door: Door) => Headers, method?: string): Attack['request'] {
  return (door, route) => {
    const headers = { ...goodHeaders(door, route), ...change(door) }
    return writeRequest(method ?? route.method, route.path, headers, route.body)
  }
}
