import { expect, test } from '../../fixtures.ts'

/** Promise: one sentence in one place says whether the open graph will run here, and follows it. */

test('a graph that will run says so, with what it uses', async ({ comfy }) => {
  await comfy.load('ready')
  const panel = await comfy.openTab()
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  await expect(panel).toContainText(/7 nodes/)
  await expect(comfy.rows).toHaveCount(0)
})

test('a graph that will not run says how much stands in the way @once', async ({ comfy }) => {
  await comfy.load('mixed')
  const panel = await comfy.openTab()
  await expect(comfy.verdict).toHaveText(/Will not run here/)
  await expect(panel).toContainText(/1 node pack/)
})

test('the sentence follows edit and undo while the tab is open', async ({ comfy }) => {
  await comfy.load('missing-pack')
  await comfy.openTab()
  await expect(comfy.verdict).toHaveText(/Will not run here/)
  await comfy.edit('bypass-missing')
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  await comfy.command('Comfy.Undo')
  await expect(comfy.verdict).toHaveText(/Will not run here/)
})

test('an empty graph is none to judge', async ({ comfy }) => {
  await comfy.load('ready')
  await comfy.openTab()
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  await comfy.clear()
  await expect(comfy.verdict).toHaveText(/Nothing open/)
})
