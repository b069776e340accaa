import { utimes } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { listNodePacks } from './node-packs.js'

const commit = 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2'
const other = 'ffffffffffffffffffffffffffffffffffffffff'
const config =
  '[core]\r\n\tbare = false\r\n[remote "upstream"]\r\n\turl = https://github.com/Up/Stream\r\n[remote "origin"]\r\n\turl = git@github.com:Owner/ComfyUI-Pack.git\r\n\tfetch = x\r\n'
const project = (lines: string) =>
  `[project]\r\nname = "ComfyUI_Nice-Pack"\r\nversion = "1.4.2"\r\n[project.urls]\r\nRepository = "https://github.com/Nice/Pack"\r\n${lines}`
const registered = project('[tool.comfy]\r\nPublisherId = "nice"\r\nDisplayName = "Nice Pack ✨"\r\n')

it('tells git, registry, folder and file apart', async () => {
  await using tree = await tempTree({
    'cn/git pack/__init__.py': '',
    'cn/git pack/.git/HEAD': 'ref: refs/heads/main\n',
    'cn/git pack/.git/refs/heads/main': `${commit}\n`,
    'cn/git pack/.git/config': config,
    'cn/registry/__init__.py': '',
    'cn/registry/pyproject.toml': registered,
    'cn/registry/.tracking': '__init__.py\n',
    'cn/plain/__init__.py': '',
    'cn/plain/pyproject.toml': project(''),
    'cn/loose.py': '',
    'cn/__pycache__/x.pyc': '',
    'cn/example_node.py.example': '',
    'cn/.DS_Store': '',
    'cn/.git/HEAD': '',
    'cn/readme.md': '',
  })
  const { packs, problems } = await listNodePacks([tree.at('cn')])
  expect(problems).toEqual([])
  expect(packs).toEqual([
    {
      folder: 'git pack',
      path: tree.at('cn', 'git pack'),
      id: null,
      title: 'git pack',
      repository: 'https://github.com/Owner/ComfyUI-Pack',
      commit,
      kind: 'git',
      state: 'enabled',
    },
    {
      folder: 'loose.py',
      path: tree.at('cn', 'loose.py'),
      id: null,
      title: 'loose',
      repository: null,
      kind: 'file',
      state: 'enabled',
    },
    {
      folder: 'plain',
      path: tree.at('cn', 'plain'),
      id: null,
      title: 'plain',
      version: '1.4.2',
      repository: 'https://github.com/Nice/Pack',
      kind: 'folder',
      state: 'enabled',
    },
    {
      folder: 'registry',
      path: tree.at('cn', 'registry'),
      id: 'comfyui_nice-pack',
      title: 'Nice Pack ✨',
      version: '1.4.2',
      repository: 'https://github.com/Nice/Pack',
      kind: 'registry',
      state: 'enabled',
    },
  ])
})

it('knows every spelling of disabled, and what is blocked', async () => {
  await using tree = await tempTree({
    'cn/Off.disabled/__init__.py': '',
    'cn/off.py.disabled': '',
    'cn/.disabled/Moved/__init__.py': '',
    'cn/.disabled/Ver@1_2_3/__init__.py': '',
    'cn/.disabled/Night@nightly/pyproject.toml': registered,
    'cn/.disabled/.git/HEAD': '',
    'cn/empty/': '',
    'cn/noinit/nodes.py': '',
    'cn/nested/Real-Pack/__init__.py': '',
    'cn/v1.2.disabled.bak/__init__.py': '',
  })
  const { packs } = await listNodePacks([tree.at('cn')])
  expect(packs.map(({ folder, state, title, version, because }) => [folder, state, title, version, because])).toEqual([
    ['.disabled/Moved', 'disabled', 'Moved', undefined, undefined],
    ['.disabled/Night@nightly', 'disabled', 'Nice Pack ✨', '1.4.2', undefined],
    ['.disabled/Ver@1_2_3', 'disabled', 'Ver', '1.2.3', undefined],
    ['Off.disabled', 'disabled', 'Off', undefined, undefined],
    ['empty', 'blocked', 'empty', undefined, 'It is empty.'],
    ['nested', 'blocked', 'nested', undefined, 'It has no __init__.py: its code lies one folder deeper, in Real-Pack.'],
    ['noinit', 'blocked', 'noinit', undefined, 'It has no __init__.py.'],
    ['off.py.disabled', 'disabled', 'off', undefined, undefined],
    ['v1.2.disabled.bak', 'enabled', 'v1.2.disabled.bak', undefined, undefined],
  ])
})

