import { access, constants, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Env } from './child-env.js'

export type FoundProgram =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: 'not-found' | 'refused' }

/**
 * The file behind a command: an absolute path as it is, a bare name along PATH. Never the current folder, never a relative entry of PATH.
 * On Windows only `.exe`: `.bat` and `.cmd` would be run by a shell that reads the arguments anew.
 */
export async function findProgram(
  command: string,
  env: Env,
  platform: NodeJS.Platform = process.platform,
): Promise<FoundProgram> {
  const windows = platform === 'win32'
  const flavour = windows ? path.win32 : path.posix
  if (command === '' || command.includes('\0')) return { ok: false, why: 'refused' }
  if (windows && /\.[^.\\/]*$/.test(command) && /\.(?:bat|cmd|com|ps1|vbs|js)[. ]*$/i.test(command))
    return { ok: false, why: 'refused' }
  const file = windows && !/\.exe$/i.test(command) ? `${command}.exe` : command
  const absolute = flavour.isAbsolute(file) && !(windows && /^[\\/](?![\\/])/.test(file))
  if (!absolute && (/[\\/]/.test(file) || (windows && file.includes(':')))) return { ok: false, why: 'refused' }
  for (const place of absolute ? [file] : placesOf(env, windows).map((folder) => flavour.join(folder, file)))
    if (await isProgram(place, windows)) return { ok: true, path: place }
  return { ok: false, why: 'not-found' }
}

function placesOf(env: Env, windows: boolean): readonly string[] {
  const name = Object.keys(env).find((key) => (windows ? key.toUpperCase() === 'PATH' : key === 'PATH'))
  const flavour = windows ? path.win32 : path.posix
  return ((name === undefined ? '' : env[name]) ?? '')
    .split(flavour.delimiter)
    .map((folder) => (windows ? folder.replaceAll('"', '') : folder))
    .filter((folder) => flavour.isAbsolute(folder))
}

async function isProgram(file: string, windows: boolean): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false
    if (!windows) await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
