import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sourceRoot } from './places.mjs'

const cache = join(sourceRoot, '.cache', 'uv')
const runs = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).status === 0

/** A uv, on the PATH or as tests fetched it, and a Python that can make an environment; null: there is none. */
export const tools = findTools()
// What the bundle holds of the tests of uv looks there first, and would fetch one otherwise.
process.env.GREENLIGHT_TEST_UV ??= tools?.uv ?? 'none'

function findTools() {
  const fetched = existsSync(cache) ? readdirSync(cache).map((version) => join(cache, version, 'bin', 'uv')) : []
  const uv = [process.env.GREENLIGHT_TEST_UV ?? 'uv', ...fetched].find((command) => runs(command, '--version'))
  const python = ['python3', 'python'].find((command) => runs(command, '-I', '-c', 'import venv'))
  if (uv === undefined || python === undefined) return null
  return { uv, python: spawnSync(python, ['-I', '-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).stdout.trim() }
}
