import { createPolicyBook } from '../../adapters/files/policy/policy-book.js'
import { ensureStateFolder, stateFolder } from '../../adapters/files/state-folder.js'
import { laterOutside } from '../sources/later-outside.js'
import { openTransfers } from '../transfers/open-transfers.js'
import { openPython } from './open-python.js'

interface Wish {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly data: string | undefined
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number | null) => void
}

/** Fetches uv from the source `pypi` into the state folder, at a person's word; answers the program's path. */
export async function fetchUv({ env, data, signal, progress }: Wish): Promise<string> {
  const state = stateFolder(env, process.platform, data)
  await ensureStateFolder(state)
  const policy = createPolicyBook(state)
  const fetching = { outside: laterOutside({ state, env }), transfers: await openTransfers({ state, env, policy }) }
  const nowhere = { root: null, locations: () => Promise.resolve(null) }
  const { getUv } = openPython({ state, env, place: nowhere, policy, fetching })
  if (getUv === null) throw new TypeError('nothing to fetch with')
  return getUv(signal, progress)
}
