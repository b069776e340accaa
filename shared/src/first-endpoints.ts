import * as v from 'valibot'
import { CheckSchema } from './report.js'
import { InspectRequestSchema } from './workflow.js'

/**
 * What the panel asks as soon as ComfyUI's page is open, and so all of the table that its first load carries: api.ts
 * spreads these into the one table. Everything else is loaded when somebody first asks for it.
 */
const MiB = 1024 * 1024

export const firstEndpoints = {
  events: { method: 'GET', path: '/events', tier: 'panel', stream: true, query: v.object({ after: v.optional(v.string()) }), reply: v.unknown(), says: 'Changes as they happen (server-sent events).' },
  inspect: { method: 'POST', path: '/inspect', tier: 'panel', body: InspectRequestSchema, bodyLimit: 64 * MiB, reply: CheckSchema, says: 'The readiness report of the open graph or of a dropped file.' },
  ready: { method: 'GET', path: '/ready', tier: 'panel', reply: v.object({ ready: v.boolean(), version: v.string(), protocol: v.number(), installation: v.nullable(v.string()), page: v.optional(v.string()) }), says: 'Whether the first facts are read, and which versions speak.' },
} as const

/** Spoken by panel and sidecar; a panel that meets another number says "too old" or "too new". */
export const protocol = 1
