import { setTimeout as pause } from 'node:timers/promises'
import { randomBytes } from 'node:crypto'
import { createApprovals } from '../approvals.js'

/** A process of its own that spends a token at a moment given, and says what came of it. */
const [state = '', token = '', plan = '', digest = '', at = '0'] = process.argv.slice(2)
const approvals = createApprovals(state, { now: Date.now, randomBytes })
await pause(Math.max(1, Number(at) - Date.now()))
const spent = await approvals.spend(token, { plan, digest, version: 1 })
process.stdout.write(`${spent.ok ? 'ok' : spent.state}\n`)
