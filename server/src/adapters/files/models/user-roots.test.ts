import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { addUserRoot, readUserRoots, removeUserRoot, userRootsFile } from './user-roots.js'

it('reads one path a line: comments, blanks, CRLF, a byte order mark and quotes are no trouble', async () => {
  await using tree = await tempTree({ [userRootsFile]: '\uFEFF# mine\r\n\r\n  /home/me/Größe и 模型  \r\n"/mnt/with blank"\n/home/me/Größe и 模型/\nDownloads\n/last' })
  const { roots, problems } = await readUserRoots(tree.root, 'linux')
  expect(roots).toEqual(['/home/me/Größe и 模型', '/mnt/with blank', '/last'])
  expect(problems).toMatchObject([{ code: 'MODEL_ROOT_RELATIVE', message: expect.stringContaining('Downloads') }])
})

it('reads paths of Windows there', async () => {
  await using tree = await tempTree({ [userRootsFile]: '"D:\\KI Modelle"\r\n\\\\nas\\models\r\nd:\\ki modelle\\\r\nC:relative\r\n' })
  expect(await readUserRoots(tree.root, 'win32')).toMatchObject({ roots: ['D:\\KI Modelle', '\\\\nas\\models'], problems: [{ code: 'MODEL_ROOT_RELATIVE' }] })
})

it('adds and removes, comments stay', async () => {
  await using tree = await tempTree({})
  const state = tree.at('state')
  expect(await readUserRoots(state, 'linux')).toEqual({ roots: [], problems: [] })
  expect(await addUserRoot(state, '/a b', 'linux')).toBe(true)
  expect(await addUserRoot(state, '/a b/', 'linux')).toBe(false)
  expect(await addUserRoot(state, '/ends in blank ', 'linux')).toBe(true)
  expect((await readUserRoots(state, 'linux')).roots).toEqual(['/a b', '/ends in blank '])
  expect(await removeUserRoot(state, '/a b/.', 'linux')).toBe(true)
  expect(await removeUserRoot(state, '/a b', 'linux')).toBe(false)
  expect(await readFile(tree.at('state', userRootsFile), 'utf8')).toMatch(/^# .*\n"\/ends in blank "\n$/)
})

it.each(['Downloads', '', '/two\nlines', '~/models'])('takes no %j', async (root) => {
  await using tree = await tempTree({})
  await expect(addUserRoot(tree.root, root, 'linux')).rejects.toMatchObject({ problem: { code: 'MODEL_ROOT_RELATIVE' } })
})

it('a folder in place of the list is told, and nothing is written over it', async () => {
  await using tree = await tempTree({ [`${userRootsFile}/x`]: '' })
  expect(await readUserRoots(tree.root, 'linux')).toMatchObject({ roots: [], problems: [{ code: 'FILE_UNREADABLE' }] })
  await expect(addUserRoot(tree.root, '/a', 'linux')).rejects.toMatchObject({ problem: { code: 'FILE_UNREADABLE' } })
})
