import { expect, test } from '../../fixtures.ts'

/** Promise: the tab is there, and its badge is the number of blocking rows of the graph that is open now. */

test('the tab is there before anything is opened @real', async ({ comfy }) => {
  await expect(comfy.tabButton).toBeVisible()
})

test('its badge follows the open graph: open, edit, undo, clear', async ({ comfy }) => {
  await comfy.load('ready')
  await expect.poll(() => comfy.badge()).toBe('')
  await comfy.load('missing-pack')
  await expect.poll(() => comfy.badge()).toBe('1')
  await expect(comfy.tabButton).toContainText('1')
  await comfy.edit('remove-missing')
  await expect.poll(() => comfy.badge()).toBe('')
  await comfy.command('Comfy.Undo')
  await expect.poll(() => comfy.badge()).toBe('1')
  await comfy.clear()
  await expect.poll(() => comfy.badge()).toBe('')
})

test('its badge follows the choice of another workflow tab', async ({ comfy }) => {
  await comfy.load('missing-pack')
  await expect.poll(() => comfy.badge()).toBe('1')
  await comfy.load('ready')
  await expect.poll(() => comfy.badge()).toBe('')
  await comfy.command('Workspace.PreviousOpenedWorkflow')
  await expect.poll(() => comfy.badge()).toBe('1')
})
