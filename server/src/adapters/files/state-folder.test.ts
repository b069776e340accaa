import { stat } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { ensureStateFolder, stateFolder } from './state-folder.js'
import { tempTree } from './testing/temp-tree.js'

it.each([
  [{ HOME: '/home/jo' }, 'linux', undefined, '/home/jo/.local/state/greenlight'],
  [{ HOME: '/home/jo', XDG_STATE_HOME: '/var/jo state' }, 'linux', undefined, '/var/jo state/greenlight'],
  [{ HOME: '/home/jo', XDG_STATE_HOME: '' }, 'linux', undefined, '/home/jo/.local/state/greenlight'],
  [{ HOME: '/home/jo', GREENLIGHT_DATA: '/data' }, 'linux', undefined, '/data'],
  [{ HOME: '/home/jo', GREENLIGHT_DATA: '/data' }, 'linux', '/flag/../there', '/there'],
  [{ HOME: '/home/jo', GREENLIGHT_DATA: '' }, 'freebsd', '', '/home/jo/.local/state/greenlight'],
  [
    { HOME: '/Users/Jörg', XDG_STATE_HOME: '/x' },
    'darwin',
    undefined,
    '/Users/Jörg/Library/Application Support/greenlight',
  ],
  [
    { LOCALAPPDATA: 'C:\\Users\\Jörg\\AppData\\Local' },
    'win32',
    undefined,
    'C:\\Users\\Jörg\\AppData\\Local\\greenlight',
  ],
  [{ USERPROFILE: 'C:\\Users\\Jo' }, 'win32', undefined, 'C:\\Users\\Jo\\AppData\\Local\\greenlight'],
  [{ LOCALAPPDATA: 'C:\\L' }, 'win32', 'D:/Greenlight Data', 'D:\\Greenlight Data'],
] as const)('%j on %s with %s is %s', (env, platform, flag, expected) => {
  expect(stateFolder(env, platform, flag)).toBe(expected)
})

it('makes the folder for its user alone', async () => {
  await using tree = await tempTree()
  await ensureStateFolder(tree.at('a', 'b'))
  await ensureStateFolder(tree.at('a', 'b'))
  const found = await stat(tree.at('a', 'b'))
  expect(found.isDirectory()).toBe(true)
  if (process.platform !== 'win32') expect(found.mode & 0o777).toBe(0o700)
})

it('a file in its place is a coded problem', async () => {
  await using tree = await tempTree({ taken: 'x' })
  await expect(ensureStateFolder(tree.at('taken'))).rejects.toMatchObject({
    problem: { code: 'STATE_FOLDER_UNUSABLE' },
  })
  await expect(ensureStateFolder(tree.at('taken', 'below'))).rejects.toMatchObject({
    problem: { code: 'STATE_FOLDER_UNUSABLE' },
  })
})
