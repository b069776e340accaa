import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/places.mjs'
import { runQuietly } from '../bootstrap/run.mjs'

const script = 'e2e/set-up/main.ts'

/**
 * Finds or fetches what tests beyond Node stand on. Answers `{python, browser, missing: [{part, why}], output}`; what cannot
 * be had is named, never thrown.
 */
export async function setUp(root) {
  const { status, output } = await runQuietly(process.execPath, [inRoot(script, root)], { cwd: root })
  const file = inRoot('.cache/e2e-parts.json', root)
  if (!existsSync(file)) return { python: null, browser: null, missing: [{ part: 'e2e set-up', why: `${script} ended with ${status}` }], output }
  return { ...JSON.parse(readFileSync(file, 'utf8')), output }
}
