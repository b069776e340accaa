import { execFileSync } from 'node:child_process'
import { cp, readdir, readFile, stat, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type TempTree, tempTree } from '../testing/temp-tree.js'
import { createPackFolders } from './pack-folders.js'

const registered = '[project]\r\nname = "Nice-Pack"\r\nversion = "1.4.2"\r\n[tool.comfy]\r\nPublisherId = "nice"\r\nDisplayName = "Größe"\r\n'
const commit = 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2'

async function list(tree: TempTree, ...roots: readonly string[]) {
  return (await createPackFolders({ roots: (roots.length === 0 ? ['cn'] : roots).map((root) => tree.at(root)) }).list()).packs
}

it('knows every spelling of disabled and where packs came from', async () => {
  await using tree = await tempTree({
    'cn/plain/__init__.py': '',
    'cn/blocked/nodes.py': '',
    'cn/loose.py': '',
    'cn/loose-off.py.disabled': '',
    'cn/Off 模型.disabled/__init__.py': '',
    'cn/Off 模型.1700000000.disabled/__init__.py': '',
    'cn/.disabled/Moved/__init__.py': '',
    'cn/.disabled/nice-pack@1_4_2/pyproject.toml': registered,
    'cn/.disabled/nice-pack@1_4_2/.tracking': 'pyproject.toml',
    'cn/.greenlight-01J0000000.disabled/stage/__init__.py': '',
    'cn/work/__init__.py': '',
    'cn/work/.greenlight-development': '',
    'two/plain/__init__.py': '',
  })
  const packs = await list(tree, 'cn', 'two')
  expect(packs.map(({ folder, root, state, spelling, source, id, version }) => [folder, root === tree.at('cn') ? 1 : 2, state, spelling, source, id, version])).toEqual([
    ['.disabled/Moved', 1, 'disabled', 'below', 'folder', null, null],
    ['.disabled/nice-pack@1_4_2', 1, 'disabled', 'below', 'registry', 'nice-pack', '1.4.2'],
    ['Off 模型.1700000000.disabled', 1, 'disabled', 'suffix', 'folder', null, null],
    ['Off 模型.disabled', 1, 'disabled', 'suffix', 'folder', null, null],
    ['blocked', 1, 'enabled', null, 'folder', null, null],
    ['loose-off.py.disabled', 1, 'disabled', 'suffix', 'file', null, null],
    ['loose.py', 1, 'enabled', null, 'file', null, null],
    ['plain', 1, 'enabled', null, 'folder', null, null],
    ['plain', 2, 'enabled', null, 'folder', null, null],
    ['work', 1, 'enabled', null, 'development', null, null],
  ])
  for (const pack of packs) expect(pack.path).toBe(join(pack.root, ...pack.folder.split('/')))
})

it('a registry pack is changed when a listed file is gone or much younger', async () => {
  const files = { 'pyproject.toml': registered, 'nodes/größe.py': '', '.tracking': 'nodes/\r\npyproject.toml\r\nnodes/größe.py' }
  const under = (folder: string) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`cn/${folder}/${path}`, text]))
  await using tree = await tempTree({ ...under('fine'), ...under('gone'), ...under('edited'), ...under('extra') })
  await unlink(tree.at('cn', 'gone', 'nodes', 'größe.py'))
  await utimes(tree.at('cn', 'edited', 'nodes', 'größe.py'), new Date(), new Date(Date.now() + 3_600_000))
  await writeFile(tree.at('cn', 'extra', 'own settings.json'), '{}')
  expect((await list(tree)).map((pack) => [pack.folder, pack.source, pack.changed])).toEqual([
    ['edited', 'registry', true],
    ['extra', 'registry', false],
    ['fine', 'registry', false],
    ['gone', 'registry', true],
  ])
})

it('links and folders that the user names are being worked on', async () => {
  await using tree = await tempTree({ 'elsewhere/pack/__init__.py': '', 'cn/mine/__init__.py': '', 'cn/other/__init__.py': '' })
  await symlink(tree.at('elsewhere', 'pack'), tree.at('cn', 'linked'), process.platform === 'win32' ? 'junction' : 'dir')
  const { packs } = await createPackFolders({ roots: [tree.at('cn')], development: [tree.at('cn', 'mine')] }).list()
  expect(packs.map((pack) => [pack.folder, pack.source])).toEqual([
    ['linked', 'development'],
    ['mine', 'development'],
    ['other', 'folder'],
  ])
})

it('a bare-bones checkout is one of git; whether it was changed cannot be told', async () => {
  const config = '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://me:ghp_secret@git.local/x\n'
  await using tree = await tempTree({ 'cn/p/__init__.py': '', 'cn/p/.git/HEAD': commit, 'cn/p/.git/config': config, 'cn/p/.git/.cnr-id': 'Nice-Pack\r\n', 'cn/q/__init__.py': '', 'cn/q/.git/HEAD': commit })
  const packs = await list(tree)
  expect(packs).toMatchObject([
    { folder: 'p', source: 'git', id: 'nice-pack', commit, changed: null },
    { folder: 'q', source: 'development', repository: null, commit },
  ])
  expect(JSON.stringify(packs)).not.toContain('secret')
})

