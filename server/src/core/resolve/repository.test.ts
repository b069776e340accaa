import { expect, test } from 'vitest'
import { isComfyUi, repositoryKey, repositoryName } from './repository.js'

test.each([
  'https://github.com/Owner/Repo.git',
  'https://github.com/owner/repo/',
  'git@github.com:owner/repo.git',
  'ssh://git@github.com/owner/repo',
  'https://www.github.com/owner/repo',
  'https://user@github.com/owner/repo',
  'https://github.com/owner/repo/tree/main',
  'http://github.com:80/owner/repo?tab=readme#top',
  'github.com/owner/repo',
  'Owner/Repo',
  ' owner/repo ',
])('%s is github.com/owner/repo', (spelling) => {
  expect(repositoryKey(spelling)).toBe('github.com/owner/repo')
})

test.each([
  ['https://gitlab.com/group/sub/repo', 'gitlab.com/group/sub/repo'],
  ['owner/repo.js', 'github.com/owner/repo.js'],
  ['https://github.com/owner/repo.js.git', 'github.com/owner/repo.js'],
  ['my.name/repo', 'github.com/my.name/repo'],
])('%s is %s', (spelling, key) => {
  expect(repositoryKey(spelling)).toBe(key)
})

test.each(['', 'repo', 'a/b/c', 'https://github.com/owner', 'two words/repo', '://', '/'])(
  '%j is no repository',
  (text) => {
    expect(repositoryKey(text)).toBeNull()
  },
)

test('names the folder of a clone', () => {
  expect(repositoryName('https://github.com/cubiq/ComfyUI_InstantID.git')).toBe('comfyui_instantid')
})

test('knows ComfyUI under both owners', () => {
  expect(isComfyUi('https://github.com/comfyanonymous/ComfyUI')).toBe(true)
  expect(isComfyUi('https://github.com/Comfy-Org/ComfyUI.git')).toBe(true)
  expect(isComfyUi('https://github.com/someone/ComfyUI')).toBe(false)
  expect(isComfyUi(null)).toBe(false)
})
