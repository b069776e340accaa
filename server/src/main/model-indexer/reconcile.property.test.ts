import { execFileSync } from 'node:child_process'
import { link, mkdir, readdir, rename, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { tempTree, type TempTree } from '../../adapters/files/testing/temp-tree.js'
import { openModelIndex } from '../../adapters/sqlite/open-model-index.js'
import type { ModelRoot } from '../../core/model-index.js'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import { closeHasher, contentsOf, indexTree } from './testing/index-tree.js'
import { safetensorsOf } from './testing/safetensors-of.js'

afterAll(closeHasher)

/** Few names, so that one often takes the place of another. Of one format: what is wrong with a name is kept with the content. */
const names = ['a.safetensors', 'b.safetensors', 'sub x/a.safetensors', 'sub x/ü.sft', '模型/deep/c.safetensors', 'note.txt']
const folders = ['sub x', '模型', '模型/deep', 'empty']
const times = [1_700_000_000, 1_700_000_000.5, 1_700_000_001]

const name = fc.constantFrom(...names)
const place = fc.record({ root: fc.constantFrom('one', 'two'), name })
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), to: place, text: fc.constantFrom('x', 'y', 'z', 'xx', 'yy') }),
  // Same size, other content, the old time put back: only the inode tells.
  fc.record({ kind: fc.constant('replace' as const), to: place, text: fc.constantFrom('x', 'y', 'z') }),
  fc.record({ kind: fc.constant('touch' as const), to: place, time: fc.constantFrom(...times) }),
  fc.record({ kind: fc.constant('move' as const), from: place, to: place }),
  fc.record({ kind: fc.constant('moveFolder' as const), from: fc.constantFrom(...folders), to: fc.constantFrom(...folders) }),
  fc.record({ kind: fc.constant('hardLink' as const), from: place, to: place }),
  fc.record({ kind: fc.constant('symLink' as const), from: place, to: place }),
  fc.record({ kind: fc.constant('linkFolder' as const), from: fc.constantFrom(...folders), to: fc.constantFrom('one/sub x/ln', 'two/ln', 'one/ln') }),
  fc.record({ kind: fc.constant('remove' as const), at: place }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

let kept = 0

/** What a step finds in its way is as in life: then nothing happens. */
async function act(tree: TempTree, one: Step): Promise<void> {
  const at = (where: { root: string; name: string }) => tree.at('models', where.root, where.name)
  try {
    if ('to' in one && typeof one.to !== 'string') await mkdir(dirname(at(one.to)), { recursive: true })
    switch (one.kind) {
      case 'write':
        await writeFile(at(one.to), safetensorsOf(one.text))
        break
      case 'replace': {
        await writeFile(tree.at('spare'), safetensorsOf(one.text))
        // To the nanosecond, which Node cannot.
        execFileSync('touch', ['-r', at(one.to), tree.at('spare')], { stdio: 'ignore' })
        // Holds the old inode, for a disk may give its number to the next file.
        await link(at(one.to), tree.at('kept', String((kept += 1))))
        await rename(tree.at('spare'), at(one.to))
        break
      }
      case 'touch':
        await utimes(at(one.to), one.time, one.time)
        break
      case 'move':
        await rename(at(one.from), at(one.to))
        break
      case 'moveFolder':
        await rename(tree.at('models', 'one', one.from), tree.at('models', 'two', one.to))
        break
      case 'hardLink':
        await link(at(one.from), at(one.to))
        break
      case 'symLink':
        await symlink(at(one.from), at(one.to))
        break
      case 'linkFolder':
        await symlink(tree.at('models', 'one', one.from), tree.at('models', one.to))
        break
      case 'remove':
        await unlink(at(one.at))
    }
  } catch (error) {
    if (!(error instanceof Error && ('code' in error || 'status' in error))) throw error
  }
}

function rootsOf(tree: TempTree): ModelRoot[] {
  const accepts = new Set(['.safetensors', '.sft'])
  return [
    { path: tree.at('models', 'one'), from: 'comfyui', folders: [{ name: 'loras', accepts }] },
    { path: tree.at('models', 'two'), from: 'comfyui', folders: [{ name: 'vae', accepts }] },
    // Lies around the others: each file has a second name.
    { path: tree.at('models'), from: 'user', folders: [] },
  ]
}

it.skipIf(process.platform === 'win32')(
  'whatever happens to files, also while they are scanned, after a scan the index is as a fresh one',
  async () => {
    const run = fc.record({ before: fc.array(step, { maxLength: 12 }), during: fc.array(step, { maxLength: 6 }), after: fc.array(step, { maxLength: 8 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 2 }), async (rounds) => {
        await using tree = await tempTree({ 'models/one/': '', 'models/two/': '', 'kept/': '' })
        const roots = rootsOf(tree)
        const index = await openModelIndex({ folder: tree.at('state'), mode: 'write' })
        try {
          for (const { before, during, after } of rounds) {
            for (const one of before) await act(tree, one)
            const left = [...during]
            const meanwhile = async () => {
              const next = left.shift()
              if (next !== undefined) await act(tree, next)
            }
            await indexTree(index, { roots, meanwhile })
            for (const one of after) await act(tree, one)
          }
          await indexTree(index, { roots })
          const fresh = createMemoryModelIndex()
          await indexTree(fresh, { roots })
          expect(await contentsOf(index)).toEqual(await contentsOf(fresh))
        } finally {
          await index.close()
        }
      }),
      { numRuns: 150, seed: 4711, endOnFailure: false, interruptAfterTimeLimit: 50_000 },
    )
  },
  90_000,
)

it('an index that is deleted comes back the same', async () => {
  await using tree = await tempTree({ 'models/one/sub x/a.safetensors': safetensorsOf('x'), 'models/two/b.sft': 'no tensors', 'models/one/c.safetensors': safetensorsOf('x') })
  const said: unknown[] = []
  for (let time = 0; time < 2; time++) {
    const index = await openModelIndex({ folder: tree.at('state'), mode: 'write' })
    await indexTree(index, { roots: rootsOf(tree) })
    said.push(await contentsOf(index))
    await index.close()
    expect((await readdir(tree.at('state'))).length).toBeGreaterThan(0)
    await rm(tree.at('state'), { recursive: true })
  }
  expect(said[1]).toEqual(said[0])
})
