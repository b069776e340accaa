import { stateFolder } from '../../adapters/files/state-folder.js'
import { openOutsideHosts } from './open-outside-hosts.js'

/** Switches and ledger for a command that needs no installation. */
export function openSources({ env, data }: { readonly env: Readonly<Record<string, string | undefined>>; readonly data: string | undefined }) {
  return openOutsideHosts({ state: stateFolder(env, process.platform, data), env })
}
