import { expect, test } from '../../fixtures.ts'

/** Promise: a click on a row brings its node into view and selects it; again, the next one; also inside a subgraph. */

test('a click focuses the node, again steps to the next', async ({ comfy }) => {
  await comfy.load('missing-pack')
  await comfy.openTab()
  await comfy.clickRow(/lantern-nodes/)
  await expect.poll(() => comfy.view()).toMatchObject({ inSubgraph: false, selected: ['LanternGlow'] })
  const first = (await comfy.view()).ids
  await comfy.clickRow(/lantern-nodes/)
  await expect.poll(async () => (await comfy.view()).ids).not.toEqual(first)
  expect((await comfy.view()).selected).toEqual(['LanternGlow'])
})

test('a click goes into the subgraphs around the node', async ({ comfy }) => {
  await comfy.load('subgraph')
  await comfy.openTab()
  await comfy.clickRow(/lantern-nodes/)
  await expect.poll(() => comfy.view()).toMatchObject({ inSubgraph: true, selected: ['LanternGlow'] })
  await comfy.clickRow(/absent-vae/)
  await expect.poll(() => comfy.view()).toMatchObject({ inSubgraph: true, selected: ['VAELoader'] })
})

test('a focused node is in the middle of what is to be seen', async ({ comfy }) => {
  await comfy.load('missing-pack')
  await comfy.openTab()
  await comfy.clickRow(/lantern-nodes/)
  await expect.poll(() => comfy.selectedInView()).toBe(true)
})
