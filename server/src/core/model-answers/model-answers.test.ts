import { describe, expect, test } from 'vitest'
import type { IndexedModel } from '../model-index.js'
import { findDuplicates } from './duplicates.js'
import { readAskedHash } from './read-asked.js'
import { rowOf } from './row-of.js'

const sha = 'ab'.repeat(32)
let next = 0

function file(path: string, facts: Partial<IndexedModel> = {}): IndexedModel {
  next += 1
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { id: next, path, root: '/m', name, size: 100, modified: 1, inode: `1:${next}`, folders: ['loras'], link: null, facts: null, digests: {}, keys: {}, claims: [], ...facts }
}

describe('duplicates', () => {
  const digests = { blake3: sha }

  test('copies are told apart from hard and symbolic links, which save nothing', () => {
    const { groups, saves } = findDuplicates([
      file('/m/c.safetensors', { digests }),
      file('/m/a.safetensors', { digests, inode: '1:77' }),
      file('/m/hard.safetensors', { digests, inode: '1:77' }),
      file('/m/0-link.safetensors', { digests, inode: '1:77', link: '/m/a.safetensors' }),
    ])
    expect(groups).toEqual([
      {
        blake3: `blake3:${sha}`,
        size: 100,
        saves: 100,
        files: [
          { path: '/m/0-link.safetensors', link: true },
          { path: '/m/a.safetensors', link: false },
          { path: '/m/c.safetensors', link: false },
          { path: '/m/hard.safetensors', link: true },
        ],
      },
    ])
    expect(saves).toBe(100)
  })

  test('what is not hashed whole, and what is empty, is no duplicate', () => {
    const keys = { quick: `quick:2:${sha}` }
    const { groups } = findDuplicates([file('/m/a', { keys }), file('/m/b', { keys }), file('/m/c', { digests, size: 0 }), file('/m/d', { digests, size: 0 })])
    expect(groups).toEqual([])
  })

  test('the group that saves most is first', () => {
    const other = { blake3: 'cd'.repeat(32) }
    const { groups } = findDuplicates([file('/m/a', { digests }), file('/m/b', { digests }), file('/m/c', { digests: other, size: 900 }), file('/m/d', { digests: other, size: 900 })])
    expect(groups.map(({ saves }) => saves)).toEqual([900, 100])
  })
})

describe('a hash that is asked for', () => {
  test.each([
    [sha, ['sha256', 'blake3', 'tensorsSha256']],
    [`SHA256:${sha.toUpperCase()}`, ['sha256']],
    [`blake3:${sha}`, ['blake3']],
    [sha.slice(0, 10), ['autov2']],
    [`autov3:${sha.slice(0, 12)}`, ['autov3']],
    [sha.slice(0, 16), ['comfydock16', 'comfygit16']],
    [`quick:2:${sha}`, ['quick']],
    ['flux1-dev.safetensors', []],
    ['deadbeef', []],
    ['', []],
  ])('%s', (text, types) => {
    expect(readAskedHash(text).map(({ type }) => type)).toEqual(types)
  })
})

test('a row says only what is known', () => {
  expect(rowOf(file('/m/a.safetensors'))).toEqual({ path: '/m/a.safetensors', name: 'a.safetensors', size: 100, folder: 'loras', folders: ['loras'], root: '/m', modified: 1 })
  const row = rowOf(file('/m/a.safetensors', { folders: [], link: '/x', digests: { blake3: sha, sha256: sha, tensorsSha256: sha } }), 3)
  expect(row).toMatchObject({ folder: '', link: true, uses: 3, blake3: `blake3:${sha}`, autov3: sha.slice(0, 12) })
})
