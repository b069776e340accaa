import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { inRoot, tools } from '../bootstrap/places.mjs'
import { runQuietly } from '../bootstrap/run.mjs'
import { mindStatus, none } from './counts.mjs'
import { cannotRun, strict } from './cannot-run.mjs'
import { readPlaywright } from './read-playwright.mjs'

/** Each may wait 45 s; past so many nothing new is learned. */
const mostFailures = 40

/**
 * The end-to-end tests in a real browser. Without a browser none runs; without one of the frontends the others do, and the
 * one is counted on its own.
 */
export async function runE2e(root, { browser, missing }) {
  const absent = missing.map(({ part, why }) => cannotRun(`e2e with ${part}`, why))
  if (browser === null || (strict && missing.length > 0)) return absent
  const file = inRoot('test-results/e2e.json', root)
  mkdirSync(inRoot('test-results', root), { recursive: true })
  rmSync(file, { force: true })
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const args = [inRoot(tools.playwright, root), 'test', '-c', 'e2e', '--reporter=list,json', `--max-failures=${mostFailures}`]
  const hear = (text) => process.stdout.write(text)
  const { status } = await runQuietly(process.execPath, args, { cwd: root, env, hear })
  const counts = existsSync(file) ? readPlaywright(JSON.parse(readFileSync(file, 'utf8'))) : none
  const whole = mindStatus(counts, status, 'playwright')
  return [{ name: 'e2e', counts: whole, output: '' }, ...absent]
}
