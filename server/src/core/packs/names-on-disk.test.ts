import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { disabledPaths, enabledPath, freeFolder, isFolderName, plainFolder } from './names-on-disk.js'
import { linuxRoot, packOnDisk, windowsRoot } from './testing/pack-on-disk.js'

describe.each([
  ['posix', path.posix, linuxRoot],
  ['win32', path.win32, windowsRoot],
] as const)('on %s', (_, flavour, root) => {
  it.each([
    ['Pack', 'Pack'],
    ['Pack.disabled', 'Pack'],
    ['Größe 模型.disabled', 'Größe 模型'],
    ['v1.2.disabled', 'v1.2'],
    ['Pack.1700000000.disabled', 'Pack'],
    ['node.py.disabled', 'node.py'],
    ['.disabled/Pack', 'Pack'],
    ['.disabled/id@1_2_3', 'id'],
    ['.disabled/id@nightly', 'id'],
    ['.disabled/repo@unknown', 'repo'],
    ['.disabled/Pack.disabled', 'Pack'],
    ['name@1_0.disabled', 'name@1_0'],
  ])('%s is enabled as %s', (folder, name) => {
    expect(plainFolder(packOnDisk(folder, { root }))).toBe(name)
    expect(enabledPath(packOnDisk(folder, { root }))).toBe(flavour.join(root, name))
  })

  it('disables by a name, and under another where an older copy has it', () => {
    const at = (name: string) => flavour.join(root, name)
    expect(disabledPaths(packOnDisk('Größe', { root }), 1700000000).slice(0, 3)).toEqual([at('Größe.disabled'), at('Größe.1700000000.disabled'), at('Größe.1700000001.disabled')])
    for (const path of disabledPaths(packOnDisk('a.py', { root }), 1700000000)) expect(plainFolder(packOnDisk(flavour.basename(path), { root }))).toBe('a.py')
  })
})

it('finds a free name, whatever the letters', () => {
  const there = [packOnDisk('Pack'), packOnDisk('PACK-2.disabled'), packOnDisk('.disabled/pack-3@1_0')]
  expect(freeFolder('pack', there)).toBe('pack-4')
  expect(freeFolder('other', there)).toBe('other')
})

it.each(['nice-pack', 'ComfyUI_Größe 模型', 'a.b', 'v1.2', 'x@1'])('%j may be a folder', (name) => expect(isFolderName(name)).toBe(true))
it.each(['', '.', '..', '.git', '.disabled', 'a/b', 'a\\b', 'a:b', 'CON', 'nul.txt', 'x.', 'x ', 'x.disabled', '__pycache__', '-x', '~x', 'a\u0000', 'a\u202eb', 'a?', '\ud800', 'x'.repeat(300)])('%j may not', (name) => expect(isFolderName(name)).toBe(false))
