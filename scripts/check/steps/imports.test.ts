import { expect, test } from 'vitest'
import { plantProject } from '../testing/plant.js'
import { imports } from './imports.mjs'

/** A small house in which every law holds. */
const clean = {
  'shared/src/report.ts': "import * as v from 'valibot'\nexport const ReportSchema = v.object({ verdict: v.string() })\n",
  'server/src/problems.ts': 'export const problem = (code: string) => code\n',
  'server/src/core/ports.ts': 'export interface Clock { now(): number }\n',
  'server/src/core/readiness/verdict.ts':
    "import { ReportSchema } from '@greenlight/shared/report'\nimport { problem } from '../../problems.js'\nexport const verdict = [ReportSchema, problem('X')]\n",
  'server/src/adapters/files/read.ts': "import { readFile } from 'node:fs/promises'\nimport type { Clock } from '../../core/ports.js'\nexport const read = (clock: Clock) => readFile(String(clock.now()))\n",
  'server/src/adapters/images/png.ts': 'export const png = 1\n',
  'server/src/use-cases/inspect.ts': "import { verdict } from '../core/readiness/verdict.js'\nexport const inspect = () => verdict\n",
  'server/src/http/app.ts': "import { inspect } from '../use-cases/inspect.js'\nexport const app = inspect\n",
  'server/src/main.ts': "import { read } from './adapters/files/read.js'\nimport { app } from './http/app.js'\nexport const main = [read, app]\n",
  'server/src/cli/check.ts': "import { main } from '../main.js'\nexport const check = main\n",
  'extension/src/comfy/scripts.ts': "import { app } from 'comfyui/app'\nexport const comfy = app\n",
  'extension/src/sidecar/client.ts': 'export const ask = 1\n',
  'extension/src/stores/report.ts': "import { ask } from '../sidecar/client'\nexport const store = ask\n",
  'extension/src/panel/rows.ts': "import { store } from '../stores/report'\nexport const rows = store\n",
  'e2e/fixtures.ts': 'export const fixture = 1\n',
  'server/src/core/testing/made.ts': 'export const made = 1\n',
  'server/src/core/readiness/verdict.test.ts': "import { made } from '../testing/made.js'\nexport const tested = made\n",
}

/** Law -> a file whose one import breaks it, and what the import names. */
const breaches: [law: string, file: string, from: string][] = [
  ['law-1-shared-stands-alone', 'shared/src/bad.ts', 'node:fs'],
  ['law-1-shared-stands-alone', 'shared/src/bad-two.ts', 'vue'],
  ['law-2-extension-and-server-never-meet', 'extension/src/bad.ts', '../../server/src/problems'],
  ['law-2-server-and-extension-never-meet', 'server/src/bad-panel.ts', '../../extension/src/sidecar/client.js'],
  ['law-3-core-is-pure', 'server/src/core/bad-node.ts', 'node:path'],
  ['law-3-core-is-pure', 'server/src/core/bad-package.ts', 'semver'],
  ['law-3-core-is-pure', 'server/src/core/bad-adapter.ts', '../adapters/files/read.js'],
  ['law-4-adapters-know-ports', 'server/src/adapters/files/bad-rule.ts', '../../core/readiness/verdict.js'],
  ['law-4-adapters-know-ports', 'server/src/adapters/files/bad-use-case.ts', '../../use-cases/inspect.js'],
  ['law-4-adapters-never-meet', 'server/src/adapters/files/bad-neighbour.ts', '../images/png.js'],
  ['law-5-use-cases-see-ports', 'server/src/use-cases/bad-node.ts', 'node:fs'],
  ['law-5-use-cases-see-ports', 'server/src/use-cases/bad-adapter.ts', '../adapters/files/read.js'],
  ['law-6-main-composes-adapters', 'server/src/cli/bad.ts', '../adapters/files/read.js'],
  ['law-6-main-composes-http', 'server/src/cli/bad-http.ts', '../http/app.js'],
  ['law-7-comfyui-has-one-door', 'extension/src/stores/bad.ts', 'comfyui/app'],
  ['law-7-panel-touches-stores', 'extension/src/panel/bad.ts', '../sidecar/client'],
  ['tests-stay-tests', 'server/src/core/bad-fake.ts', './testing/made.js'],
  ['e2e-stands-outside', 'e2e/bad.ts', '../server/src/problems.ts'],
  ['imports-resolve', 'server/src/http/bad.ts', './gone.js'],
]

const importing = (from: string) => `import * as other from '${from}'\nexport const bad = other\n`

test('a house that keeps the laws passes', { timeout: 60_000 }, async () => {
  expect(await imports.run({ root: plantProject(clean) })).toMatchObject({ faults: [] })
})

test('every breach is caught, with the reason', { timeout: 60_000 }, async () => {
  const planted = Object.fromEntries(breaches.map(([, file, from]) => [file, importing(from)]))
  const cycle = {
    'server/src/core/one.ts': "import { two } from './two.js'\nexport const one = (): unknown => two\n",
    'server/src/core/two.ts': "import { one } from './one.js'\nexport const two = (): unknown => one\n",
  }
  const { faults } = await imports.run({ root: plantProject({ ...clean, ...planted, ...cycle }) })
  const said = faults.join('\n')
  for (const [law, file] of breaches) expect(said).toMatch(new RegExp(`error ${law}: ${file.replaceAll('.', '\\.')} →`))
  expect(said).toContain('law-8-no-cycles')
  expect(said).toContain('In a cycle nothing can be read first')
  expect(said).toContain('Only main.ts chooses adapters')
})
