import { stateFolder } from '../../adapters/files/state-folder.js'

/** Greenlight's own folder for commands that need nothing else of the world. */
export function stateFolderOf(data: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  return stateFolder(env, process.platform, data)
}
