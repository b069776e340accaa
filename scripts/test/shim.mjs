import { delimiter } from 'node:path'
import { inRoot } from '../bootstrap/places.mjs'
import { runQuietly } from '../bootstrap/run.mjs'
import { mindStatus } from './counts.mjs'
import { cannotRun } from './cannot-run.mjs'
import { readUnittest } from './read-unittest.mjs'

/** The shim's own tests, in the Python that the set-up found; packages it fetched lie in `.cache/python`. */
export async function runShim(root, { python }) {
  if (python === null) return [cannotRun('shim tests', 'there is no Python >= 3.9')]
  const folder = inRoot('e2e/shim-tests', root)
  const args = ['-m', 'unittest', 'discover', '-v', '-s', folder, '-t', folder]
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: [folder, process.env.PYTHONPATH ?? ''].filter(Boolean).join(delimiter) }
  const { status, output } = await runQuietly(python, args, { cwd: root, env })
  const counts = mindStatus(readUnittest(output), status, 'python -m unittest')
  return [{ name: 'shim tests', counts, output: counts.failed > 0 ? output : '' }]
}
