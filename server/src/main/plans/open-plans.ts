import { openWorld } from '../../main.js'
import { createJournal } from '../../adapters/files/journal/journal.js'
import { stateFolder } from '../../adapters/files/state-folder.js'
import { ulidPattern } from '../../core/ulid.js'
import type { PlanHouse } from '../../use-cases/plans/plan-house.js'
import { findRunningSidecar } from '../running-sidecar.js'
import { openPlanHouse } from './open-house.js'
import { openReceipts } from './open-receipts.js'
import { remotePlans } from './remote-plans.js'

interface Given {
  readonly paths: readonly string[]
  readonly text: (name: string) => string | undefined
}
interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/**
 * Plans for one command: what changes something is asked of the companion that serves this state folder, if there is one; proposals
 * are made here, by the flags of the command.
 */
export async function openPlans(given: Given, { env, signal }: Terminal): Promise<PlanHouse> {
  const state = stateFolder(env, process.platform, given.text('data'))
  const running = await findRunningSidecar({ env, data: given.text('data') })
  if (running === null) return openHere(given, { env, signal }, state)
  const remote = remotePlans({ ...running.access, signal })
  const journal = createJournal(state, { now: Date.now, redact: (value) => value })
  let local: Promise<PlanHouse> | null = null
  return {
    ...remote,
    propose: async (request, options) => (await (local ??= openHere(given, { env, signal }, state))).propose(request, options),
    verifyJournal: () => journal.verify(),
    close: async () => (await local)?.close(),
  }
}

/** A plan that is named brings its own installation; else the one that the flags or the surroundings mean. */
async function openHere(given: Given, terminal: Terminal, state: string): Promise<PlanHouse> {
  const { env } = terminal
  const named = given.paths.find((one) => ulidPattern.test(one))
  const own = named === undefined ? null : await openReceipts({ state, env }).plans.read(named).catch(() => null)
  const text = (name: string) => given.text(name) ?? (name === 'comfyui' ? (own?.plan.installation ?? undefined) : undefined)
  const world = await openWorld({ text }, terminal)
  const place = await world.findPlace()
  const house = await openPlanHouse({
    ...{ state, env, place, outside: world.outside, what: 'greenlight in a terminal' },
    ports: world.portsFor(place),
    read: () => place.read({ signal: terminal.signal }),
  })
  return { ...house, close: async () => void (await Promise.all([house.close(), world.close()])) }
}
