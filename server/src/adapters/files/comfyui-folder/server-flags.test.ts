import path from 'node:path'
import { expect, it } from 'vitest'
import { readServerFlags } from './server-flags.js'

it('reads folders, attached or not, several configs', () => {
  const argv = [
    'main.py',
    '--listen',
    '0.0.0.0',
    '--base-directory',
    '/data/b c',
    '--models-directory=/m',
    '--user-directory',
    'u',
    '--input-directory=../in',
    '--output-directory',
    '/o',
    '--extra-model-paths-config',
    'a.yaml',
    '/etc/b.yaml',
    '--port',
    '8188',
    '--extra-model-paths-config=c.yaml',
    '--cpu',
  ]
  expect(readServerFlags(argv, '/srv/ComfyUI', path.posix)).toEqual({
    baseDirectory: '/data/b c',
    modelsDirectory: '/m',
    userDirectory: '/srv/ComfyUI/u',
    inputDirectory: '/srv/in',
    outputDirectory: '/o',
    extraModelPathsConfig: ['/srv/ComfyUI/a.yaml', '/etc/b.yaml', '/srv/ComfyUI/c.yaml'],
  })
})

it.each([
  ['ComfyUI\\main.py', 'C:\\port able\\ComfyUI', 'C:\\port able\\x.yaml'],
  ['.\\ComfyUI\\main.py', 'C:\\port able\\ComfyUI', 'C:\\port able\\x.yaml'],
  ['C:\\port able\\ComfyUI\\main.py', 'C:\\port able\\ComfyUI', 'C:\\port able\\ComfyUI\\x.yaml'],
  ['main.py', 'C:\\ComfyUI', 'C:\\ComfyUI\\x.yaml'],
  ['other\\main.py', 'C:\\ComfyUI', 'C:\\ComfyUI\\x.yaml'],
])('%s: relative paths are of the folder it was started in', (main, root, expected) => {
  expect(
    readServerFlags([main, '--extra-model-paths-config', 'x.yaml'], root, path.win32).extraModelPathsConfig,
  ).toEqual([expected])
})

it.each([[[]], [['main.py']], [['main.py', '--base-directory']], [['main.py', '--cpu', '--disable-api-nodes']]])(
  '%j moves nothing',
  (argv) => {
    expect(readServerFlags(argv, '/srv', path.posix)).toEqual({})
  },
)
