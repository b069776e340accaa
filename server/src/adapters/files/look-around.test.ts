import { chmod, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { bytesBelow, closedFolder, linkKind, missingFolders } from './look-around.js'
import { tempTree } from './testing/temp-tree.js'

it('counts files and folders, and follows no link', async () => {
  await using tree = await tempTree({ 'models ü/a.bin': 'abc', 'models ü/sub/模型.bin': '12345', 'other/big': 'x'.repeat(99) })
  await symlink(tree.at('other'), tree.at('models ü', 'link'))
  expect(await bytesBelow(tree.at('models ü'))).toBe(8)
  expect(await bytesBelow(tree.at('models ü', 'a.bin'))).toBe(3)
  expect(await bytesBelow(tree.at('nowhere'))).toBeNull()
})

it('names the folders that are not there, outermost first', async () => {
  await using tree = await tempTree({ 'models/a': '' })
  const path = tree.at('models', 'new one', 'sub', 'x.bin')
  expect(await missingFolders(path)).toEqual([dirname(dirname(path)), dirname(path)])
  expect(await missingFolders(tree.at('models', 'b'))).toEqual([])
})

it('names the folder that may not be written to', async () => {
  await using tree = await tempTree({ 'custom nodes ü/a': '', 'models/b': '' })
  expect(await closedFolder(tree.at('models', 'new one', 'x.bin'))).toBeNull()
  await chmod(tree.at('custom nodes ü'), 0o555)
  const [closed, path] = [tree.at('custom nodes ü'), tree.at('custom nodes ü', 'new one', 'x.bin')]
  // Whoever runs as root may write everywhere.
  expect(await closedFolder(path)).toBe(process.platform === 'win32' || process.getuid?.() === 0 ? null : closed)
  expect(await closedFolder(path, 'win32')).toBeNull()
  await chmod(closed, 0o755)
})

it('links hard on one volume', async () => {
  await using tree = await tempTree({ 'a/x': '1' })
  expect(await linkKind(tree.at('b', 'c', 'x'), tree.at('a', 'x'))).toBe('hard')
  expect(await linkKind(tree.at('b'), tree.at('a'))).toBe('symbolic')
  expect(await linkKind(tree.at('b'), tree.at('a'), 'win32')).toBeNull()
  expect(await linkKind(tree.at('b'), join(tree.root, 'nowhere'))).toBeNull()
})
