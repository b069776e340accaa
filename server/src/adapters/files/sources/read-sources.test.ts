import { chmod, writeFile } from 'node:fs/promises'
import { type SourceName, sourceNames } from '@greenlight/shared/sources'
import { describe, expect, it } from 'vitest'
import { tempTree, type Tree } from '../testing/temp-tree.js'
import { readSources } from './read-sources.js'
import { services } from './services.js'

async function reading(tree: Tree, env: Record<string, string> = {}) {
  const files = await tempTree(tree)
  const reader = readSources(files.root, env)
  return {
    ...files,
    of: (name: SourceName) => reader.state(name),
    uses: () => sourceNames.map((name) => reader.state(name).use).join(' '),
    faults: () => reader.problems().map(({ message }) => message.replace(files.root, '').replace(/^[/\\]/, '')),
    reader,
  }
}
const settings = (text: string, env?: Record<string, string>) => reading({ 'sources.yaml': text }, env)

describe('settings', () => {
  it('without a file: all off, at their own addresses, without tokens', async () => {
    await using read = await reading({})
    expect(sourceNames.map((name) => read.of(name))).toEqual(sourceNames.map((name) => ({ use: 'off', endpoint: services[name].endpoint, token: null })))
    expect(read.faults()).toEqual([])
  })

  it('reads a hand-written file with comments, Windows line ends and a byte order mark', async () => {
    await using read = await settings('\uFEFF# mine\r\n---\r\nhuggingface: # the hub\r\n  use: ask # by hand\r\n  endpoint: "https://hub.example/hf/"\r\n\r\ncivitai: {use: on}\r\ngithub:\r\nmodelscope:\r\n  use: off\r\n')
    expect(read.uses()).toBe('on off off ask off off')
    expect(read.of('huggingface').endpoint).toBe('https://hub.example/hf')
    expect(read.faults()).toEqual([])
  })

  it.each<[string, string, string]>([
    ['a use that is none', 'huggingface:\n  use: yes\n', 'sources.yaml, line 1, is not as expected: use is one of off, ask, on.'],
    ['true', 'huggingface:\n  use: true\n', 'use is one of'],
    ['a list', 'huggingface:\n  use: [on]\n', 'use is one of'],
    ['a bare word', 'huggingface: on\n', 'an entry has the lines use and endpoint below it'],
    ['a strange line', 'huggingface:\n  use: on\n  user: me\n', 'an entry has use and endpoint only'],
    ['a token', 'huggingface:\n  use: on\n  token: hf_canary0123\n', 'a token belongs into tokens.yaml or the environment, not here'],
    ['an endpoint that is none', 'huggingface:\n  use: on\n  endpoint: hub\n', 'endpoint is no web address'],
    ['an endpoint with a password', 'huggingface:\n  use: on\n  endpoint: https://me:hf_canary0123@hub.example\n', 'endpoint is no web address'],
    ['an endpoint with a query', 'huggingface:\n  use: on\n  endpoint: https://hub.example/?a=1\n', 'endpoint is no web address'],
    ['an endpoint of a file', 'huggingface:\n  use: on\n  endpoint: file:///etc\n', 'endpoint is no web address'],
    ['no colon', 'huggingface\n  use: on\n', 'it is not well-formed YAML'],
    ['a name that is none', 'hugging:\n  use: on\n', 'it begins with none of'],
    ['a tab', 'huggingface:\n\tuse: on\n', 'line 2, is not as expected: it is not well-formed YAML'],
    ['an open quote', 'huggingface:\n  use: "on\n', 'it is not well-formed YAML'],
    ['the same line twice', 'huggingface:\n  use: off\n  use: on\n', 'it is not well-formed YAML'],
    ['an alias', 'huggingface: &a {use: *a}\n', ''],
    ['twice', 'huggingface:\n  use: on\nhuggingface:\n  use: ask\n', 'line 3, is not as expected: huggingface stands there twice'],
    ['a code tag', 'huggingface: !!js/function "x"\n', ''],
  ])('%s is a problem, leaves that source off and hides no other', async (_, bad, words) => {
    await using read = await settings(`civitai:\n  use: on\n${bad}github:\n  use: ask\n`)
    expect(read.uses()).toBe('on off ask off off off')
    expect(read.of('huggingface').endpoint).toBe(services.huggingface.endpoint)
    const told = read.faults()
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(words.replace('line 1,', 'line 3,').replace('line 2,', 'line 4,').replace('line 3, is not as expected: huggingface', 'line 5, is not as expected: huggingface'))
    expect(told.join()).not.toContain('canary')
  })

  it('reads where git asks, of github alone', async () => {
    await using read = await settings('github:\n  use: on\n  git: "https://mirror.example/github.com/"\n')
    expect(read.of('github')).toEqual({ use: 'on', endpoint: services.github.endpoint, token: null, git: 'https://mirror.example/github.com' })
    expect(read.faults()).toEqual([])
  })

  it.each<[string, string]>([
    ['civitai:\n  use: on\n  git: https://mirror.example\n', 'an entry has use and endpoint only'],
    ['github:\n  use: on\n  gitt: https://mirror.example\n', 'an entry has use, endpoint and git only'],
    ['github:\n  use: on\n  git: ssh://git@mirror.example\n', 'git is no web address'],
    ['github:\n  use: on\n  git: https://me:canary@mirror.example\n', 'git is no web address'],
    ['github:\n  use: on\n  git: https://mirror.example/a=b\n', 'git is no web address'],
    ['github:\n  use: on\n  git: [https://mirror.example]\n', 'git is no web address'],
  ])('believes no half of %j', async (text, words) => {
    await using read = await settings(text)
    expect([read.uses(), read.of('github').git, read.faults()]).toEqual(['off off off off off off', undefined, [expect.stringContaining(words)]])
    expect(read.faults().join()).not.toContain('canary')
  })

  it('of a name that is no source, also one that objects have', async () => {
    await using read = await settings('__proto__:\n  use: on\nconstructor: on\nhugginface:\n  use: on\ncivitai:\n  use: ask\n')
    expect([read.uses(), read.faults().length]).toEqual(['ask off off off off off', 3])
    expect(Object.hasOwn({}, 'use') || 'use' in {}).toBe(false)
  })

  it('that cannot be read leave all off', async () => {
    await using read = await reading({ 'sources.yaml/x': '' })
    expect(read.uses()).toBe('off off off off off off')
    expect(read.faults()[0]).toContain('it is a folder')
    await using large = await settings(`civitai:\n  use: on\n${'# x\n'.repeat(20_000)}`)
    expect([large.uses(), large.faults()[0]]).toEqual(['off off off off off off', 'sources.yaml is not as expected: it is too large.'])
  })

  it('hold from the moment on that they are written', async () => {
    await using read = await settings('civitai:\n  use: on\n')
    expect(read.of('civitai').use).toBe('on')
    await writeFile(read.at('sources.yaml'), 'civitai:\n  use: off\n# longer\n')
    expect(read.of('civitai').use).toBe('off')
    await writeFile(read.at('sources.yaml'), '')
    expect(read.of('civitai').use).toBe('off')
  })
})

