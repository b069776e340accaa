import { DecisionsSchema } from '@greenlight/shared/decisions'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createDecisionBook } from '../../adapters/files/decisions/decision-book.js'
import { tempTree } from '../../adapters/files/testing/temp-tree.js'
import { modelDecision, packDecision } from '../../core/testing/contract/decision-book.contract.js'
import { createDecisionHandlers } from './decision-handlers.js'

const call = { params: {}, query: undefined, text: '', signal: new AbortController().signal, tier: 'panel' as const }

it('remembers, tells and takes back', async () => {
  await using tree = await tempTree()
  const { decide, decisions } = createDecisionHandlers(createDecisionBook(tree.root))
  const told = async () => v.parse(DecisionsSchema, await decisions({ ...call, body: undefined })).decisions
  expect(await told()).toEqual([])
  expect((await decide({ ...call, body: { remember: packDecision('A') } })).decisions).toEqual([packDecision('A')])
  await decide({ ...call, body: { remember: packDecision('A', { id: 'other' }) } })
  expect(await told()).toEqual([packDecision('A', { id: 'other' })])
  expect((await decide({ ...call, body: { forget: packDecision('A') } })).decisions).toEqual([])
  expect((await decide({ ...call, body: { forget: packDecision('A') } })).decisions).toEqual([])
})

it('keeps no address that is none of the web', async () => {
  await using tree = await tempTree()
  const { decide, decisions } = createDecisionHandlers(createDecisionBook(tree.root))
  const refused = decide({ ...call, body: { remember: modelDecision('m', { use: { url: 'javascript:alert(1)' } }) } })
  await expect(refused).rejects.toMatchObject({ problem: { code: 'DECISIONS_UNWRITABLE' } })
  expect((await decisions({ ...call, body: undefined })).decisions).toEqual([])
})
