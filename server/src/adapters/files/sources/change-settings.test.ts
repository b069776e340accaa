import { readFile, stat } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { changeSetting, type SettingChange } from './change-settings.js'
import { readSources } from './read-sources.js'

async function changed(before: string | null, name: Parameters<typeof changeSetting>[1], change: SettingChange) {
  await using files = await tempTree(before === null ? {} : { 'sources.yaml': before })
  await changeSetting(files.root, name, change)
  const reader = readSources(files.root, {})
  return { text: await readFile(files.at('sources.yaml'), 'utf8'), state: reader.state(name), problems: reader.problems() }
}

it('begins a file that explains itself, for the user alone', async () => {
  await using files = await tempTree()
  await changeSetting(files.at('new', 'state'), 'civitai', { use: 'ask' })
  const text = await readFile(files.at('new', 'state', 'sources.yaml'), 'utf8')
  expect(text).toMatch(/^# Hosts outside .*\n(?:#.*\n)+\ncivitai:\n {2}use: ask\n$/)
  if (process.platform !== 'win32') expect((await stat(files.at('new', 'state', 'sources.yaml'))).mode & 0o777).toBe(0o600)
})

it.each<[string, string, SettingChange, string]>([
  ['changes one word', '# mine\nhuggingface:\n  # my hub\n  use: off # for now\n  endpoint: https://hub.example\n\n# others\ncivitai:\n  use: on\n', { use: 'ask' }, '# mine\nhuggingface:\n  # my hub\n  use: ask # for now\n  endpoint: https://hub.example\n\n# others\ncivitai:\n  use: on\n'],
  ['keeps Windows line ends', 'civitai:\r\n  use: on\r\nhuggingface:\r\n  use: off\r\n', { use: 'on' }, 'civitai:\r\n  use: on\r\nhuggingface:\r\n  use: on\r\n'],
  ['fills an empty entry', 'huggingface:\ncivitai:\n  use: on\n', { use: 'on' }, 'huggingface:\n  use: on\ncivitai:\n  use: on\n'],
  ['adds at the end', 'civitai:\n  use: on\n\n\n', { use: 'ask' }, 'civitai:\n  use: on\n\nhuggingface:\n  use: ask\n'],
  ['adds to a file of nothing', '', { use: 'ask' }, '\nhuggingface:\n  use: ask\n'],
  ['sets an endpoint', 'huggingface:\n  use: on\n', { endpoint: 'https://hub.example/x' }, 'huggingface:\n  use: on\n  endpoint: https://hub.example/x\n'],
  ['takes an endpoint away', 'huggingface:\n  use: on\n  endpoint: https://hub.example\n', { endpoint: null }, 'huggingface:\n  use: on\n'],
  ['keeps a bad entry as a comment', 'civitai:\n  use: on\nhuggingface: nonsense\n', { use: 'ask' }, 'civitai:\n  use: on\n# huggingface: nonsense\n\nhuggingface:\n  use: ask\n'],
  ['keeps lines that are no YAML as a comment', 'huggingface:\n\tuse: "on\ncivitai:\n  use: on\n', { use: 'ask' }, '# huggingface:\n# \tuse: "on\n\nhuggingface:\n  use: ask\ncivitai:\n  use: on\n'],
  ['leaves one of two', 'huggingface:\n  use: on\nhuggingface:\n  use: ask\n', { use: 'off' }, '# huggingface:\n#   use: on\nhuggingface:\n  use: off\n'],
  ['leaves the bad entries of others', 'civitai: "\ngithub: 1\nhuggingface:\n  use: on\n', { use: 'off' }, 'civitai: "\ngithub: 1\nhuggingface:\n  use: off\n'],
])('%s', async (_, before, change, after) => {
  const { text, state } = await changed(before, 'huggingface', change)
  expect(text).toBe(after)
  if (change.use !== undefined) expect(state.use).toBe(change.use)
})

it('sets and takes away where git asks', async () => {
  const set = await changed('github:\n  use: on\n', 'github', { git: 'https://mirror.example' })
  expect([set.text, set.state.git]).toEqual(['github:\n  use: on\n  git: https://mirror.example\n', 'https://mirror.example'])
  const both = await changed(set.text, 'github', { git: null, endpoint: 'https://api.example' })
  expect(both.text).toBe('github:\n  use: on\n  endpoint: https://api.example\n')
  expect((await changed('', 'github', { git: 'https://mirror.example' })).text).toBe('\ngithub:\n  use: off\n  git: https://mirror.example\n')
})

it('writes a bad use anew', async () => {
  const { state, problems } = await changed('huggingface:\n  use: maybe\n', 'huggingface', { use: 'on' })
  expect([state.use, problems]).toEqual(['on', []])
})

it('gives the same bytes for the same change', async () => {
  const once = await changed(null, 'comfy-registry', { use: 'ask' })
  expect((await changed(once.text, 'comfy-registry', { use: 'ask' })).text).toBe(once.text)
})

it('tells a folder that cannot be written to', async () => {
  await using files = await tempTree({ state: 'a file' })
  await expect(changeSetting(files.at('state'), 'civitai', { use: 'on' })).rejects.toMatchObject({ problem: { code: 'STATE_FOLDER_UNUSABLE' } })
})
