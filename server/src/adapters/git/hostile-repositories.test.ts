import { chmod, readdir, readFile, symlink } from 'node:fs/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { type GitWorld, gitWorld } from './testing/git-world.js'
import { git as plainGit } from './testing/serve-git.js'

afterEach(() => vi.unstubAllEnvs())

const object = async (world: GitWorld, text: string) => {
  await world.files.add({ 'served/object.txt': text })
  return world.there('hash-object', '-w', '../object.txt')
}

async function fetched(world: GitWorld, name = 'new'): Promise<{ code: string; message: string } | null> {
  try {
    const pin = await world.git.pin(world.url, null, world.work)
    await world.git.clone(world.url, pin, world.files.at(name), world.work)
    return null
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'problem' in error)
      return error.problem as { code: string; message: string }
    throw error
  }
}

it('runs nothing of the user, of the repository, or of its host', async () => {
  await using world = await gitWorld()
  const canary = world.files.at('canary')
  const script = `#!/bin/sh\ntouch '${canary}'\n`
  await world.files.add({
    'home/.gitconfig': [
      `[credential]\n\thelper = "!touch '${canary}'"`,
      `[core]\n\tfsmonitor = "touch '${canary}'"\n\thooksPath = ${JSON.stringify(world.files.at('home/hooks'))}`,
      `[filter "evil"]\n\tsmudge = "touch '${canary}'"\n\tclean = "touch '${canary}'"\n\trequired = true`,
      `[init]\n\ttemplateDir = ${JSON.stringify(world.files.at('home/template'))}`,
      `[protocol "ext"]\n\tallow = always\n[protocol "file"]\n\tallow = always`,
      `[url "ext::sh -c touch% ${canary}"]\n\tinsteadOf = ${world.host.url}`,
    ].join('\n'),
    'home/template/hooks/post-checkout': script,
    'home/hooks/post-checkout': script,
    'home/hooks/reference-transaction': script,
    'home/.netrc': 'machine 127.0.0.1 login me password canary',
    'served/pack/hooks/post-checkout': script,
    'served/pack/.gitattributes': '* filter=evil diff=evil merge=evil\n*.py filter=lfs\n',
    'served/pack/.lfsconfig': `[lfs]\n\turl = ext::sh -c touch% ${canary}\n`,
  })
  for (const name of [
    'home/template/hooks/post-checkout',
    'home/hooks/post-checkout',
    'home/hooks/reference-transaction',
  ])
    await chmod(world.files.at(name), 0o755)
  await world.commit('hostile')
  for (const name of ['HOME', 'USERPROFILE']) vi.stubEnv(name, world.files.at('home'))
  vi.stubEnv('GIT_CONFIG_GLOBAL', world.files.at('home/.gitconfig'))
  vi.stubEnv('GIT_SSH_COMMAND', `touch '${canary}'`)
  vi.stubEnv('GITHUB_TOKEN', 'canary-token')
  expect(await fetched(world)).toBeNull()
  expect(await readdir(world.files.root)).not.toContain('canary')
  expect(JSON.stringify(world.host.headers)).not.toMatch(/canary|authorization/i)
  expect(await readdir(world.files.at('new', '.git'))).not.toContain('hooks')
  expect(await readFile(world.files.at('new/.git/config'), 'utf8')).not.toMatch(/canary|hook|filter|ext::/)
})

