import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { cache } from './parts.ts'

const names = process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python']

/** Runs a command to its end and gives its standard output; throws with what it said on the other. */
export function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 })
}

/** The interpreter behind a command (a shim of a version chooser may be in between), or null when it is none or older than 3.9. */
function interpreter(command: string): { command: string; version: string } | null {
  try {
    const [path = '', version = ''] = run(command, ['-c', 'import sys; print(sys.executable); print("%d.%d" % sys.version_info[:2])']).split(/\r?\n/)
    return Number(version.split('.')[1]) >= 9 ? { command: path, version } : null
  } catch {
    return null
  }
}

/** First Python >= 3.9 on the PATH; `version` as `3.11`. */
export function findPython(): { command: string; version: string } | null {
  for (const command of names) {
    const found = interpreter(command)
    if (found !== null) return found
  }
  return null
}

/** Makes aiohttp importable: the interpreter's own, else a copy in `.cache/python/X.Y`. Throws when pip cannot fetch it. */
export function bringAiohttp(python: { command: string; version: string }, say: (line: string) => void): void {
  const own = join(cache, 'python', python.version)
  const probe = `import sys; sys.path.append(${JSON.stringify(own)}); import aiohttp; print(aiohttp.__version__)`
  try {
    say(`aiohttp ${run(python.command, ['-c', probe]).trim()}`)
  } catch {
    say(`aiohttp: fetching it into .cache/python/${python.version}`)
    run(python.command, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', own, 'aiohttp'])
  }
}
