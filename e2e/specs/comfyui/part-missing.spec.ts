import { expect, test } from '../../fixtures.ts'

/** Promise: when what is loaded later is gone (an update while the page stayed open), the panel says so and what is here goes on working. */

test.use({ allowedErrors: /answers-|Failed to fetch dynamically imported module/ })

test('the rows stay, and a reload is proposed @once', async ({ comfy, page }) => {
  await page.route(/answers-[^/]+\.mjs/, (route) => route.abort())
  await comfy.load('missing-pack')
  const panel = await comfy.openTab()
  await expect(comfy.verdict).toHaveText(/Will not run here/)
  await expect(comfy.row(/lantern-nodes/)).toBeVisible()
  await expect(panel).toContainText('A part of the panel did not load. Reload this page')
  await page.unroute(/answers-[^/]+\.mjs/)
})
