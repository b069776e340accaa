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
  let asked = 0
  await page.route('**/greenlight/inspect', async (route) => {
    asked += 1
    if (asked === 1) await new Promise((resolve) => setTimeout(resolve, 4_000))
    await route.continue().catch(() => undefined)
  })
  await comfy.load('missing-pack')
  await expect.poll(() => asked).toBe(1)
  await comfy.load('ready')
  await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThan(1)
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  await page.waitForTimeout(4_500)
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
})
