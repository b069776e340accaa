import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { createSavedWorkflows } from './saved-workflows.js'

const files = {
  'user/default/workflows/b.json': '{}',
  'user/default/workflows/sub dir/ä.JSON': '{ }',
  'user/default/workflows/.index.json': '{}',
  'user/default/workflows/x.png': '',
  'user/default/workflows/notes.txt': '',
  'user/anna/workflows/a.json': '{}',
  'user/__manager/workflows/no.json': '',
  'user/users.json': '{}',
  'user/default/comfy.settings.json': '{}',
}

it("lists every user's workflows with stable ids", async () => {
  await using tree = await tempTree(files)
  const saved = await createSavedWorkflows(tree.root).list()
  expect(saved.map((file) => [file.path, file.size])).toEqual([
    [tree.at('user/anna/workflows/a.json'), 2],
    [tree.at('user/default/workflows/b.json'), 2],
    [tree.at('user/default/workflows/sub dir/ä.JSON'), 3],
    [tree.at('user/default/workflows/x.png'), 0],
  ])
  await using moved = await tempTree(files)
  const again = await createSavedWorkflows(moved.root).list()
  expect(again.map((file) => file.id)).toEqual(saved.map((file) => file.id))
  expect(new Set(saved.map((file) => file.id)).size).toBe(4)
  expect(saved.every((file) => /^[0-9a-f]{16}$/.test(file.id))).toBe(true)
  const read = await saved[2]?.read()
  expect(read?.ok && new TextDecoder().decode(read.bytes)).toBe('{ }')
})

it('follows a user folder that lies elsewhere, and an absent one is no workflows', async () => {
  await using tree = await tempTree({ 'elsewhere/default/workflows/w.json': '{}', 'root/main.py': '' })
  expect((await createSavedWorkflows(tree.at('root'), tree.at('elsewhere')).list()).map((file) => file.path)).toEqual([
    tree.at('elsewhere/default/workflows/w.json'),
  ])
  expect(await createSavedWorkflows(tree.at('root')).list()).toEqual([])
})
