import { expect, test } from '../../fixtures.ts'

/** Promise: what muted or bypassed nodes would need is told apart and never makes a graph red. */

test('a bypassed missing node leaves the graph ready, and is told', async ({ comfy }) => {
  await comfy.load('bypassed')
  const panel = await comfy.openTab()
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  await expect.poll(() => comfy.badge()).toBe('')
  const inactive = panel.getByText(/Inactive needs/)
  await expect(inactive).toBeVisible()
  await expect(inactive).toContainText('2')
  await inactive.click()
  await expect(panel).toContainText(/4x_absent\.pth/)
})
