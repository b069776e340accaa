import { describe, expect, it } from 'vitest'
import { addressForPeople, addressKey } from '../address-key.js'
import { bytesOf, modelPlace } from './model-place.js'
import { plainText } from './plain-text.js'
import { deprecatedIn, unsafeIn } from './warning-words.js'

describe('warnings in a title or description', () => {
  it.each([
    ['Tools [DEPRECATED]', '', 'deprecated'],
    ['Tools (DEPRECATED)', '', 'deprecated'],
    ['Tools [UNSAFE/REMOVED]', '', 'removed'],
    ['Tools [NOT MAINTAINED]', '', 'not maintained'],
    ['Tools', 'This repository has been archived by its owner. Use X.', 'archived'],
    ['Tools', 'Nice nodes. NOTE: This project is no longer maintained', 'no longer maintained'],
    ['Tools', 'DEPRECATED: use the other one', 'use the other one'],
  ])('%s | %s', (title, description, words) => {
    expect(deprecatedIn(title, description)).toContain(words)
  })

  it.each([
    ['Tools [WIP]', 'A fork with hotfixes from the original repository, which is no longer maintained.'],
    ['Tools (GGUF)', 'Archives files to S3. Nodes for ZIP archives.'],
    ['Fake nodes', 'Creates nodes to replace missing, obsolete, or cloud-specific nodes.'],
    ['NOTE', 'This node is originally created by X, but the original repository is no longer maintained'],
    ['Deprecated Node Viewer', 'Shows deprecated nodes.'],
    ['Removed Background', 'Ported from Y. Please NOTE: Open Router has been removed.'],
  ])('says nothing of %s | %s', (title, description) => {
    expect(deprecatedIn(title, description)).toBeNull()
  })

  it('tells unsafe from safe', () => {
    expect([unsafeIn('A [UNSAFE]'), unsafeIn('A [WIP/UNSAFE]'), unsafeIn('A [unsafe]'), unsafeIn('UNSAFE')].map((said) => said !== null)).toEqual([true, true, false, false])
  })
})

it.each([
  ['default', 'lora', 'loras'],
  ['default', 'VAE', 'vae'],
  ['default', 'diffusion_model', 'diffusion_models'],
  ['default', 'clip', 'text_encoders'],
  ['default', 'IP-Adapter', 'etc'],
  ['default', null, null],
  ['loras/SDXL', 'lora', 'loras/SDXL'],
  ['text_encoders\\t5', 'clip', 'text_encoders/t5'],
  ['./sams//', 'sam', 'sams'],
  ['custom_nodes/x/models', 'x', null],
  ['../loras', 'lora', null],
  ['/etc', 'lora', null],
  ['C:\\loras', 'lora', null],
  [null, 'lora', null],
])('a model saved to %s of type %s goes to %s', (path, type, folder) => {
  expect(modelPlace(path, type)).toBe(folder)
})

it.each([
  ['4.94MB', 4_940_000],
  ['335MB', 335_000_000],
  ['23.8GB', 23_800_000_000],
  ['12 KB', 12_000],
  ['1,5 GiB', 1_610_612_736],
  ['512B', 512],
  ['', null],
  ['big', null],
  [null, null],
])('%s is %s bytes', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes)
})

it('takes the marks of the lists out of a text, and bounds it', () => {
  expect(plainText('Based on [a/X](https://x.org/y)  and\n[w/NOTE: careful] done')).toBe('Based on X and NOTE: careful done')
  expect(plainText('x'.repeat(1_000_000))).toHaveLength(600)
})

it.each([
  ['https://github.com/Owner/Name', 'github.com/owner/name', 'https://github.com/Owner/Name'],
  ['https://github.com/Owner/Name.git', 'github.com/owner/name', 'https://github.com/Owner/Name'],
  ['https://github.com/owner/repo.js', 'github.com/owner/repo.js', 'https://github.com/owner/repo.js'],
  ['https://github.com/Owner/Name/', 'github.com/owner/name', 'https://github.com/Owner/Name'],
  ['https://github.com/Owner/Name/tree/main/x', 'github.com/owner/name', 'https://github.com/Owner/Name'],
  ['ssh://git@github.com/owner/repo', 'github.com/owner/repo', 'https://github.com/owner/repo'],
  ['https://gitlab.com/group/sub/repo', 'gitlab.com/group/sub/repo', 'https://gitlab.com/group/sub/repo'],
  ['https://github.com/owner', null, null],
  ['C:\\packs\\mine', null, null],
  ['', null, null],
])('%s is %s', (address, key, url) => {
  expect([addressKey(address), addressForPeople(address)]).toEqual([key, url])
})