const gitThere = (() => {
  try {
    execFileSync('git', ['--version'])
    return true
  } catch {
    return false
  }
})()
const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=n', '-c', 'user.email=n@example.org', ...args], { env: { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' } }).toString()

/** A clone of a repository of two commits, its files older than its index so that times are believed. */
async function cloned(tree: TempTree, ...how: readonly string[]): Promise<string> {
  await tree.add({ 'up/__init__.py': 'x = 1\n', 'up/größe 模型.py': 'y = 2\n', 'up/deep/a.py': '', 'cn/': '' })
  git(tree.at('up'), 'init', '-q', '-b', 'main')
  for (const name of ['one', 'two']) git(tree.at('up'), 'commit', '-q', '--allow-empty', '-m', name)
  git(tree.at('up'), 'add', '.')
  git(tree.at('up'), 'commit', '-q', '-m', 'three')
  git(tree.at(), 'clone', '-q', ...how, tree.at('up'), tree.at('cn', 'pack'))
  return tree.at('cn', 'pack')
}

it.skipIf(!gitThere)('a clone is what it was, whatever version its index has', async () => {
  await using tree = await tempTree()
  const pack = await cloned(tree)
  expect(await list(tree)).toMatchObject([{ folder: 'pack', source: 'git', changed: false, repository: tree.at('up') }])
  git(pack, 'update-index', '--index-version', '4')
  expect(await list(tree)).toMatchObject([{ source: 'git', changed: false }])
  await cp(pack, tree.at('cn', 'copy'), { recursive: true })
  expect((await list(tree)).map((one) => [one.folder, one.changed])).toEqual([
    ['copy', false],
    ['pack', false],
  ])
})

it.skipIf(!gitThere).each([
  ['an edit', (pack: string) => writeFile(join(pack, 'größe 模型.py'), 'y = 3\n')],
  ['a longer edit', (pack: string) => writeFile(join(pack, '__init__.py'), 'x = 1000\n')],
  ['a file that is gone', (pack: string) => unlink(join(pack, 'deep', 'a.py'))],
  ['a commit of its own', (pack: string) => writeFile(join(pack, 'new.py'), '').then(() => void (git(pack, 'add', '.'), git(pack, 'commit', '-q', '-m', 'mine')))],
  ['no remote', async (pack: string) => void git(pack, 'remote', 'remove', 'origin')],
])('%s makes it a pack that somebody works on', async (_, change) => {
  await using tree = await tempTree()
  await change(await cloned(tree))
  expect(await list(tree)).toMatchObject([{ folder: 'pack', source: 'development' }])
})

it.skipIf(!gitThere)('what is staged cannot be told apart, what git does not track does not count, what was pushed is no own work', async () => {
  await using tree = await tempTree()
  const pack = await cloned(tree)
  await writeFile(join(pack, 'notes.txt'), '')
  expect(await list(tree)).toMatchObject([{ source: 'git', changed: false }])
  git(pack, 'add', 'notes.txt')
  expect(await list(tree)).toMatchObject([{ source: 'git', changed: null }])
  git(pack, 'commit', '-q', '-m', 'mine')
  expect(await list(tree)).toMatchObject([{ source: 'development' }])
  git(pack, 'push', '-q', 'origin', 'HEAD:refs/heads/other')
  expect(await list(tree)).toMatchObject([{ source: 'git', changed: false }])
})

it.skipIf(!gitThere)('Windows line ends are no change', async () => {
  await using tree = await tempTree()
  const pack = await cloned(tree, '-c', 'core.autocrlf=true')
  expect(await readFile(join(pack, '__init__.py'), 'utf8')).toBe('x = 1\r\n')
  expect(await list(tree)).toMatchObject([{ source: 'git', changed: false }])
})

it.skipIf(!gitThere)('reads without running anything of the checkout, and writes nothing', async () => {
  await using tree = await tempTree()
  const pack = await cloned(tree)
  await writeFile(join(pack, '.git', 'hooks', 'post-index-change'), '#!/bin/sh\ntouch canary\n', { mode: 0o755 })
  git(pack, 'config', 'core.fsmonitor', 'touch canary')
  const before = (await stat(join(pack, '.git', 'index'))).mtimeMs
  await list(tree)
  expect(await readdir(pack)).not.toContain('canary')
  expect((await stat(join(pack, '.git', 'index'))).mtimeMs).toBe(before)
})

it.each(['', 'DIRC', `DIRC${'\0'.repeat(40)}`, `DIRC\0\0\0\u0002\0\0\0\u0005${'x'.repeat(80)}`])('a damaged index %j tells nothing and hides nothing', async (index) => {
  await using tree = await tempTree({ 'cn/p/__init__.py': '', 'cn/p/.git/HEAD': commit, 'cn/p/.git/config': '[remote "o"]\nurl = https://github.com/a/b\n', 'cn/p/.git/index': index })
  expect(await list(tree)).toMatchObject([{ folder: 'p', source: 'git' }])
})
