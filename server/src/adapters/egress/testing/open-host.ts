import type { KeptAnswer, LedgerLine, SourceState } from '../../../core/outside.js'
import { ProblemError } from '../../../problems.js'
import { exchange } from '../exchange.js'
import type { Exchange } from '../outgoing.js'
import { createOutsideHost } from '../outside/outside-host.js'
import type { OutsideHostParts } from '../outside/parts.js'
import type { Address } from '../target.js'
import { namedCertificate } from './self-signed.js'

/** Stands for the public internet: connections to it end at the servers of this test. */
export const publicAddress: Address = { address: '93.184.215.14', family: 4 }

interface Given extends Partial<SourceState> {
  readonly allow?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** What names mean, one answer a look-up; without it every name is public. */
  readonly lookUp?: OutsideHostParts['lookUp']
  readonly ledger?: Partial<OutsideHostParts['ledger']>
  readonly timeoutMs?: number
}

/** A source with a network, a clock and a memory of this test. Connections are real, but only ever to this machine. */
export function openHost(given: Given) {
  const lines: LedgerLine[] = []
  const sent: Exchange[] = []
  const lookUps: string[] = []
  const slept: number[] = []
  const kept = new Map<string, KeptAnswer>()
  const clock = { now: Date.UTC(2031, 0, 1) }
  const state: { -readonly [K in keyof SourceState]: SourceState[K] } = { use: 'on', endpoint: 'https://mirror.test', token: null, ...given }
  const host = createOutsideHost({
    name: 'huggingface',
    state: () => ({ use: state.use, endpoint: state.endpoint, token: state.token }),
    allow: new Set(given.allow ?? []),
    env: given.env ?? {},
    trust: [namedCertificate.cert],
    ledger: { ready: async () => undefined, write: async (line) => void lines.push(line), ...given.ledger },
    kept: { load: async (key) => kept.get(key) ?? null, save: async (key, answer) => void kept.set(key, answer) },
    async lookUp(name, signal) {
      lookUps.push(name)
      return given.lookUp ? given.lookUp(name, signal) : [publicAddress]
    },
    async exchange(of) {
      sent.push(of)
      const here = of.addresses?.map((one) => (one.address === publicAddress.address ? { address: '127.0.0.1', family: 4 as const } : one)) ?? null
      return exchange({ ...of, addresses: here, ...(given.timeoutMs === undefined ? {} : { timeoutMs: given.timeoutMs }) })
    },
    clock: {
      now: () => clock.now,
      async sleep(ms, signal) {
        signal?.throwIfAborted()
        slept.push(ms)
        clock.now += ms
      },
    },
  })
  return { host, lines, sent, lookUps, slept, kept, clock, state }
}

/** `CODE: message` of the refusal, `no refusal` where there is none. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => 'no refusal',
    (error: unknown) => error,
  )
  if (outcome instanceof ProblemError) return `${outcome.problem.code}: ${outcome.problem.message}`
  return outcome === 'no refusal' ? outcome : `not a problem: ${String(outcome)}`
}

export function textOf({ bytes }: { readonly bytes: Uint8Array }): string {
  return new TextDecoder().decode(bytes)
}
