import { writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../files/testing/temp-tree.js'
import { differenceBetween } from './compare-trees.js'

const files = { '__init__.py': 'version = 1\n', 'js/größe 图.js': 'export {}', 'deep/er/z.py': '' }

it.each([
  ['as an archive has it', '__init__.py\njs/\njs/größe 图.js\ndeep/er/z.py', null],
  ['of Windows, with dots', './__init__.py\r\njs\\größe 图.js\r\ndeep//er/z.py\r\n', null],
  ['that was never written to its end', '__init__.py\njs/größe 图.js\ndeep/er/z.p', 'its .tracking does not name deep/er/z.py'],
  ['that was begun', '', 'its .tracking does not name __init__.py, deep/er/z.py, js/größe 图.js'],
])('a mark %s', async (_, text, difference) => {
  await using wanted = await tempTree(files)
  await using is = await tempTree(files)
  expect(await differenceBetween(wanted.root, is.root)).toContain('.tracking')
  await writeFile(is.at('.tracking'), text)
  expect(await differenceBetween(wanted.root, is.root)).toBe(difference)
})

it('tells what is missing, added or other', async () => {
  await using wanted = await tempTree(files)
  await using is = await tempTree({ '__init__.py': 'version = 2\n', 'deep/er/z.py': '', 'more.py': '' })
  expect(await differenceBetween(wanted.root, is.root)).toBe('missing: js/größe 图.js; added: more.py')
  await using other = await tempTree({ ...files, '__init__.py': 'version = 2\n' })
  expect(await differenceBetween(wanted.root, other.root)).toBe('different: __init__.py')
})
