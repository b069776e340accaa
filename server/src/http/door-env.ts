import type { HttpBindings } from '@hono/node-server'
import type { CallerTier } from './session.js'

/** What hono hands through the door: node's own request and answer, and what the guard found out. */
export interface DoorEnv {
  Bindings: HttpBindings
  Variables: { tier: CallerTier | null }
}
