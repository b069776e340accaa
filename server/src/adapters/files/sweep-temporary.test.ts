import { readdir, utimes } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { sweepTemporary } from './sweep-temporary.js'
import { tempTree } from './testing/temp-tree.js'

it('takes away what a killed writer left, nothing else and nothing fresh', async () => {
  await using tree = await tempTree({ '.plan.json.0123456789ab.tmp': 'old', '.a b и.json.fedcba987654.tmp': 'fresh', 'plan.json': 'x', '.x.tmp': 'x', 'y.0123456789ab.tmp': 'x' })
  for (const name of ['.plan.json.0123456789ab.tmp', 'plan.json', '.x.tmp', 'y.0123456789ab.tmp']) await utimes(tree.at(name), 1, 1)
  await sweepTemporary(tree.root)
  expect((await readdir(tree.root)).sort()).toEqual(['.a b и.json.fedcba987654.tmp', '.x.tmp', 'plan.json', 'y.0123456789ab.tmp'])
  await sweepTemporary(tree.at('absent'))
})