describe('HF_ENDPOINT', () => {
  const env = { HF_ENDPOINT: 'https://hub.example/' }
  it('is not looked at while the hub is off, and counts once it is not', async () => {
    await using off = await settings('civitai:\n  use: on\n', env)
    expect(off.of('huggingface').endpoint).toBe('https://huggingface.co')
    await using ask = await settings('huggingface:\n  use: ask\n', env)
    expect([ask.of('huggingface').endpoint, ask.of('civitai').endpoint]).toEqual(['https://hub.example', 'https://civitai.com'])
  })

  it('gives way to the file, and is told where it is no address', async () => {
    await using both = await settings('huggingface:\n  use: on\n  endpoint: https://own.example\n', env)
    expect(both.of('huggingface').endpoint).toBe('https://own.example')
    await using bad = await settings('huggingface:\n  use: on\n', { HF_ENDPOINT: 'hub.example' })
    expect([bad.of('huggingface').endpoint, bad.faults()]).toEqual(['https://huggingface.co', ['HF_ENDPOINT is not as expected: it is no web address.']])
  })
})

describe('tokens', () => {
  const tokens = async (text: string, mode = 0o600, env: Record<string, string> = {}) => {
    const read = await reading({ 'tokens.yaml': text }, env)
    await chmod(read.at('tokens.yaml'), mode)
    return read
  }

  it('come from the environment', async () => {
    const env = { HF_TOKEN: 'hf_0123456789', CIVITAI_API_KEY: ' civ_0123456789\n', GITHUB_TOKEN: 'gh_0123456789', MODELSCOPE_TOKEN: 'ms_0123456789' }
    await using read = await reading({}, env)
    expect(sourceNames.map((name) => read.of(name).token)).toEqual(['civ_0123456789', null, 'gh_0123456789', 'hf_0123456789', 'ms_0123456789', null])
    await using two = await reading({}, { CIVITAI_TOKEN: 'first_0123456789', CIVITAI_API_KEY: 'second_0123456789' })
    expect(two.of('civitai').token).toBe('first_0123456789')
  })

  it('come from the file where the environment has none', async () => {
    await using read = await tokens('# mine\r\nhuggingface: hf_file012345\r\ncivitai: "civ_file012345"\r\ngithub:\r\n', 0o600, { HF_TOKEN: 'hf_env0123456' })
    expect([read.of('huggingface').token, read.of('civitai').token, read.of('github').token, read.faults()]).toEqual(['hf_env0123456', 'civ_file012345', null, []])
  })

  it.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o644, 0o666])('are not taken from a file of mode %o', async (mode) => {
    await using read = await tokens('huggingface: hf_file012345\n', mode)
    expect([read.of('huggingface').token, read.faults()]).toEqual([null, ['tokens.yaml is not as expected: others may read it (chmod 600 mends that).']])
    await chmod(read.at('tokens.yaml'), 0o600)
    expect(read.of('huggingface').token).toBe('hf_file012345')
  })

  it.each(['hf canary 0123', 'hf_cänary0123', 'short', '"hf_canary\\n0123: x"', '12345678', '[hf_canary0123]', 'x'.repeat(600), '{token: hf_canary0123}', '"hf_canary\n'])('do not look like %j, and no problem tells it', async (text) => {
    await using read = await tokens(`civitai: civ_0123456789\nhuggingface: ${text}\n`)
    expect([read.of('huggingface').token, read.of('civitai').token, read.faults().length]).toEqual([null, 'civ_0123456789', 1])
    expect(JSON.stringify(read.reader.problems())).not.toMatch(/canary|cänary|xxxx|12345678/)
  })

  it('of the environment that are none are told by the name of the variable', async () => {
    await using read = await reading({}, { HF_TOKEN: 'hf_canary\r\nX-Evil: 1' })
    expect([read.of('huggingface').token, read.faults()]).toEqual([null, ['HF_TOKEN is not as expected: what stands there is no token.']])
  })
})
