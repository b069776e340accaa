import { root } from '../bootstrap/places.mjs'
import { runChecks } from './checks.mjs'
import { inWords, sum } from './counts.mjs'
import { runE2e } from './e2e.mjs'
import { sayPart } from './say-part.mjs'
import { setUp } from './set-up.mjs'
import { runShim } from './shim.mjs'
import { runUnit } from './unit.mjs'

/**
 * `npm test`: every part in order, each named with its result; a broken part stops no other. The last line is
 * `N passed, N failed, N skipped`; exit 1 when anything failed.
 */
const found = {}
const parts = [
  ['types', () => runChecks(root, 'types')],
  ['laws', () => runChecks(root, 'laws')],
  ['lint', () => runChecks(root, 'lint')],
  ['unit tests and contract suites', () => runUnit(root)],
  ['set-up of shim and end-to-end tests', async () => {
    Object.assign(found, await setUp(root))
    return [{ name: 'set-up', note: `${found.missing.length} parts missing`, counts: sum([]), output: found.missing.length > 0 ? found.output : '' }]
  }],
  ['shim tests', () => runShim(root, found)],
  ['end-to-end tests', () => runE2e(root, found)],
]

const all = []
for (const [title, part] of parts) {
  process.stdout.write(`\n== ${title}\n`)
  const began = Date.now()
  const results = await part().catch((error) => [
    { name: title, counts: { ...sum([]), failed: 1, failures: [`the part itself broke: ${error.stack ?? error}`] }, output: '' },
  ])
  for (const result of results) sayPart(result)
  process.stdout.write(`  (${((Date.now() - began) / 1000).toFixed(1)} s)\n`)
  all.push(...results)
}

const total = sum(all.map(({ counts }) => counts))
process.stdout.write(`\n== results\n${all.map(({ name, note, counts }) => `  ${name}: ${note ?? inWords(counts)}\n`).join('')}`)
for (const failure of total.failures) process.stdout.write(`  failed: ${failure}\n`)
for (const skip of total.skips) process.stdout.write(`  skipped: ${skip}\n`)
process.stdout.write(`${inWords(total)}\n`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
