import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { IndexedModel, ModelIndex, ModelRoot, SampleKeys, WalkedModel } from '../../core/model-index.js'
import { downloads, factsOf, hex, models } from '../../core/testing/contract/build-models.js'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import { openModelIndex } from './open-model-index.js'
import { stateFolder } from './testing/state-folder.js'

/** Few names, inodes, sizes and hashes, so that they meet often. */
const third: ModelRoot = {
  path: '/mnt/third',
  from: 'comfyui',
  folders: [{ name: 'loras', accepts: new Set(['.ckpt']) }],
}
const roots = [models, downloads, third]
const names = ['a.ckpt', 'B.ckpt', 'b.gguf', 'sub/a.ckpt', 'sub/𝄞.ckpt', 'sub/\uffee.ckpt']
const stamp = {
  size: fc.constantFrom(0, 5),
  modified: fc.constantFrom(1, 2.5),
  inode: fc.constantFrom(null, '1:1', '1:2', '1:3'),
}
const walked: fc.Arbitrary<WalkedModel> = fc.record({
  name: fc.constantFrom(...names),
  link: fc.constantFrom(null, '/x'),
  ...stamp,
})
const hash = fc.constantFrom('aa', 'bb', 'cc', 'dd', 'ee').map(hex)
const facts = fc
  .record({
    family: fc.constantFrom('sdxl', 'flux'),
    health: fc.constantFrom('whole', 'corrupt'),
    fingerprint: fc.constantFrom(null, 'blake3:1'),
  })
  .map(factsOf)
const claims = fc.constantFrom(
  [],
  [{ from: 'a.json', says: 'one' }],
  [{ from: 'b.json', says: 'two', sha256: hex('5a') }],
)
const keys: fc.Arbitrary<SampleKeys> = fc.record(
  { quick: fc.constantFrom('quick:2:1', 'quick:2:2'), comfydock16: fc.constantFrom('1', '2') },
  { requiredKeys: [] },
)

/** One call. `pick` names a file by its place in the list, so that both sides mean the same one whatever its id. */
type Call = (index: ModelIndex, reopen: () => Promise<ModelIndex>) => Promise<ModelIndex>
const pick = fc.nat(17)
const onFile =
  (at: number, old: boolean, act: (index: ModelIndex, file: IndexedModel) => Promise<unknown>): Call =>
  async (index) => {
    const { models: all } = await index.list({})
    const file = all[at % Math.max(1, all.length)]
    if (file !== undefined) await act(index, old ? { ...file, size: file.size + 1 } : file)
    return index
  }
const call: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...roots), fc.array(walked, { maxLength: 4 }), fc.subarray(names))
      .map(([root, found, gone]): Call => async (index) => {
        await index.record(root.path, { found, gone })
        return index
      }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...roots).map((root): Call => async (index) => {
      await index.finishWalk(root.path, [{ code: 'FOLDER_LOOP', message: root.path, hint: 'h' }])
      return index
    }),
  },
  {
    weight: 1,
    arbitrary: fc.shuffledSubarray(roots, { minLength: 1 }).map((some): Call => async (index) => {
      await index.setRoots(some)
      return index
    }),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(pick, fc.boolean(), hash, fc.option(hash, { nil: undefined }))
      .map(([at, old, blake3, sha256]) =>
        onFile(at, old && sha256 === undefined, (index, file) =>
          index.addDigests(file.id, file, sha256 === undefined ? { blake3 } : { blake3, sha256 }),
        ),
      ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pick, facts, claims)
      .map(([at, said, claimed]) =>
        onFile(at, false, (index, file) =>
          index.describe([{ id: file.id, stamp: file, facts: said, claims: claimed }]),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(pick, keys)
      .map(([at, some]) => onFile(at, false, (index, file) => index.addKeys(file.id, file, some))),
  },
  { weight: 1, arbitrary: fc.constant<Call>((_, reopen) => reopen()) },
)

const bare = (all: readonly IndexedModel[]): object[] => all.map(({ id: _, ...rest }) => rest)
const bareMap = (map: ReadonlyMap<string, readonly IndexedModel[]>): object =>
  [...map].map(([key, all]) => [key, bare(all)])

async function everything(index: ModelIndex): Promise<object> {
  const { models: all, total } = await index.list({})
  const hashes = ['aa', 'bb', 'cc', 'dd', 'ee'].flatMap((start) => [
    { type: 'blake3' as const, value: hex(start) },
    { type: 'autov2' as const, value: hex(start).slice(0, 10) },
  ])
  const samples = [
    { type: 'quick' as const, value: 'quick:2:1' },
    { type: 'comfydock16' as const, value: '2' },
  ]
  return {
    all: bare(all),
    total,
    page: bare((await index.list({ search: 'sub A', sort: 'size', descending: true, offset: 1, limit: 2 })).models),
    corrupt: bare((await index.list({ health: 'corrupt', folder: 'loras' })).models),
    counts: await index.counts(),
    lacking: [
      bare(await index.lacking('facts', 3)),
      bare(await index.lacking('blake3', 3)),
      bare(await index.lacking('sha256', 99)),
    ],
    shared: await index.sharedSizes(),
    sized: bare(await index.bySizes([5, 0])),
    hashes: bareMap(await index.byHashes([...hashes, ...samples])),
    prints: bareMap(await index.byFingerprints(['blake3:1'])),
    problems: await index.problems(),
    outside: await index.outside(),
    paths: bare([...(await index.byPaths(all.map(({ path }) => path))).values()]),
    stamps: await Promise.all(
      roots.map(async ({ path }) =>
        [...(await index.stamps(path))]
          .map(([name, { id: _, ...rest }]) => ({ name, ...rest }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    ),
  }
}

it('answers as the index in memory does, whatever it was told', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 60, size: 'max' }), async (calls) => {
      const folder = stateFolder()
      let [memory, sqlite] = [createMemoryModelIndex(), await openModelIndex({ folder, mode: 'write' })]
      try {
        for (const index of [memory, sqlite]) {
          await index.setRoots(roots)
          for (const { path } of roots)
            await index.record(path, {
              found: names.map((name) => ({ name, size: 5, modified: 1, inode: null, link: null })),
              gone: [],
            })
        }
        for (const one of calls) {
          memory = await one(memory, () => Promise.resolve(memory))
          sqlite = await one(sqlite, async () => {
            await sqlite.close()
            return openModelIndex({ folder, mode: 'write' })
          })
          expect(await sqlite.counts()).toEqual(await memory.counts())
        }
        expect(await everything(sqlite)).toEqual(await everything(memory))
      } finally {
        await sqlite.close()
      }
    }),
    { numRuns: 50 },
  )
})
