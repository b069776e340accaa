import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { gitWorld } from './testing/git-world.js'
import { git as plainGit } from './testing/serve-git.js'

it('pins what names mean', async () => {
  await using world = await gitWorld()
  const first = await world.there('rev-parse', 'HEAD')
  await world.there('tag', '-a', 'v1', '-m', 'one')
  await world.there('branch', 'dev/x')
  await writeFile(world.files.at('served/pack/b.py'), 'b')
  const second = await world.commit('second')
  const pin = (ref: string | null) => world.git.pin(world.url, ref, world.work)
  expect(await pin(null)).toEqual({ commit: second, branch: 'main', head: 'main' })
  expect(await pin('v1')).toEqual({ commit: first, branch: null, head: 'main' })
  expect(await pin('dev/x')).toEqual({ commit: first, branch: 'dev/x', head: 'main' })
  expect(await pin('refs/heads/dev/x')).toEqual({ commit: first, branch: null, head: 'main' })
  expect(await pin(first.toUpperCase())).toEqual({ commit: first, branch: null, head: 'main' })
  expect(await pin(second.slice(0, 9))).toEqual({ commit: second, branch: 'main', head: 'main' })
  for (const odd of ['nothing', '--upload-pack=touch x', 'main^{commit}', '../../x', 'abcdef0', ''])
    await expect(pin(odd)).rejects.toMatchObject({ problem: { code: 'PACK_NOT_FOUND' } })
})

it('brings a clone that git takes for its own', async () => {
  await using world = await gitWorld()
  await writeFile(world.files.at('served/pack/b.py'), 'b')
  const pin = await world.git.pin(world.url, null, world.work)
  const to = world.files.at('new', 'pack')
  expect(await world.git.clone(world.url, pin, to, world.work)).toEqual({ date: '2026-01-02T03:04:05.000Z' })
  const here = (...args: string[]) => plainGit(to, ...args)
  expect(await readFile(world.files.at('new/pack/__init__.py'), 'utf8')).toBe('NODE_CLASS_MAPPINGS = {}\n')
  expect(((await stat(world.files.at('new/pack/sub/run.sh'))).mode & 0o111) !== 0).toBe(true)
  expect([await here('status', '--porcelain', '--branch'), await here('remote', '-v')]).toEqual([
    '## main...origin/main',
    `origin\t${world.url} (fetch)\norigin\t${world.url} (push)`,
  ])
  expect([await here('rev-parse', 'HEAD'), await here('rev-parse', '--is-shallow-repository')]).toEqual([
    pin.commit,
    'true',
  ])
  expect(await here('fsck', '--strict')).toBe('')
  const inside = await readdir(`${to}/.git`, { recursive: true })
  expect(inside.filter((name) => /hooks|alternates|FETCH_HEAD|no-home|modules/.test(name))).toEqual([])
  // As ComfyUI-Manager updates it.
  const second = await world.commit('second')
  await here('pull', '--ff-only', '-q')
  expect([await here('rev-parse', 'HEAD'), await here('rev-parse', 'origin/main')]).toEqual([second, second])
})

it('brings an older commit, detached, by its number', async () => {
  await using world = await gitWorld()
  const first = await world.there('rev-parse', 'HEAD')
  await writeFile(world.files.at('served/pack/b.py'), 'b')
  await world.commit('second')
  const to = world.files.at('new')
  const seen: number[] = []
  const work = { ...world.work, progress: (done: number) => void seen.push(done) }
  await world.git.clone(world.url, await world.git.pin(world.url, first, work), to, work)
  expect([await plainGit(to, 'rev-parse', 'HEAD'), (await readdir(to)).sort()]).toEqual([
    first,
    ['.git', '__init__.py', 'sub'],
  ])
  expect(await plainGit(to, 'status', '--porcelain', '--branch')).toBe('## HEAD (no branch)')
  expect(seen.at(-1)).toBeGreaterThan(0)
})

it('brings it from a host of plain files too', async () => {
  await using world = await gitWorld({ dumb: true })
  const pin = await world.git.pin(world.url, null, world.work)
  await world.git.clone(world.url, pin, world.files.at('new'), world.work)
  expect(await plainGit(world.files.at('new'), 'rev-parse', 'HEAD')).toBe(pin.commit)
})

it('tells why it could not, and leaves nothing', async () => {
  await using world = await gitWorld()
  const pin = await world.git.pin(world.url, null, world.work)
  const unknown = { ...pin, commit: 'f'.repeat(40), branch: null }
  await expect(world.git.clone(world.url, unknown, world.files.at('new'), world.work)).rejects.toMatchObject({
    problem: { code: 'GIT_REFUSED', message: expect.stringContaining('it does not give that commit') },
  })
  await expect(world.git.pin(`${world.host.url}/none.git`, null, world.work)).rejects.toMatchObject({
    problem: { code: 'GIT_REFUSED', message: expect.stringContaining('it is not there') },
  })
  await world.files.add({ 'taken/x': 'x' })
  await expect(world.git.clone(world.url, pin, world.files.at('taken'), world.work)).rejects.toThrow('EEXIST')
  const stop = new AbortController()
  stop.abort(new Error('enough'))
  await expect(world.git.clone(world.url, pin, world.files.at('new'), { signal: stop.signal })).rejects.toThrow(
    'enough',
  )
  expect((await readdir(world.files.root)).sort()).toEqual(['here', 'served', 'taken'])
})

it('stops in the middle when asked', async () => {
  const stop = new AbortController()
  await using world = await gitWorld({
    first: (request) => {
      if (request.method === 'POST') stop.abort(new Error('enough'))
      return stop.signal.aborted
    },
  })
  const commit = await world.there('rev-parse', 'HEAD')
  const pin = { commit, branch: 'main', head: 'main' }
  await expect(world.git.clone(world.url, pin, world.files.at('new'), { signal: stop.signal })).rejects.toThrow(
    'enough',
  )
  expect((await readdir(world.files.root)).sort()).toEqual(['here', 'served'])
})

it('says that git is not there, or too old', async () => {
  const answer = {
    code: 0,
    stdout: 'git version 2.17.1',
    stderr: '',
    timedOut: false,
    cut: false,
    unstarted: null,
    offline: null,
  }
  await using old = await gitWorld({ parts: { run: () => Promise.resolve(answer) } })
  await expect(old.git.pin(old.url, null, old.work)).rejects.toMatchObject({ problem: { code: 'GIT_REFUSED' } })
  await using none = await gitWorld({
    parts: { run: () => Promise.resolve({ ...answer, code: null, unstarted: 'not-found' as const }) },
  })
  await expect(none.git.pin(none.url, null, none.work)).rejects.toMatchObject({ problem: { code: 'GIT_NOT_FOUND' } })
})

it('keeps line ends and modes as they were committed', async () => {
  await using world = await gitWorld()
  await world.files.add({
    'served/pack/crlf.txt': 'a\r\nb\r\n',
    'served/pack/lf.txt': 'a\nb\n',
    'served/pack/模型 é.txt': 'x',
  })
  await chmod(world.files.at('served/pack/sub/run.sh'), 0o755)
  await world.commit('lines')
  await world.git.clone(world.url, await world.git.pin(world.url, null, world.work), world.files.at('new'), world.work)
  const read = (name: string) => readFile(world.files.at('new', name), 'utf8')
  expect([await read('crlf.txt'), await read('lf.txt'), await read('模型 é.txt')]).toEqual([
    'a\r\nb\r\n',
    'a\nb\n',
    'x',
  ])
})
