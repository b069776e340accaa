import { describe, expect, it } from 'vitest'
import { expectProper, filesOf, noHashes } from '../../core/testing/contract/proper-files.js'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { startStandIn } from '../testing/stand-in.js'
import { createGitHub } from './github.js'
import { readLfsPointer } from './read-lfs-pointer.js'
import { type ServedRepository, startGitHub } from './testing/api.js'

const commit = 'c0'.repeat(20)
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'e5'.repeat(32)}\nsize 167335342\n`
const asset = (name: string, more: object = {}) => ({
  id: 1,
  name,
  size: 10,
  state: 'uploaded',
  browser_download_url: `https://github.com/maker/pack/releases/download/v2/${name}`,
  ...more,
})

const pack: ServedRepository = {
  id: 77,
  license: { key: 'mit', spdx_id: 'MIT' },
  commits: { main: commit, v2: commit, HEAD: commit },
  releases: {
    'models/v1': [asset('old.pth')],
    v2: [
      asset('new.pth', { browser_download_url: 'https://evil.example/new.pth' }),
      asset('half.pth', { state: 'open' }),
      asset('notes.txt'),
      asset('a/b.pth'),
      null,
    ],
  },
  files: {
    'weights/small model.pth': 'x'.repeat(20),
    'weights/real.safetensors': pointer,
    'weights/large.bin': 'y'.repeat(1_000_001),
  },
}
const all = { 'maker/pack': pack, 'old-maker/pack': { movedTo: 'maker/pack', id: 77 } }

async function ask(address: string, repositories: Readonly<Record<string, ServedRepository>> = all) {
  await using api = await startGitHub(repositories)
  const host = createLoopbackHost('github', api.url)
  const answer = await createGitHub(host).byAddress(address)
  if (answer.ok) expectProper(answer.files)
  return { answer, sent: host.sent }
}
const filesAt = async (address: string) => filesOf((await ask(address)).answer)

describe('assets of a release', () => {
  it('are told with size, tag, licence and their own address', async () => {
    expect(await filesAt('https://github.com/maker/pack/releases/download/models/v1/old.pth')).toEqual([
      {
        provider: 'github',
        name: 'old.pth',
        url: 'https://github.com/maker/pack/releases/download/v2/old.pth',
        page: 'https://github.com/maker/pack/releases/tag/models/v1',
        size: 10,
        sizeExact: true,
        hashes: noHashes,
        directory: null,
        base: null,
        licence: 'MIT',
        access: 'open',
        revision: 'models/v1',
      },
    ])
  })

  it('of the latest release are pinned to its tag, and lead nowhere but to GitHub', async () => {
    expect(await filesAt('https://github.com/maker/pack/releases/latest/download/new.pth')).toMatchObject([
      { revision: 'v2', url: 'https://github.com/maker/pack/releases/download/v2/new.pth' },
    ])
  })

  it('that are half uploaded, or no file, are not there', async () => {
    expect(await filesAt('https://github.com/maker/pack/releases/download/v2/half.pth')).toEqual([])
    expect((await filesAt('https://github.com/maker/pack/releases/tag/v2')).map(({ name }) => name)).toEqual([
      'new.pth',
    ])
  })

  it('of a renamed repository are told with its new name', async () => {
    const { answer, sent } = await ask('https://github.com/old-maker/pack/releases/download/v2/new.pth')
    expect(filesOf(answer)).toMatchObject([
      {
        tells: ['The repository old-maker/pack is called maker/pack now.'],
        page: 'https://github.com/maker/pack/releases/tag/v2',
      },
    ])
    expect(sent.map(({ path }) => path)).toEqual(['/repos/old-maker/pack', '/repos/maker/pack/releases/tags/v2'])
  })

  it('of a repository that is private or gone, and of a tag that is gone, are not there', async () => {
    expect(await filesAt('https://github.com/maker/none/releases/download/v2/new.pth')).toEqual([])
    expect(await filesAt('https://github.com/maker/pack/releases/download/v9/new.pth')).toEqual([])
  })
})

describe('a file of a repository', () => {
  it.each([
    'https://github.com/maker/pack/blob/main/weights/small%20model.pth',
    'https://raw.githubusercontent.com/maker/pack/refs/heads/main/weights/small%20model.pth',
    'https://github.com/maker/pack/raw/v2/weights/small model.pth',
  ])('is pinned to its commit: %s', async (address) => {
    expect(await filesAt(address)).toMatchObject([
      {
        name: 'small model.pth',
        url: `https://raw.githubusercontent.com/maker/pack/${commit}/weights/small%20model.pth`,
        page: `https://github.com/maker/pack/blob/${commit}/weights/small%20model.pth`,
        size: 20,
        sizeExact: true,
        hashes: noHashes,
        revision: commit,
        licence: 'MIT',
      },
    ])
  })

  it('that Git LFS holds is told as the real file', async () => {
    expect(await filesAt('https://github.com/maker/pack/blob/main/weights/real.safetensors')).toMatchObject([
      {
        size: 167335342,
        hashes: { sha256: 'e5'.repeat(32) },
        url: `https://media.githubusercontent.com/media/maker/pack/${commit}/weights/real.safetensors`,
      },
    ])
  })

  it('over 1 MB is told without its content', async () => {
    expect(await filesAt('https://github.com/maker/pack/raw/main/weights/large.bin')).toMatchObject([
      { size: 1_000_001, hashes: noHashes },
    ])
  })

  it('at a commit needs no question for it', async () => {
    const { answer, sent } = await ask(`https://github.com/maker/pack/raw/${commit}/weights/large.bin`)
    expect(filesOf(answer)).toMatchObject([{ revision: commit }])
    expect(sent).toHaveLength(2)
  })

  it('is no folder', async () => {
    expect((await ask('https://github.com/maker/pack/blob/main/weights')).answer).toMatchObject({
      ok: false,
      problem: { code: 'PROVIDER_ADDRESS_UNUSABLE', message: expect.stringContaining('folder') as unknown },
    })
  })

  it('of a branch that is gone is not there', async () => {
    expect(await filesAt('https://github.com/maker/pack/raw/gone/weights/large.bin')).toEqual([])
  })
})

it('a used-up quota is told with the time to wait', async () => {
  await using api = await startStandIn(() => ({
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795248090', date: 'Sat, 21 Nov 2026 08:00:00 GMT' },
    body: { message: 'API rate limit exceeded for 1.2.3.4.' },
  }))
  const answer = await createGitHub(createLoopbackHost('github', api.url)).byAddress(
    'https://github.com/maker/pack/releases/download/v2/new.pth',
  )
  expect(answer).toMatchObject({
    ok: false,
    problem: { code: 'SOURCE_BUSY', message: expect.stringContaining('90 seconds') as unknown },
  })
})

it('reads pointers of Git LFS and nothing else', () => {
  expect(readLfsPointer(pointer)).toEqual({ sha256: 'e5'.repeat(32), size: 167335342 })
  for (const text of [
    '',
    'version https://git-lfs.github.com/spec/v1\n',
    pointer.replace('sha256', 'md5'),
    pointer.replace('167335342', 'large'),
    pointer + 'x'.repeat(2000),
  ])
    expect(readLfsPointer(text)).toBeNull()
})
