import { readdir, readFile, symlink } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import type { GitWay } from './asked.js'
import { gitWorld } from './testing/git-world.js'
import { git as plainGit } from './testing/serve-git.js'

/** A repository as people name it; on the mirror of these tests it lies at `/owner/pack`. */
const url = 'https://github.com/owner/pack'
const straight: GitWay = { ok: true, straight: true, addresses: null }

afterEach(() => vi.unstubAllEnvs())

/** The host of `gitWorld` as a mirror of github.com; `named`: under which name. What else is asked finds nobody. */
async function mirrored({ named = '127.0.0.1', way = straight }: { named?: string; way?: GitWay } = {}) {
  let mirror: string | null = null
  const looked: string[] = []
  const found = (at: URL) => (looked.push(at.href), Promise.resolve(way))
  const world = await gitWorld({ parts: { mirror: () => mirror, way: found } })
  const { host } = new URL(world.host.url)
  mirror = `http://${host.replace('127.0.0.1', named)}`
  await symlink('.', world.files.at('served', 'owner'))
  return { ...world, mirror, looked, git: world.git, turnOff: () => (mirror = null), [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

it('asks the mirror alone and leaves a clone of the public address', async () => {
  await using world = await mirrored()
  const { host } = new URL(world.mirror)
  expect([world.git.refuses(url), world.git.host(url), world.git.host('https://gitlab.com/o/n')]).toEqual([null, host, 'gitlab.com'])
  const pin = await world.git.pin(url, null, world.work)
  expect(pin).toEqual({ commit: await world.there('rev-parse', 'HEAD'), branch: 'main', head: 'main' })
  const to = world.files.at('new pack')
  await world.git.clone(url, pin, to, world.work)
  expect(await readFile(join(to, '__init__.py'), 'utf8')).toBe('NODE_CLASS_MAPPINGS = {}\n')
  expect([await plainGit(to, 'remote', '-v'), await plainGit(to, 'status', '--porcelain', '--branch')]).toEqual([
    `origin\t${url} (fetch)\norigin\t${url} (push)`,
    '## main...origin/main',
  ])
  expect(world.host.asked.length).toBeGreaterThan(1)
  expect(world.host.asked.filter((path) => !path.startsWith('/owner/pack/'))).toEqual([])
  expect(new Set(world.looked)).toEqual(new Set([`${world.mirror}/owner/pack`]))
  for (const text of await everyTextIn(join(to, '.git'))) expect(text).not.toContain(host)
})

it('tells which host did not give it', async () => {
  await using world = await mirrored()
  const { host } = new URL(world.mirror)
  const message = (reason: string) => ({ problem: { code: 'GIT_REFUSED', message: `git could not get https://github.com/owner/none (asked at ${host}): ${reason}.` } })
  await expect(world.git.pin('https://github.com/owner/none', null, world.work)).rejects.toMatchObject(message('it is not there'))
  await expect(world.git.pin(url, 'no-such-branch', world.work)).rejects.toMatchObject({
    problem: { code: 'PACK_NOT_FOUND', message: expect.stringContaining(`asked at ${host}`) },
  })
})

it('asks nobody where the way is refused', async () => {
  await using world = await mirrored({ way: { ok: false, because: 'its name leads to no address of the public internet' } })
  const refused = { problem: { code: 'GIT_REFUSED', message: expect.stringContaining('no address of the public internet') } }
  await expect(world.git.pin(url, null, world.work)).rejects.toMatchObject(refused)
  const commit = await world.there('rev-parse', 'HEAD')
  await expect(world.git.clone(url, { commit, branch: null, head: null }, world.files.at('new'), world.work)).rejects.toMatchObject(refused)
  expect([world.host.asked, (await readdir(world.files.root)).sort()]).toEqual([[], ['here', 'served']])
})

it('refuses a mirror by its address before anything is looked up', async () => {
  await using world = await mirrored({ named: 'mirror.test' })
  expect(world.git.refuses(url)).toMatch(/mirror mirror\.test:\d+, and it is a http address/)
  await expect(world.git.pin(url, null, world.work)).rejects.toMatchObject({ problem: { code: 'GIT_REFUSED' } })
  expect([world.looked, world.host.asked]).toEqual([[], []])
})

it('is followed as it is now', async () => {
  await using world = await mirrored()
  world.turnOff()
  expect(world.git.host(url)).toBe('github.com')
  expect(world.git.refuses(`${world.host.url}/pack.git`)).toBeNull()
  await world.git.pin(`${world.host.url}/pack.git`, null, world.work)
  expect(world.looked).toEqual([`${world.host.url}/pack.git`])
})

it('goes to the address that was looked at, whatever the name means to others', async () => {
  const allow = new Set<string>()
  let mirror = ''
  const found: GitWay = { ok: true, straight: true, addresses: ['127.0.0.1'] }
  await using world = await gitWorld({ parts: { mirror: () => mirror, way: () => Promise.resolve(found), allow } })
  const { port } = new URL(world.host.url)
  mirror = `http://mirror.test:${port}`
  allow.add(`mirror.test:${port}`)
  await symlink('.', world.files.at('served', 'owner'))
  expect((await world.git.pin(url, null, world.work)).branch).toBe('main')
  expect(world.host.headers.map(({ host }) => host)).toEqual(world.host.headers.map(() => `mirror.test:${port}`))
})

it('goes through a proxy only where one is meant', async () => {
  const through: string[] = []
  const proxy = createServer((request, answer) => {
    through.push(request.url ?? '')
    answer.writeHead(502).end()
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  for (const name of ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY']) vi.stubEnv(name, address)
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '')
  try {
    await using world = await mirrored()
    await world.git.pin(url, null, world.work)
    expect(through).toEqual([])
    await using other = await mirrored({ way: { ok: true, straight: false, addresses: null } })
    await expect(other.git.pin(url, null, other.work)).rejects.toMatchObject({ problem: { code: 'GIT_REFUSED' } })
    expect([other.host.asked, through[0]]).toEqual([[], expect.stringContaining('/owner/pack/info/refs')])
  } finally {
    proxy.closeAllConnections()
    proxy.close()
  }
})

async function everyTextIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))
}
