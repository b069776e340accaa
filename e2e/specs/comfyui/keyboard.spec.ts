import { expect, test } from '../../fixtures.ts'
import { focusedIn } from '../../looks.ts'

/** Promise: everything in the panel can be done without a pointer, and no key of ours reaches the host's shortcuts. */

test('arrows walk the rows, Enter focuses the node, w opens why, Escape goes back', async ({ comfy, page }) => {
  await comfy.load('missing-model')
  await expect.poll(() => comfy.badge()).toBe('1')
  await comfy.openTab()
  await expect(comfy.panel).toContainText(/checked just now/)
  await expect(comfy.rows).toHaveCount(1)
  await comfy.focusFirstRow()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  expect(await focusedIn(comfy.panel)).not.toBeNull()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await comfy.view()).selected).toEqual(['LoraLoader'])
  await comfy.focusFirstRow()
  const before = (await comfy.panel.innerText()).length
  await page.keyboard.press('w')
  await expect.poll(async () => (await comfy.panel.innerText()).length).toBeGreaterThan(before)
  await expect(comfy.panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await comfy.panel.innerText()).length).toBeLessThanOrEqual(before + 2)
})

test('Tab reaches every button, and each shows where it is @once', async ({ comfy, page }) => {
  await comfy.load('mixed')
  await comfy.openTab()
  await expect(comfy.row(/lantern-nodes/)).toBeVisible()
  await comfy.focusFirstRow()
  const seen = new Set<string>()
  for (let step = 0; step < 60; step++) {
    const here = await focusedIn(comfy.panel)
    if (here === null) break
    seen.add(here.name)
    expect(here.visible, `focus on ${here.name} must be visible`).toBe(true)
    await page.keyboard.press('Tab')
  }
  expect([...seen].some((name) => /again/i.test(name))).toBe(true)
})

test('the verdict is announced politely @once', async ({ comfy }) => {
  await comfy.load('ready')
  await comfy.openTab()
  await expect(comfy.panel.locator('[aria-live="polite"], [role=status]')).not.toHaveCount(0)
})
