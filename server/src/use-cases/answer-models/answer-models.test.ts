import { expect, it } from 'vitest'
import type { IndexedModel } from '../../core/model-index.js'
import { downloads, hex, modelAt, models, walked } from '../../core/testing/contract/build-models.js'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import { problem, ProblemError } from '../../problems.js'
import { findModels } from './find-models.js'
import { listByUses } from './list-by-uses.js'
import { meantBy } from './meant-by.js'
import { verifyModels } from './verify-models.js'

async function filled() {
  const index = createMemoryModelIndex()
  await index.setRoots([models, downloads])
  await index.record(models.path, { found: ['a/模型.ckpt', 'b/模型.ckpt', 'Big One v2.safetensors', 'never.ckpt'].map((name) => walked(name)), gone: [] })
  await index.record(downloads.path, { found: [walked('stray.ckpt')], gone: [] })
  const known = await modelAt(index, 'never.ckpt')
  await index.addDigests(known.id, known, { blake3: hex('ab'), sha256: hex('cd'), tensorsSha256: hex('ef') })
  return index
}

it.each([
  ['never.ckpt', ['never.ckpt']],
  ['NEVER.ckpt', ['never.ckpt']],
  ['模型.ckpt', ['a/模型.ckpt', 'b/模型.ckpt']],
  ['b\\模型.ckpt', ['b/模型.ckpt']],
  ['c/模型.ckpt', []],
  ['Big One v3.safetensors', []],
  ['big_one_v2.safetensors', []],
  [hex('ab'), ['never.ckpt']],
  [`sha256:${hex('cd')}`, ['never.ckpt']],
  [hex('cd').slice(0, 10), ['never.ckpt']],
  [hex('ef').slice(0, 12), ['never.ckpt']],
  [`blake3:${hex('cd')}`, []],
])('%s means %j and nothing that is only like it', async (asked, names) => {
  const meant = meantBy(await findModels(await filled(), asked))
  expect(meant.map(({ name }) => name).sort()).toEqual(names)
})

it('the order of uses is whole, page by page, equal ones by name', async () => {
  const index = await filled()
  const [never, big] = [await modelAt(index, 'never.ckpt'), await modelAt(index, 'Big One v2.safetensors')]
  const uses = new Map([[never.path, 3], [big.path, 1]])
  const names = async (offset: number, limit: number, descending: boolean) => (await listByUses(index, uses, { offset, limit, descending })).models.map(({ name }) => name)
  expect(await names(0, 3, true)).toEqual(['never.ckpt', 'Big One v2.safetensors', 'a/模型.ckpt'])
  expect(await names(3, 9, true)).toEqual(['b/模型.ckpt', 'stray.ckpt'])
  expect((await names(0, 9, false)).slice(-2)).toEqual(['Big One v2.safetensors', 'never.ckpt'])
})

it('verify says of each file how it stands, and one that cannot be read hides no other', async () => {
  const index = await filled()
  const now = { blake3: hex('ab'), sha256: hex('cd') }
  const [known, unknown] = [await modelAt(index, 'never.ckpt'), await modelAt(index, 'stray.ckpt', downloads)]
  const of = (path: string, more: Partial<IndexedModel>): IndexedModel => ({ ...known, path, ...more })
  const hasher = {
    digest: async (path: string) => {
      if (path === 'gone') throw new ProblemError('FILE_UNREADABLE', { path, because: 'it is gone' })
      return { ...now, stamp: { ...known, modified: path === 'touched' ? 5 : known.modified } }
    },
  }
  const { models: verified } = await verifyModels(hasher, [
    known,
    unknown,
    of('gone', {}),
    of('rotten', { digests: { blake3: hex('00') } }),
    of('touched', { digests: { blake3: hex('00') } }),
    of('claimed', { claims: [{ from: 'a.sha256', says: 'another', sha256: hex('99') }] }),
    of('agreed', { claims: [{ from: 'a.sha256', says: 'this', autov2: hex('cd').slice(0, 10) }] }),
  ])
  expect(verified.map(({ answer }) => answer)).toEqual(['same', 'first-seen', 'unreadable', 'changed', 'changed', 'claim-differs', 'same'])
  expect(verified[2]?.says).toBe(problem('FILE_UNREADABLE', { path: 'gone', because: 'it is gone' }).message)
  expect(verified[3]?.says).toContain('the disk may be failing')
  expect(verified[4]?.says).toContain('since it was hashed')
})
