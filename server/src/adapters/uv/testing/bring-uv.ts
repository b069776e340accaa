import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../../../../.cache/uv/', import.meta.url))
const windows = process.platform === 'win32'
/** What tests were written against; any later one should do. */
const version = '0.13.9'

function run(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 300_000 })
  } catch {
    return null
  }
}

/** The interpreter behind the first Python >= 3.9 on the PATH (a version chooser's shim may be in between); null: there is none. */
export function findTestPython(): string | null {
  for (const command of windows ? ['py', 'python', 'python3'] : ['python3', 'python']) {
    const [found = '', minor = ''] = run(command, ['-I', '-c', 'import sys; print(sys.executable); print(sys.version_info[1])'])?.split(/\r?\n/) ?? []
    if (Number(minor) >= 9) return found
  }
  return null
}

/** A uv: on the PATH, as a module of Python, or fetched once by pip into `.cache/uv`; null where none can be had. */
export function bringUv(python: string | null): string | null {
  if (run('uv', ['--version']) !== null) return 'uv'
  if (python === null) return null
  const folder = path.join(cache, version)
  const uv = path.join(folder, 'bin', windows ? 'uv.exe' : 'uv')
  const isThere = () => statSync(uv, { throwIfNoEntry: false })?.isFile() === true
  if (isThere()) return uv
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(path.join(cache, 'fresh-'))
  if (run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:', '--target', fresh, `uv==${version}`]) === null) return null
  try {
    renameSync(fresh, folder)
  } catch {
    // Another test was quicker.
  }
  return isThere() ? uv : null
}