it.each([
  ['a detached head', { '.git/HEAD': `${commit}\n` }, commit],
  [
    'packed refs',
    {
      '.git/HEAD': 'ref: refs/heads/feature/ü\n',
      '.git/packed-refs': `# pack-refs with: peeled\r\n${other} refs/heads/main\r\n${commit} refs/heads/feature/ü\r\n`,
    },
    commit,
  ],
  [
    'a loose ref before a packed one',
    { '.git/HEAD': 'ref: refs/heads/m', '.git/packed-refs': `${other} refs/heads/m\n`, '.git/refs/heads/m': commit },
    commit,
  ],
  ['a submodule', { '.git': 'gitdir: ../../modules/sub\n', '../../modules/sub/HEAD': commit }, commit],
  [
    'a worktree',
    {
      '.git': 'gitdir: ../../wt/one',
      '../../wt/one/HEAD': 'ref: refs/heads/m',
      '../../wt/one/commondir': '../shared\n',
      '../../wt/shared/refs/heads/m': commit,
      '../../wt/shared/config': config,
    },
    commit,
  ],
  ['no commit yet', { '.git/HEAD': 'ref: refs/heads/main\n' }, undefined],
  ['a reftable', { '.git/HEAD': 'ref: refs/heads/.invalid\n' }, undefined],
  ['a ref that wants out', { '.git/HEAD': 'ref: ../../../secret\n', '../../secret': commit }, undefined],
  ['rubbish', { '.git/HEAD': '\0\0\0', '.git/config': '[remote "' }, undefined],
])('reads the commit of %s', async (_, files, expected) => {
  const placed = Object.entries(files).map(([path, text]) => [`x/y/pack/${path}`, text])
  await using tree = await tempTree({ 'x/y/pack/__init__.py': '', ...Object.fromEntries(placed) })
  const { packs } = await listNodePacks([tree.at('x/y')])
  expect(packs[0]).toMatchObject({ kind: 'git', state: 'enabled' })
  expect(packs[0]?.commit).toBe(expected)
})

it('a token in a remote never gets out', async () => {
  await using tree = await tempTree({
    'cn/p/__init__.py': '',
    'cn/p/.git/HEAD': '',
    'cn/p/.git/config': '[remote "origin"]\n url = https://me:ghp_secret@github.com/A/B.git\n',
  })
  const { packs } = await listNodePacks([tree.at('cn')])
  expect(packs[0]?.repository).toBe('https://github.com/A/B')
  expect(JSON.stringify(packs)).not.toContain('secret')
})

it('a bad pyproject is told, the pack stays', async () => {
  await using tree = await tempTree({
    'cn/bad/__init__.py': '',
    'cn/bad/pyproject.toml': '[project\nname=',
    'cn/odd/__init__.py': '',
    'cn/odd/pyproject.toml': 'project = 5\ntool = []\n',
  })
  const { packs, problems } = await listNodePacks([tree.at('cn')])
  expect(packs.map((pack) => [pack.folder, pack.state, pack.title])).toEqual([
    ['bad', 'enabled', 'bad'],
    ['odd', 'enabled', 'odd'],
  ])
  expect(problems.map((told) => told.code)).toEqual(['NODE_PACK_UNREADABLE'])
})

it('several roots; an absent one is none', async () => {
  await using tree = await tempTree({ 'a/x/__init__.py': '', 'b/x/__init__.py': '', 'b/w.py': '' })
  const { packs, problems } = await listNodePacks([tree.at('b'), tree.at('absent'), tree.at('a')])
  expect(packs.map((pack) => pack.path)).toEqual([tree.at('b', 'w.py'), tree.at('a', 'x'), tree.at('b', 'x')])
  expect(problems).toEqual([])
})

it.skipIf(process.platform === 'win32')('a linked pack is a pack, a dead link is told', async () => {
  await using tree = await tempTree({
    'dev/pack/__init__.py': '',
    'cn/pack': { link: '../dev/pack' },
    'cn/dead': { link: '../gone' },
  })
  const { packs, problems } = await listNodePacks([tree.at('cn')])
  expect(packs.map((pack) => [pack.folder, pack.state])).toEqual([['pack', 'enabled']])
  expect(problems.map((told) => told.code)).toEqual(['LINK_BROKEN'])
})

it('tells when a folder was made, never when it was changed', async () => {
  const before = Date.now()
  await using tree = await tempTree({ 'cn/new pack/__init__.py': '' })
  const path = tree.at('cn', 'new pack')
  await utimes(path, 1, 1)
  const { made } = await listNodePacks([tree.at('cn')])
  const at = made.get(path)
  // A disk that keeps no such time tells none.
  if (at !== undefined) expect(Math.abs(at - before)).toBeLessThan(60_000)
})
