import { expect, test } from 'vitest'
import { plant } from '../testing/plant.js'
import { unused } from './unused.mjs'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root as project } from '../../bootstrap/places.mjs'

const house = {
  'package.json': JSON.stringify({ name: 'x', type: 'module' }),
  'knip.json': JSON.stringify({ entry: ['main.mjs'], project: ['*.mjs'] }),
  'main.mjs': "import { used } from './part.mjs'\nexport default used\n",
  'part.mjs': 'export const used = 1\n',
}

function run(files: Record<string, string>) {
  const root = plant({ ...house, ...files })
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'junction')
  return unused.run({ root })
}

test('code that is used passes', { timeout: 60_000 }, async () => {
  expect(await run({})).toEqual({ faults: [] })
})

test('a file and an export that nobody uses are named', { timeout: 60_000 }, async () => {
  const { faults } = await run({ 'left.mjs': 'export default 1\n', 'part.mjs': 'export const used = 1\nexport const idle = 2\n' })
  expect(faults).toEqual([expect.stringMatching(/left\.mjs[^]*idle/)])
})
