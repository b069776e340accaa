import { constants } from 'node:fs'
import { access, chmod, mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { ProblemError } from '../../problems.js'
import { reasonOf } from './reason.js'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Greenlight's own folder: `--data` (`flag`), else `GREENLIGHT_DATA`, else the platform's place for state (contract.md). The
 * shim looks in the last two ways, so they must not change alone. Relative names are of the working folder.
 */
export function stateFolder(env: Env, platform: NodeJS.Platform, flag?: string): string {
  const flavour = platform === 'win32' ? path.win32 : path.posix
  const named = said(flag) ?? said(env.GREENLIGHT_DATA)
  if (named !== undefined) return flavour.resolve(named)
  if (platform === 'win32') {
    const local = said(env.LOCALAPPDATA) ?? flavour.join(said(env.USERPROFILE) ?? homedir(), 'AppData', 'Local')
    return flavour.join(local, 'greenlight')
  }
  const home = said(env.HOME) ?? homedir()
  if (platform === 'darwin') return flavour.join(home, 'Library', 'Application Support', 'greenlight')
  return flavour.join(said(env.XDG_STATE_HOME) ?? flavour.join(home, '.local', 'state'), 'greenlight')
}

/** Makes the folder, for this user alone. Rejects with ProblemError STATE_FOLDER_UNUSABLE when it cannot be written. */
export async function ensureStateFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made !== undefined) await chmod(folder, 0o700)
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ProblemError('STATE_FOLDER_UNUSABLE', { path: folder, because: reasonOf(error) }, { cause: error })
  }
}

function said(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
}
