import { readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { gitWorld } from './testing/git-world.js'
import { git as plainGit } from './testing/serve-git.js'

/** A repository as people name it; on the mirror of these tests it lies at `/owner/pack`. */
const url = 'https://github.com/owner/pack'

/** The host of `gitWorld` as a mirror of github.com; `named`: under which name. What else is asked finds nobody. */
async function mirrored({ named = '127.0.0.1' }: { named?: string } = {}) {
  let mirror: string | null = null
  const world = await gitWorld({ parts: { mirror: () => mirror } })
  const { host } = new URL(world.host.url)
  mirror = `http://${host.replace('127.0.0.1', named)}`
  await symlink('.', world.files.at('served', 'owner'))
  return { ...world, mirror, git: world.git, turnOff: () => (mirror = null), [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
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

it('refuses a mirror by its address before anybody is asked', async () => {
  await using world = await mirrored({ named: 'mirror.test' })
  expect(world.git.refuses(url)).toMatch(/mirror mirror\.test:\d+, and it is a http address/)
  await expect(world.git.pin(url, null, world.work)).rejects.toMatchObject({ problem: { code: 'GIT_REFUSED' } })
  expect(world.host.asked).toEqual([])
})

it('is followed as it is now', async () => {
  await using world = await mirrored()
  world.turnOff()
  expect(world.git.host(url)).toBe('github.com')
  expect(world.git.refuses(`${world.host.url}/pack.git`)).toBeNull()
  expect((await world.git.pin(`${world.host.url}/pack.git`, null, world.work)).branch).toBe('main')
})

async function everyTextIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))
}
