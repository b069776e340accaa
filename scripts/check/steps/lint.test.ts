import { expect, test } from 'vitest'
import { plantProject } from '../testing/plant.js'
import { lint } from './lint.mjs'

const clean = {
  'shared/src/ids.ts': 'export const id = 1\n',
  'server/src/core/verdict.ts': "export const verdict = (facts: readonly string[]): string => facts.join(', ')\n",
  'server/src/core/verdict.test.ts': 'export const tested = [Date.now(), Math.random()]\n',
  'server/src/adapters/egress/egress.ts': "import { request } from 'node:http'\nexport const ask = [request, fetch]\n",
  'server/src/adapters/files/trash.ts': "import { rm } from 'node:fs/promises'\nexport const remove = (path: string) => rm(path)\n",
  'server/src/http/serve.ts': "import { createServer } from 'node:http'\nexport const serve = createServer\n",
  'server/src/cli/say.ts': "import type { IncomingMessage } from 'node:http'\nexport type Call = IncomingMessage\n",
  'extension/src/count.ts': 'export const count = 1\n',
}

const inCore: [rule: string, line: string][] = [
  ['process', 'export const x = process.argv'],
  ['buffer', 'export const x = Buffer'],
  ['date-now', 'export const x = Date.now()'],
  ['new-date', 'export const x = new Date()'],
  ['random', 'export const x = Math.random()'],
  ['fetch', "export const x = fetch('http://a')"],
  ['timer', 'export const x = setTimeout(() => 1, 1)'],
  ['console', "console.log('x')\nexport const x = 1"],
  ['intl', "export const x = new Intl.NumberFormat('en')"],
  ['order', "export const x = 'a'.localeCompare('b')"],
]

const elsewhere: [file: string, line: string][] = [
  ['server/src/use-cases/bad-fetch.ts', "export const x = fetch('http://a')"],
  ['server/src/adapters/files/bad-http.ts', "import { get } from 'node:https'\nexport const x = get"],
  ['server/src/adapters/files/bad-dns.ts', "import { lookup } from 'node:dns/promises'\nexport const x = lookup"],
  ['server/src/http/bad-ask.ts', "import { request } from 'node:http'\nexport const x = request"],
  ['server/src/http/bad-remove.ts', "import { rm } from 'node:fs/promises'\nexport const x = rm"],
  ['server/src/adapters/files/bad-unlink.ts', "import { unlinkSync } from 'node:fs'\nexport const x = unlinkSync"],
  ['server/src/adapters/egress/bad-remove.ts', "import { rmdir } from 'node:fs/promises'\nexport const x = rmdir"],
  ['server/src/adapters/files/bad-whole.ts', "import * as fs from 'node:fs'\nexport const x = () => fs.rmSync('a')"],
  ['shared/src/bad-any.ts', 'export const x = (y: any): string => String(y)'],
  ['shared/src/bad-never.ts', 'export const x = 1 as never'],
  ['shared/src/bad-cast.ts', 'export const x = 1 as unknown as string'],
  ['shared/src/bad-enum.ts', 'export enum X { a }'],
  ['shared/src/bad-ignore.ts', "// @ts-ignore\nexport const x: number = 'a'"],
  ['shared/src/bad-disable.ts', '/* eslint-disable */\nexport const x = (y: any): string => String(y)'],
  ['server/src/cli/bad-promise.ts', 'export const x = () => { Promise.resolve(1) }'],
  ['extension/src/bad-bang.ts', 'export const x = (y: string | null) => y!.length'],
]

test('code that keeps the rules passes', { timeout: 120_000 }, async () => {
  expect(await lint.run({ root: plantProject(clean) })).toEqual({ faults: [] })
})

test('every breach is caught in its file', { timeout: 120_000 }, async () => {
  const core: [string, string][] = inCore.map(([rule, line]) => [`server/src/core/bad-${rule}.ts`, line])
  const breaches = [...core, ...elsewhere]
  const planted = Object.fromEntries(breaches.map(([file, line]) => [file, `${line}\n`]))
  const { faults } = await lint.run({ root: plantProject({ ...clean, ...planted }) })
  const said = faults.join('\n').replaceAll('\\', '/')
  /** ESLint prints a file's path, then its faults. */
  const blocks = said.split(/\n\s*\n/)
  for (const [file] of breaches) expect(blocks.find((block) => block.includes(file)), file).toMatch(/ error /)
  for (const file of Object.keys(clean)) expect(said).not.toContain(file)
  expect(said).toContain('One module owns deletion (law 9)')
  expect(said).toContain('core is pure (law 3)')
})
