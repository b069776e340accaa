import { expect, test } from '../../fixtures.ts'
import { readyNaming } from '../../stage/ready-naming.ts'

/** Promise: a model that is here under another name gets into its widget by one click, and back out of it by one. */

const asked = 'elsewhere-sdxl.safetensors'
const here = /^sdxl[\\/]elsewhere-sdxl\.safetensors$/

for (const vueNodes of [false, true]) {
  test.describe(vueNodes ? 'Nodes 2.0' : 'canvas', () => {
    test.use({ vueNodes })

    test('"Use this file" sets the live widget, and Undo of the notice takes it back', async ({ comfy }) => {
      await comfy.load(readyNaming(asked))
      await comfy.openTab()
      const row = comfy.row(/elsewhere-sdxl/)
      await row.getByRole('button', { name: 'Use sdxl' }).click()
      await expect.poll(() => comfy.widget('CheckpointLoaderSimple', 'ckpt_name')).toMatch(here)
      await expect(comfy.verdict).toHaveText(/Ready to queue/)
      await expect(row).toHaveCount(0)
      const notice = comfy.panel.getByRole('status').filter({ hasText: 'elsewhere-sdxl' })
      await expect(notice).toBeVisible()
      await notice.getByRole('button', { name: 'Undo' }).click()
      expect(await comfy.widget('CheckpointLoaderSimple', 'ckpt_name')).toBe(asked)
      await expect(row).toBeVisible()
      await expect(notice).toHaveCount(0)
    })
  })
}

test('it is one step of the undo of ComfyUI itself', async ({ comfy, page }) => {
  await comfy.load(readyNaming(asked))
  await comfy.openTab()
  const row = comfy.row(/elsewhere-sdxl/)
  await row.getByRole('button', { name: 'Use sdxl' }).click()
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
  await comfy.closeTab()
  await page.keyboard.press('Control+z')
  await expect.poll(() => comfy.widget('CheckpointLoaderSimple', 'ckpt_name')).toBe(asked)
  await comfy.openTab()
  await expect(row).toBeVisible()
  await page.locator('body').press('Control+y')
  await expect.poll(() => comfy.widget('CheckpointLoaderSimple', 'ckpt_name')).toMatch(here)
})
