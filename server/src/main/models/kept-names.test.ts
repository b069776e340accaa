import { afterEach, expect, it } from 'vitest'
import { models, walked } from '../../core/testing/contract/build-models.js'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import { findModels } from '../../use-cases/answer-models/find-models.js'
import { keepNames } from './kept-names.js'

let kept: ReturnType<typeof keepNames> | null = null
afterEach(() => kept?.forget())

async function started() {
  const index = createMemoryModelIndex()
  await index.setRoots([models])
  await index.record(models.path, { found: [walked('first one.ckpt')], gone: [] })
  let reads = 0
  const names = keepNames({
    counts: () => index.counts(),
    names: () => {
      reads += 1
      return index.names()
    },
  })
  kept = names
  const found = async (asked: string) => (await findModels(index, asked, names.get)).matches.map(({ model }) => model.name)
  return { index, names, found, reads: () => reads }
}

it('reads the names once for many questions', async () => {
  const { found, reads } = await started()
  const answers = await Promise.all([found('first_one.ckpt'), found('First One.ckpt'), found('first-one.safetensors')])
  expect(answers).toEqual([['first one.ckpt'], ['first one.ckpt'], ['first one.ckpt']])
  expect(await found('/no/path')).toEqual([])
  expect(reads()).toBe(1)
})

it('sees a new file at once, and a renamed one when it is told', async () => {
  const { index, names, found, reads } = await started()
  await found('first_one.ckpt')
  await index.record(models.path, { found: [walked('second.ckpt')], gone: [] })
  expect(await found('Second.ckpt')).toEqual(['second.ckpt'])
  await index.record(models.path, { found: [walked('third.ckpt')], gone: ['second.ckpt'] })
  names.forget()
  expect(await found('Third.ckpt')).toEqual(['third.ckpt'])
  expect(reads()).toBe(3)
})
