import { getActivePinia, type Pinia } from 'pinia'
import type { Sidecar } from '../sidecar/client.js'
import type { Timers } from '../timing/timers.js'
import type { Host } from './host.js'

/** What the stores stand on; handed in by whoever starts the panel. */
export interface Services {
  sidecar: Sidecar
  host: Host
  timers: Timers
  /** Milliseconds since the epoch. */
  clock: () => number
}

const held = new WeakMap<Pinia, Services>()

/** Gives every store of this Pinia its services. Call it before the first store is used. */
export function provideServices(pinia: Pinia, services: Services): void {
  held.set(pinia, services)
}

export function useServices(): Services {
  const pinia = getActivePinia()
  const services = pinia === undefined ? undefined : held.get(pinia)
  if (services === undefined) throw new Error('The stores were used before provideServices.')
  return services
}
