import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from '../bootstrap/places.mjs'
import { askLabelled } from './ask-labelled.mjs'
import { askReal } from './ask-real.mjs'
import { scoreSet } from './score-set.mjs'

const built = existsSync(inRoot('server/dist/cli.js'))

/** Every target of `targets.mjs`; `npm run bench:truth -- --failures` names the cases that fail. */
const unmet = (set: ReturnType<typeof scoreSet>) => set.judged.filter(({ met }) => !met)

test.skipIf(!built)('the labelled set is answered as its targets want', { timeout: 120_000 }, async () => {
  expect(unmet(scoreSet('the labelled set', await askLabelled()))).toEqual([])
})

test.skipIf(!built || !existsSync(inRoot('../shared/data')))('so are the real workflows beside the clone', { timeout: 120_000 }, async () => {
  const real = await askReal()
  expect(real === null ? null : unmet(scoreSet('real workflows', real))).toEqual([])
})
