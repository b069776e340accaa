import { expect, test } from '../../fixtures.ts'

/** Promise: a right click on a node offers to explain it, on the canvas to check the workflow; the tab opens with the answer. */

test('Explain this node opens the tab at that node @real', async ({ comfy }) => {
  await comfy.load('missing-model')
  await comfy.rightClick('LoraLoader')
  await comfy.menuEntry('Explain this node').click()
  await expect(comfy.panel).toBeVisible()
  await expect(comfy.panel).toContainText(/Load LoRA/)
  await expect(comfy.panel).toContainText(/harbour-fog/)
})

test('Check this workflow opens the tab with the verdict @real', async ({ comfy }) => {
  await comfy.load('missing-model')
  await comfy.rightClick(null)
  await comfy.menuEntry('Check this workflow').click()
  await expect(comfy.panel).toBeVisible()
  await expect(comfy.verdict).toHaveText(/Will not run here/)
})