it.each([
  ['by file', 'file:///etc'],
  ['by ext', 'ext::sh -c touch% canary'],
  ['by dash', '--upload-pack=touch canary'],
])('refuses submodules %s and asks nobody for them', async (_, address) => {
  await using world = await gitWorld()
  const commit = await world.there('rev-parse', 'HEAD')
  await world.files.add({ 'served/pack/.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ${address}\n` })
  await world.there('update-index', '--add', '--cacheinfo', `160000,${commit},x`)
  await world.there('add', '.gitmodules')
  await world.there('commit', '-q', '-m', 'submodule')
  expect((await fetched(world))?.code).toBe('GIT_REFUSED')
  expect((await readdir(world.files.root)).sort()).toEqual(['here', 'served'])
})

it.each([
  ['absolute', '/etc/passwd'],
  ['climbing', '../../etc'],
  ['climbing later', 'sub/../../x'],
  ['into .git by climbing', '../new/.git/config'],
  ['of Windows', 'C:\\x'],
])('refuses a link that leads out: %s', async (_, target) => {
  await using world = await gitWorld()
  await symlink(target, world.files.at('served/pack/link'))
  await world.commit('link')
  expect(await fetched(world)).toMatchObject({ code: 'GIT_REFUSED', message: expect.stringContaining('leads out') })
  expect((await readdir(world.files.root)).sort()).toEqual(['here', 'served'])
})

it('writes a harmless link as text, and git sees no change', async () => {
  await using world = await gitWorld()
  await symlink('sub/run.sh', world.files.at('served/pack/link'))
  await world.commit('link')
  expect(await fetched(world)).toBeNull()
  const link = (await readdir(world.files.at('new'), { withFileTypes: true })).find(({ name }) => name === 'link')
  expect([link?.isFile(), await readFile(world.files.at('new/link'), 'utf8')]).toEqual([true, 'sub/run.sh'])
  expect(await plainGit(world.files.at('new'), 'status', '--porcelain')).toBe('')
})

const names = [
  'A.PY\ta.py',
  'a/b\tA/c',
  'caf\u00e9\tcafe\u0301',
  'a\\..\\..\\x',
  'con.txt',
  'aux',
  'x.',
  'x:ads',
  'GIT~1/config',
  'x\u202ey',
  '-x/COM1.py',
]
it.for(names)('refuses the names %j', async (pair, { skip }) => {
  await using world = await gitWorld()
  const blob = await object(world, 'x')
  for (const name of pair.split('\t'))
    await world
      .there(
        '-c',
        'core.protectNTFS=false',
        '-c',
        'core.protectHFS=false',
        '-c',
        'core.ignoreCase=false',
        '-c',
        'core.precomposeUnicode=false',
        'update-index',
        '--add',
        '--cacheinfo',
        `100644,${blob},${name}`,
      )
      .catch(() => undefined)
  const listed = await world.there('ls-files', '-z')
  if (listed.split('\0').filter((name) => pair.split('\t').includes(name)).length < pair.split('\t').length)
    skip('git itself does not make it')
  await world.there('commit', '-q', '-m', 'names')
  expect((await fetched(world))?.code).toBe('GIT_REFUSED')
  expect((await readdir(world.files.root)).sort()).toEqual(['here', 'served'])
})

it.each(['../x', '.git/config', '..', '/abs', '.GIT', '.git\u200c'])('refuses a tree with %j in it', async (name) => {
  await using world = await gitWorld()
  const blob = await object(world, 'x')
  const entry = Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')])
  await world.files.add({ 'served/tree.bin': entry })
  const tree = await world.there('hash-object', '--literally', '-t', 'tree', '-w', '../tree.bin')
  const commit = await world.there('commit-tree', '-m', 'x', tree)
  await world.there('update-ref', 'refs/heads/main', commit)
  expect((await fetched(world))?.code).toBe('GIT_REFUSED')
  expect((await readdir(world.files.root)).sort()).toEqual(['here', 'served'])
})

it('refuses what is too much', async () => {
  await using world = await gitWorld({ parts: { limits: { bytes: 30_000, entries: 4 } } })
  await world.files.add({ 'served/pack/big.txt': 'x'.repeat(40_000) })
  await world.commit('big')
  expect(await fetched(world)).toMatchObject({ code: 'GIT_REFUSED', message: expect.stringContaining('40') })
  await world.files.add({ 'served/pack/big.txt': '', 'served/pack/a': '', 'served/pack/b': '' })
  await world.commit('many')
  expect(await fetched(world)).toMatchObject({
    code: 'GIT_REFUSED',
    message: expect.stringContaining('more than 4 files'),
  })
  expect((await readdir(world.files.root)).sort()).toEqual(['here', 'served'])
})

it.each([
  'file:///etc/',
  'ext::sh -c touch% canary',
  'git://127.0.0.1/x',
  'ftp://127.0.0.1/x',
  'https://127.0.0.1:1/x',
])('does not follow a host to %s', async (location) => {
  await using world = await gitWorld({
    first: (request, response) => {
      response.writeHead(302, { location: location + (request.url ?? '') }).end()
      return true
    },
  })
  expect((await fetched(world))?.code).toBe('GIT_REFUSED')
  expect(world.host.asked).toHaveLength(1)
})

it('asks for no password', async () => {
  await using world = await gitWorld({
    first: (_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
      return true
    },
  })
  expect(await fetched(world)).toMatchObject({ code: 'GIT_REFUSED', message: expect.stringContaining('private') })
})
