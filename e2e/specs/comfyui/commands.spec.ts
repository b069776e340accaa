import { expect, test } from '../../fixtures.ts'

/** Promise: everything can be reached by command and by key. */

test('our commands are registered with words of our own @real', async ({ comfy }) => {
  const commands = await comfy.commands()
  expect(commands.length).toBeGreaterThan(0)
  for (const { id, label } of commands) {
    expect(id).toMatch(/^Greenlight\./)
    expect(label).not.toBe('')
  }
})

test('a key opens the tab, on the canvas', async ({ comfy, page }) => {
  await comfy.load('ready')
  await page.locator('#graph-canvas').click({ position: { x: 640, y: 700 } })
  await page.keyboard.press(await comfy.ownKey())
  await expect(comfy.panel).toBeVisible()
})
