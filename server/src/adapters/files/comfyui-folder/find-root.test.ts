import { mkdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { findComfyuiRoot } from './find-root.js'
import { readVersion } from './version.js'

const code = (folder: string) => ({ [`${folder}main.py`]: '', [`${folder}nodes.py`]: '' })

it.each([
  ['itself', code(''), '', 'code'],
  ['the portable parent', { ...code('ComfyUI/'), 'python_embeded/python.exe': '' }, 'ComfyUI', 'code'],
  [
    'the folder it was unpacked into',
    code('ComfyUI_windows_portable/ComfyUI/'),
    'ComfyUI_windows_portable/ComfyUI',
    'code',
  ],
  [
    'an AMD portable beside',
    code('ComfyUI_windows_portable_amd/ComfyUI/'),
    'ComfyUI_windows_portable_amd/ComfyUI',
    'code',
  ],
  [
    'a workspace that shares its models',
    { ...code('ComfyUI/'), 'models/': '', 'user/': '', 'custom_nodes/': '' },
    'ComfyUI',
    'code',
  ],
  ['an unpacked archive', code('ComfyUI-master/'), 'ComfyUI-master', 'code'],
  ['a Desktop base path', { 'models/': '', 'custom_nodes/': '', 'user/': '' }, '', 'base'],
  ['the parent of a Desktop base path', { 'ComfyUI/models/': '', 'ComfyUI/custom_nodes/': '' }, 'ComfyUI', 'base'],
] as const)('finds the root from %s', async (_, files, expected, kind) => {
  await using tree = await tempTree(files)
  expect(await findComfyuiRoot(tree.root)).toEqual({ root: expected === '' ? tree.root : tree.at(expected), kind })
})

it('finds nothing where nothing is', async () => {
  await using tree = await tempTree({ 'main.py': '', 'docs/readme.md': '' })
  expect(await findComfyuiRoot(tree.root)).toBeNull()
  expect(await findComfyuiRoot(tree.at('absent'))).toBeNull()
  expect(await findComfyuiRoot(tree.at('main.py'))).toBeNull()
  await mkdir(tree.at('models'))
  expect(await findComfyuiRoot(tree.root)).toBeNull()
})

it.each([
  [
    {
      'comfyui_version.py': '# generated\r\n__version__ = "0.29.0"\r\n',
      'pyproject.toml': '[project]\nversion = "0.1"',
    },
    '0.29.0',
  ],
  [
    {
      'comfyui_version.py': 'nothing',
      'pyproject.toml': '[build]\nversion = "9"\n[project]\nname = "ComfyUI"\nversion = "0.3.64"\n[tool]\nversion="8"',
    },
    '0.3.64',
  ],
  [{ 'pyproject.toml': '[project]\r\nname = "ComfyUI"\r\nversion = \'v1.2.3\'\r\n' }, '1.2.3'],
  [{ 'pyproject.toml': '[tool.x]\nversion = "9"' }, null],
  [{}, null],
])('reads the version of %j', async (files, expected) => {
  await using tree = await tempTree(files)
  expect(await readVersion(tree.root)).toBe(expected)
})
