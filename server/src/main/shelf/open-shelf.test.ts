import { readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeZip } from '../../adapters/archive/testing/make-zip.js'
import { namedCertificate } from '../../adapters/egress/testing/self-signed.js'
import { serveTls } from '../../adapters/egress/testing/serve.js'
import { createPolicyBook } from '../../adapters/files/policy/policy-book.js'
import { type GitWorld, gitWorld } from '../../adapters/git/testing/git-world.js'
import { git as plainGit } from '../../adapters/git/testing/serve-git.js'
import { openOutsideHosts } from '../sources/open-outside-hosts.js'
import { openTransfers } from '../transfers/open-transfers.js'
import { openShelf } from './open-shelf.js'

const archive = makeZip([
  { name: '__init__.py', data: 'x = 1\n' },
  { name: 'js/a.js', data: 'a' },
])
const token = 'canary-0123456789'

/** A registry, its store and a git host on this machine, and the shelf as the house opens it. `named`: this process may ask them by name. */
async function opened(settings: (url: string) => string, { named = true, more = '', names = {}, leads }: { named?: boolean; more?: string; names?: Readonly<Record<string, string>>; leads?: string } = {}) {
  const asked: string[] = []
  const world = await gitWorld({
    first: (request, answer) => {
      const path = (request.url ?? '').replace(/\?.*$/, '')
      asked.push(path)
      if (leads !== undefined) {
        answer.writeHead(302, { location: leads + (request.url ?? '') }).end()
        return true
      }
      const version = {
        version: '1.0.0',
        createdAt: '2026-01-02T03:04:05Z',
        status: 'NodeVersionStatusActive',
        downloadUrl: `http://${request.headers.host}/store/node.zip`,
      }
      const answers = new Map<string, unknown>([
        [
          '/nodes/pack',
          { id: 'pack', name: 'The Pack', repository: 'https://github.com/o/pack', license: '{"text": "MIT"}' },
        ],
        ['/nodes/pack/versions', [version]],
      ])
      if (path === '/store/node.zip') answer.end(archive)
      else if (answers.has(path))
        answer.setHeader('content-type', 'application/json').end(JSON.stringify(answers.get(path)))
      else return false
      return true
    },
  })
  const state = world.files.at('state')
  await world.files.add({ 'state/sources.yaml': settings(world.host.url) })
  const { host, port } = new URL(world.host.url)
  const env = { ...(named ? { GREENLIGHT_ALLOW_HOSTS: `${host},mirror.test:${port},${more}` } : {}), GITHUB_TOKEN: token }
  const outside = () => Promise.resolve(openOutsideHosts({ state, env }))
  const transfers = await openTransfers({ state, env, policy: createPolicyBook(state) })
  const shelf = await openShelf({ state, env, transfers, outside, lookUp: (name) => Promise.resolve([{ address: names[name] ?? '127.0.0.9', family: 4 }]) })
  const fetch = (name: Parameters<typeof shelf.fetch>[0], ask: readonly string[] = []) =>
    shelf.fetch(name, { ask, signal: new AbortController().signal })
  return {
    world,
    asked,
    state,
    shelf,
    fetch,
    ledger: async () => (await (await outside()).settings()).ledger,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

const everythingIn = async (folder: string) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  )
}
const pack = { by: 'registry', id: 'pack', version: null } as const
const repository = (world: GitWorld) => ({ by: 'repository', url: world.url, ref: null }) as const

it('brings a pack from a registry and by git, tells both in the ledger, and keeps them for later', async () => {
  await using here = await opened((url) => `comfy-registry:\n  use: ask\n  endpoint: ${url}\ngithub:\n  use: ask\n`)
  await expect(here.fetch(pack)).rejects.toMatchObject({ problem: { code: 'SOURCE_OFF' } })
  expect(here.asked).toEqual([])
  const byRegistry = await here.fetch(pack, ['comfy-registry'])
  expect(byRegistry).toMatchObject({
    from: 'registry',
    version: '1.0.0',
    folder: 'pack',
    title: 'The Pack',
    licence: 'MIT',
    files: 2,
  })
  expect(here.asked.filter((path) => path.includes('/install'))).toEqual([])
  const byGit = await here.fetch(repository(here.world), ['github'])
  expect(byGit).toMatchObject({ from: 'git', commit: await here.world.there('rev-parse', 'HEAD'), folder: 'pack' })
  const purposes = (await here.ledger()).map(({ source, purpose }) => `${source}: ${purpose}`)
  expect(purposes).toEqual(
    expect.arrayContaining([
      expect.stringContaining('comfy-registry: '),
      'github: a node pack, by git',
    ]),
  )
  const before = here.asked.length
  expect(await here.fetch({ ...pack, version: '1.0.0' })).toEqual(byRegistry)
  expect(await here.fetch(repository(here.world))).toEqual(byGit)
  await here.shelf.unpack(byRegistry.shelf, here.world.files.at('out'), new AbortController().signal)
  expect([await readFile(here.world.files.at('out/js/a.js'), 'utf8'), here.asked.length]).toEqual(['a', before])
  expect((await everythingIn(here.state)).join('\n')).not.toContain(token)
  expect(JSON.stringify(here.world.host.headers)).not.toContain(token)
  expect(await readdir(join(here.state, 'shelf', '.arriving'))).toEqual([])
})

