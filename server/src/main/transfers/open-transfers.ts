import { createTransfers } from '../../adapters/egress/transfers/create-transfers.js'
import { bootWord } from '../../adapters/egress/transfers/boot-word.js'
import { openAnswer } from '../../adapters/egress/transfers/open-answer.js'
import type { TransferParts } from '../../adapters/egress/transfers/parts.js'
import { lookUpBySystem } from '../../adapters/egress/outside/look-up.js'
import { createLedger } from '../../adapters/files/sources/ledger.js'
import { readSources } from '../../adapters/files/sources/read-sources.js'
import { removeOwnFile } from '../../adapters/files/trash.js'
import { followFile } from '../../adapters/hashing/follow-file.js'
import { createHasher } from '../../adapters/hashing/hasher.js'
import type { PolicyBook, Transfers } from '../../core/change-ports.js'
import { leadOf } from '../../core/policy/source-of-url.js'
import { foreignStart } from '../../use-cases/downloads/foreign-start.js'
import { allowedHosts } from '../sources/allowed-hosts.js'
import { sleep } from '../sources/sleep.js'

export interface TransferOptions {
  /** The state folder. */
  readonly state: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly policy: Pick<PolicyBook, 'read'>
  /** Parts of the network and the clock that tests put in. */
  readonly parts?: Partial<Pick<TransferParts, 'clock' | 'lookUp' | 'open' | 'trust'>>
}

/** The one place where files come from outside: for models and for archives of node packs alike. Asks nobody by itself. */
export async function openTransfers({ state, env, policy, parts = {} }: TransferOptions): Promise<Transfers> {
  const sources = readSources(state, env)
  const { name } = await createHasher()
  const nothing = { allowedHosts: new Set<string>(), mirrors: new Map() }
  return createTransfers({
    sources: (name) => sources.state(name),
    sourceOfHost: (url) => leadOf(url.href, nothing)?.source ?? null,
    async rules() {
      const { allowedSources, hosts, maxConcurrentDownloads } = (await policy.read()).policy
      return { allowedSources, hosts, mostAtOnce: maxConcurrentDownloads }
    },
    allow: allowedHosts(env),
    env,
    ledger: createLedger(state),
    open: openAnswer,
    lookUp: lookUpBySystem,
    clock: { now: Date.now, sleep },
    random: Math.random,
    follow: (path, block) => followFile({ path, block, backend: name }),
    removeFile: removeOwnFile,
    foreign: foreignStart,
    boot: bootWord,
    ...parts,
  })
}
