import { expect, test } from '../../fixtures.ts'
import { hostStyles, rulesOutside } from '../../looks.ts'

/** Promise: nothing of the host or of another extension changes because we are there. */

test('style elements of the host stay as they were', async ({ comfy, page }) => {
  await comfy.load('mixed')
  const before = await hostStyles(page)
  await comfy.openTab()
  await expect(comfy.row(/lantern-nodes/)).toBeVisible()
  const after = await hostStyles(page)
  // The host adds more of its own whenever it first shows a component; what it had must not change.
  for (const [id, length] of Object.entries(before)) expect(after[id], id).toBe(length)
})

test('our rules reach nothing outside the panel', async ({ comfy }) => {
  await comfy.load('ready')
  await comfy.openTab()
  expect(await rulesOutside(comfy.panel)).toEqual([])
})

test('another extension gets a clean place when its tab is chosen, and so do we', async ({ comfy, page }) => {
  await comfy.load('ready')
  await comfy.openTab()
  await expect(comfy.verdict).toBeVisible()
  await comfy.command('Workspace.ToggleSidebarTab.other')
  await expect(page.getByText('the other extension')).toBeVisible()
  await expect(comfy.panel).toHaveCount(0)
  await comfy.command('Workspace.ToggleSidebarTab.greenlight')
  await expect(comfy.verdict).toBeVisible()
  await expect(comfy.panel).toHaveCount(1)
  await expect(page.getByText('the other extension')).toHaveCount(0)
})

test('ten times open and closed leaves one panel and no more', async ({ comfy }) => {
  await comfy.load('ready')
  for (let turn = 0; turn < 10; turn++) {
    await comfy.openTab()
    await comfy.command('Workspace.ToggleSidebarTab.greenlight')
    await expect(comfy.panel).toHaveCount(0)
  }
  await comfy.openTab()
  await expect(comfy.panel).toHaveCount(1)
})
