import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { leadThrough } from '../../adapters/egress/gate/lead-through.js'
import type { LookUp } from '../../adapters/egress/outside/find-way.js'
import { lookUpBySystem } from '../../adapters/egress/outside/look-up.js'
import { createUnpacker } from '../../adapters/archive/unpacker.js'
import { createRegistry } from '../../adapters/comfy-registry/registry.js'
import { writeAtomically } from '../../adapters/files/atomic-write.js'
import { safeJoin } from '../../adapters/files/safe-join.js'
import { createLedger } from '../../adapters/files/sources/ledger.js'
import { removeOwnTree as removeOwn } from '../../adapters/files/trash.js'
import { createGit } from '../../adapters/git/git.js'
import { runProgram } from '../../adapters/process/run-program.js'
import { createShelf } from '../../adapters/shelf/shelf.js'
import type { RunProgram, Transfers } from '../../core/change-ports.js'
import type { PackShelf } from '../../core/pack-facts.js'
import { createPackShelf } from '../../use-cases/fetch-pack/create-pack-shelf.js'
import { allowedHosts } from '../sources/allowed-hosts.js'
import type { OutsideHosts } from '../sources/open-outside-hosts.js'

export interface OpenShelf {
  /** The state folder. */
  readonly state: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly transfers: Pick<Transfers, 'discard' | 'fetch'>
  readonly outside: () => Promise<Pick<OutsideHosts, 'gitMirror' | 'host'>>
  /** Name look-ups of git; a test puts its own in. */
  readonly lookUp?: LookUp
}

/** The shelf of node packs of one state folder. Opens nothing and asks nobody before a pack is asked for. */
export async function openShelf({ state, env, transfers, outside, lookUp = lookUpBySystem }: OpenShelf): Promise<PackShelf> {
  const root = join(state, 'shelf')
  const hosts = await outside()
  const [allow, mirror] = [allowedHosts(env), () => hosts.gitMirror()]
  const throughGate = leadThrough({
    ...{ source: 'github', purpose: 'a node pack, by git', endpoint: () => mirror() ?? 'https://github.com' },
    ...{ allow, env, lookUp, ledger: createLedger(state), now: Date.now },
  })
  const run: RunProgram = (ask) =>
    ask.network === 'none' ? runProgram(ask) : throughGate((gate) => runProgram({ ...ask, env: { ...ask.env, ...gate } }), ask.signal)
  const git = createGit({
    run,
    joinSafely: safeJoin,
    removeOwn,
    allow,
    mirror,
    folder: join(root, '.arriving'),
  })
  return createPackShelf({
    shelf: createShelf({
      root,
      removeOwn,
      now: Date.now,
      writeWhole: async (path, text) => {
        await mkdir(root, { recursive: true, mode: 0o700 })
        await writeAtomically(path, text)
      },
    }),
    registry: createRegistry(hosts.host('comfy-registry')),
    registryHost: () => new URL(hosts.host('comfy-registry').endpoint).host,
    use: (source) => hosts.host(source).use,
    transfers,
    unpacker: createUnpacker({ joinSafely: safeJoin, removeOwn }),
    isName: (name) => safeJoin(root, name) !== null,
    git,
  })
}