const atGitHub = { by: 'repository', url: 'https://github.com/owner/pack', ref: null } as const

it('asks the mirror of github.com that the person named, and tells that it did', async () => {
  await using here = await opened((url) => `github:\n  use: on\n  git: ${url}\n`, { named: false })
  await symlink('.', here.world.files.at('served', 'owner'))
  const { host } = new URL(here.world.host.url)
  const pack = await here.fetch(atGitHub)
  expect(pack).toMatchObject({ from: 'git', repository: atGitHub.url, folder: 'pack', hosts: [host] })
  expect(here.asked.filter((path) => !path.startsWith('/owner/pack/'))).toEqual([])
  const ledger = await here.ledger()
  expect(ledger.map((line) => [line.source, line.host, line.status])).toEqual(ledger.map(() => ['github', host, 200]))
  expect([ledger.length, ledger.reduce((sum, { received }) => sum + received, 0)]).toEqual([here.asked.length, expect.toSatisfy((bytes: number) => bytes > 500)])
  const to = here.world.files.at('out')
  await here.shelf.unpack(pack.shelf, to, new AbortController().signal)
  expect(await plainGit(to, 'remote', 'get-url', 'origin')).toBe(atGitHub.url)
  expect(JSON.stringify(here.world.host.headers)).not.toMatch(/authorization|canary/i)
})

it('asks the very address that the name of a mirror had', async () => {
  await using here = await opened((url) => `github:\n  use: on\n  git: ${url.replace('127.0.0.1', 'mirror.test')}\n`, { names: { 'mirror.test': '127.0.0.1' } })
  await symlink('.', here.world.files.at('served', 'owner'))
  expect((await here.fetch(atGitHub)).hosts).toEqual([`mirror.test:${new URL(here.world.host.url).port}`])
  expect(new Set(here.world.host.headers.map(({ host }) => host?.replace(/:.*/, '')))).toEqual(new Set(['mirror.test']))
})

it('reaches a mirror by https through a tunnel, and trusts no certificate for that', async () => {
  const told: string[] = []
  await using tls = await serveTls((request, answer) => {
    told.push(request.url ?? '')
    answer.end()
  }, namedCertificate)
  const mirror = `mirror.test:${tls.port}`
  await using here = await opened(() => `github:\n  use: on\n  git: https://${mirror}\n`, { more: mirror, names: { 'mirror.test': '127.0.0.1' } })
  await expect(here.fetch(atGitHub)).rejects.toMatchObject({ problem: { code: 'GIT_REFUSED', message: expect.stringContaining(`(asked at ${mirror}): its certificate is not trusted`) } })
  expect(told).toEqual([])
  expect(await here.ledger()).toMatchObject([{ source: 'github', host: mirror, status: 200, received: expect.toSatisfy((bytes: number) => bytes > 500) }])
})

it('asks no mirror whose name means a private address', async () => {
  await using here = await opened(() => 'github:\n  use: on\n  git: https://mirror.example\n', { named: false, names: { 'mirror.example': '10.0.0.7' } })
  await expect(here.fetch(atGitHub)).rejects.toMatchObject({ problem: { code: 'SOURCE_REFUSED_ADDRESS', message: expect.stringContaining('mirror.example') } })
  expect(here.asked).toEqual([])
})

it.each([
  ['an address of a private network', 'http://10.0.0.7:9'],
  ['a name of one', 'http://inner.test:9'],
])('does not follow a mirror to %s', async (_, leads) => {
  await using here = await opened((url) => `github:\n  use: on\n  git: ${url}\n`, { leads, names: { 'inner.test': '10.0.0.7' } })
  await expect(here.fetch(atGitHub)).rejects.toMatchObject({ problem: { code: 'SOURCE_REFUSED_ADDRESS', message: expect.stringContaining(new URL(leads).hostname) } })
  expect(here.asked).toHaveLength(1)
  expect((await readdir(here.state)).sort()).toEqual(['egress.jsonl', 'shelf', 'sources.yaml'])
})

it('takes no mirror in a private network that was not allowed, and no other address on this machine', async () => {
  await using here = await opened(() => 'github:\n  use: on\n  git: https://10.0.0.7/mirror\n', { named: false })
  for (const name of [atGitHub, repository(here.world)]) await expect(here.fetch(name)).rejects.toMatchObject({ problem: { code: 'GIT_REFUSED' } })
  expect([here.asked, await here.ledger()]).toEqual([[], []])
})

it('makes nothing and asks nobody by itself', async () => {
  await using here = await opened(() => '')
  expect([await readdir(here.state), here.asked]).toEqual([['sources.yaml'], []])
  expect(await here.shelf.find(`sha256:${'0'.repeat(64)}`)).toBeNull()
  await expect(here.fetch(repository(here.world), ['github'])).rejects.toMatchObject({
    problem: { code: 'SOURCE_OFF' },
  })
  expect([await readdir(here.state), here.asked]).toEqual([['sources.yaml'], []])
})
