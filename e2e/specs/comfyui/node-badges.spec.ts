import { expect, test } from '../../fixtures.ts'

/** Promise: a node with a finding carries one short word, on the canvas and in Nodes 2.0, and loses it with its cause. */

test.describe('on the canvas', () => {
  test('each node that something stands against has its word', async ({ comfy }) => {
    await comfy.load('mixed')
    await expect.poll(() => comfy.nodeBadges()).toMatchObject({ LanternGlow: ['pack'], LoraLoader: ['model'], LoadImage: ['input'] })
  })

  test('the word goes when its cause goes, without the tab being open', async ({ comfy }) => {
    await comfy.load('missing-pack')
    await expect.poll(() => comfy.nodeBadges()).toEqual({ LanternGlow: ['pack'] })
    await comfy.edit('bypass-missing')
    await expect.poll(() => comfy.nodeBadges()).toEqual({})
  })
})

test.describe('in Nodes 2.0', () => {
  test.use({ vueNodes: true })

  test('a node of the page shows its word', async ({ comfy, page }) => {
    await comfy.load('mixed')
    const node = page.locator('[data-node-id]').filter({ hasText: 'Load Image' }).first()
    await expect(node).toBeAttached()
    await expect(node.getByText('input', { exact: true })).toHaveCount(1)
    await comfy.load('ready')
    await expect(page.locator('[data-node-id]').filter({ hasText: 'KSampler' }).first()).toBeAttached()
    await expect(page.getByText(/^(pack|input)$/)).toHaveCount(0)
  })
})
