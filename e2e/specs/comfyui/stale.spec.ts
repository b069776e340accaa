import { expect, test } from '../../fixtures.ts'

/** Promise: while a new answer is on its way the old one stays, is marked as old, and never comes back over a newer one. */

test('the old answer stays until the new one is there @once', async ({ comfy, page }) => {
  await comfy.load('missing-pack')
  await comfy.openTab()
  await expect(comfy.row(/lantern-nodes/)).toBeVisible()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/greenlight/inspect', async (route) => {
    await held
    await route.continue()
  })
  await comfy.edit('bypass-missing')
  await expect(comfy.panel).toContainText(/checking again/i)
  await expect(comfy.row(/lantern-nodes/)).toHaveCount(1)
  letGo()
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
})

test('a late answer about an older graph is thrown away @once', async ({ comfy, page }) => {
  await comfy.load('ready')
  await comfy.openTab()
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  const { promise: released, resolve: release } = Promise.withResolvers<null>()
  let asked = 0
  let lateEnded = false
  await page.route('**/greenlight/inspect', async (route) => {
    asked += 1
    if (asked > 1) return route.continue()
    await released
    // The panel may have hung up on it, or gets it now: both end here.
    await route.fetch().then((response) => route.fulfill({ response })).catch(() => undefined)
    lateEnded = true
  })
  await comfy.load('missing-pack')
  await expect.poll(() => asked).toBe(1)
  await comfy.load('ready')
  await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThan(1)
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  release(null)
  await expect.poll(() => lateEnded).toBe(true)
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
})
