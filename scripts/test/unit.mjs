import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { inRoot } from '../bootstrap/places.mjs'
import { runTool } from '../check/tool.mjs'
import { mindStatus, none, sum } from './counts.mjs'
import { readVitest } from './read-vitest.mjs'

/** One suite that the real adapter and its fake both have to pass (D17). */
export const isContract = (path) => path.includes('contract')

async function runVitest(root, name, args) {
  const file = inRoot(`test-results/${name}.json`, root)
  mkdirSync(inRoot('test-results', root), { recursive: true })
  rmSync(file, { force: true })
  const ran = await runTool(root, 'vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  return { ...ran, name, report }
}

/**
 * Runs every vitest once: all workspaces and the scripts from the root, the panel's components (which need its compiler)
 * from the extension. Answers two parts, unit tests and contract suites.
 */
export async function runUnit(root) {
  const runs = [await runVitest(root, 'unit', [])]
  if (existsSync(inRoot('extension/vitest.config.ts', root))) {
    runs.push(await runVitest(root, 'components', ['--config', 'extension/vitest.config.ts', '.spec.', '--passWithNoTests']))
  }
  const count = (wanted) =>
    sum(runs.map(({ report }) => (report === null ? none : readVitest(report, root, wanted))))
  const contract = count(isContract)
  const failedThere = contract.failed > 0
  const broken = runs.filter(({ status }) => status !== 0)
  const unit = count((path) => !isContract(path))
  return [
    {
      name: 'unit',
      counts: failedThere ? unit : broken.reduce((all, run) => mindStatus(all, run.status, `vitest (${run.name})`), unit),
      output: broken.map(({ output }) => output).join('\n'),
    },
    { name: 'contract suites', counts: contract, output: '' },
  ]
}
