import { createPolicyBook, writeDefaultPolicy } from '../../adapters/files/policy/policy-book.js'
import { ensureStateFolder, stateFolder } from '../../adapters/files/state-folder.js'

/** The user's policy, for one command. */
export function openPolicy({ env, data }: { readonly env: Readonly<Record<string, string | undefined>>; readonly data: string | undefined }) {
  const state = stateFolder(env, process.platform, data)
  return {
    read: () => createPolicyBook(state).read(),
    /** False: there is one already. */
    async write(): Promise<boolean> {
      await ensureStateFolder(state)
      return writeDefaultPolicy(state)
    },
  }
}
