import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normaliseRepository } from '../repository.js'
import { maskedName, readPackName } from './read-pack-name.js'

const github = 'https://github.com/Owner/Repo'

it.each([
  ['comfyui-impact-pack', 'comfyui-impact-pack', null],
  [' ComfyUI_Essentials\r\n', 'comfyui_essentials', null],
  ['rgthree-comfy@1.0.2512', 'rgthree-comfy', '1.0.2512'],
  ['pack@latest', 'pack', null],
  ['pack@nightly', 'pack', 'nightly'],
  ['a.b@1.0.0-RC1+x', 'a.b', '1.0.0-RC1+x'],
  ['x', 'x', null],
])('%j is of the registry', (text, id, version) => {
  expect(readPackName(text)).toEqual({ by: 'registry', id, version })
})

it.each([
  [`${github}.git`, null],
  [`${github}/`, null],
  ['git@github.com:Owner/Repo.git', null],
  ['ssh://git@github.com/Owner/Repo', null],
  ['ssh://git@github.com:22/Owner/Repo.git', null],
  ['https://www.github.com/Owner/Repo', null],
  ['https://user@github.com/Owner/Repo', null],
  ['git://github.com/Owner/Repo', null],
  ['git+https://github.com/Owner/Repo.git', null],
  ['github.com/Owner/Repo', null],
  [`${github}/tree/main`, 'main'],
  [`${github}/tree/v1.2/nodes?tab=readme#top`, 'v1.2'],
  [`${github}/commit/a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2`, 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2'],
  [`${github}/releases/tag/v2.0.0`, 'v2.0.0'],
  [`${github}@v1.0`, 'v1.0'],
  [`${github}.git@feature/ünïcode-模型`, 'feature/ünïcode-模型'],
  ['git@github.com:Owner/Repo.git@main', 'main'],
  ['ssh://git@github.com/Owner/Repo@abc123', 'abc123'],
])('%j is one repository', (text, ref) => {
  expect(readPackName(text)).toEqual({ by: 'repository', url: github, ref })
})

it.each([
  ['https://gitlab.com/Group/Sub/Repo/-/tree/dev', 'https://gitlab.com/Group/Sub/Repo', 'dev'],
  ['https://github.com/owner/repo.js', 'https://github.com/owner/repo.js', null],
  ['https://git.example.org:8443/a/b@v1', 'https://git.example.org:8443/a/b', 'v1'],
  ['ssh://git@git.example.org:2222/a/b', 'https://git.example.org/a/b', null],
  ['https://gist.github.com/user/abc', 'https://gist.github.com/user/abc', null],
])('%j keeps what is its own', (text, url, ref) => {
  expect(readPackName(text)).toEqual({ by: 'repository', url, ref })
})

it.each(['/srv/packs/mine', 'D:\\Packs\\Größe 模型', 'c:/packs/x'])('%j is a folder', (path) => {
  expect(readPackName(path)).toEqual({ by: 'folder', path })
})

it.each([
  '',
  '   ',
  '-rf',
  '--upload-pack=touch /tmp/x',
  '-oProxyCommand=x',
  'pack name',
  'pack\u0000',
  'pack\nother',
  'pa\u202eck',
  'pack@',
  'pack@1@2',
  '_pack',
  'pack-',
  '模型',
  '__proto__',
  '../pack',
  './pack',
  '//server/share',
  'owner/name',
  'https://user:secret@github.com/Owner/Repo',
  'https://ghp_0123456789012345678901234567890123@github.com/Owner/Repo',
  'https://x-access-token@github.com/Owner/Repo',
  'https://github.com/Owner/Repo@-x',
  'https://github.com/Owner/Repo@--upload-pack=x',
  'https://github.com/Owner/Repo@a..b',
  'https://github.com/Owner/Repo@a:b',
  'https://github.com/Owner/Repo@',
  'https://github.com/Owner/Repo@x.lock',
  'https://github.com/-Owner/Repo',
  'https://github.com/Owner/../Repo',
  'https://github.com/Owner',
  'https://-oProxyCommand=x/a/b',
  'ssh://-oProxyCommand=touch/a/b',
  'ext::sh -c touch% /tmp/x',
  'file:///srv/x/y',
  'javascript:alert(1)',
  'http://127.0.0.1/a/b',
  'http://localhost:3000/a/b',
  'https://[::1]/a/b',
  'a'.repeat(2000),
  '\ud800',
])('refuses %j', (text) => {
  expect(readPackName(text)).toBeNull()
})

it('never lets a dash, a password or an odd letter through, whatever the text', () => {
  const nasty = fc.string({ unit: fc.constantFrom('-', '/', ':', '@', 'a', '.', 'github.com', 'https://', ' ', '\0', '%', '?', '#') })
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
      const name = readPackName(text)
      if (name?.by === 'repository') return normaliseRepository(name.url) !== null && !/[@\s?#]/.test(name.url) && name.ref?.startsWith('-') !== true
      return name === null || (name.by === 'registry' ? /^[a-z0-9]/.test(name.id) : name.path.length > 0)
    }),
    { numRuns: 3000, seed: 7 },
  )
})

it('tells a refused name without what is secret in it', () => {
  expect(maskedName('https://me:ghp_secret@github.com/a/b?token=abc')).toBe('https://***@github.com/a/b?token=***')
  expect(maskedName('x\u0007\u202ey')).toBe('x y')
})
