import { expect, it } from 'vitest'
import { normaliseRepository, repositoryUrl } from './repository.js'
import { repositoryKey } from './resolve/repository.js'

it.each([
  'https://github.com/Owner/Repo',
  'https://github.com/Owner/Repo.git',
  'http://www.github.com/Owner/Repo/',
  'git@github.com:Owner/Repo.git',
  'ssh://git@github.com/Owner/Repo',
  'ssh://git@github.com:22/Owner/Repo.git',
  'git://github.com/Owner/Repo.git/',
  'git+https://github.com/Owner/Repo',
  'https://user:token@github.com/Owner/Repo.git',
  'github.com/owner/repo',
  'https://github.com/Owner/Repo/tree/main/nodes?tab=readme#top',
  'https://github.com//Owner/Repo',
  'https://raw.githubusercontent.com/Owner/Repo/main/node.py',
  '  https://github.com/Owner/Repo \r',
])('%s is one repository', (url) => {
  expect(normaliseRepository(url)).toBe('github.com/owner/repo')
})

it.each([
  ['https://gitlab.com/Group/Sub/Repo.git', 'gitlab.com/group/sub/repo'],
  ['https://git.mmaker.moe/mmaker/x', 'git.mmaker.moe/mmaker/x'],
  ['https://gist.githubusercontent.com/User/abc/raw/f/x.py', 'gist.github.com/user/abc'],
  ['https://github.com/ltdrdata/ComfyUI-git', 'github.com/ltdrdata/comfyui-git'],
  ['', null],
  ['https://github.com/', null],
  ['https://github.com/owner', null],
  ['C:\\packs\\repo', null],
  ['/srv/git/repo.git', null],
  ['owner/repo', null],
  ['../repo', null],
  ['javascript:alert(1)', null],
  ['a'.repeat(100_000), null],
])('%s -> %s', (url, expected) => {
  expect(normaliseRepository(url)).toBe(expected)
})

it('keeps the letter case for people and drops tokens', () => {
  expect(repositoryUrl('https://user:ghp_secret@github.com/ltdrdata/ComfyUI-Impact-Pack.git')).toBe(
    'https://github.com/ltdrdata/ComfyUI-Impact-Pack',
  )
  expect(repositoryUrl('git@github.com:Owner/Repo.git')).toBe('https://github.com/Owner/Repo')
})

it.each([
  'https://github.com/Owner/Repo.git',
  'git@github.com:owner/repo',
  'https://gitlab.com/a/b/c',
  'https://gist.github.com/user/abc',
])('%s has the key that the core compares by', (url) => {
  expect(normaliseRepository(url)).toBe(repositoryKey(url))
})
