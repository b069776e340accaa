import { expect, test } from '../../fixtures.ts'

/** Promise: one row per cause, what blocks first; each says what, where, why and what next. */

test('a pack that explains three red nodes is one row, with its nodes counted @once', async ({ comfy }) => {
  await comfy.load('mixed')
  await comfy.openTab()
  const pack = comfy.row(/lantern-nodes/)
  await expect(pack).toHaveCount(1)
  await expect(pack).toContainText(/3 nodes/)
})

test('what blocks stands above what does not @once', async ({ comfy }) => {
  await comfy.load('mixed')
  const panel = await comfy.openTab()
  await expect(comfy.row(/lantern-nodes/)).toBeVisible()
  const text = await panel.innerText()
  const blocks = text.search(/blocks/i)
  expect(blocks).toBeGreaterThan(-1)
  const later = [text.search(/warns/i), text.search(/inactive needs/i)].filter((at) => at > -1)
  for (const at of later) expect(at).toBeGreaterThan(blocks)
})

test('a file that lies elsewhere is told with its place, not as missing @once', async ({ comfy }) => {
  await comfy.load('mixed')
  await comfy.openTab()
  await expect(comfy.row(/elsewhere-sdxl/)).toContainText(/sdxl[\\/]/)
  const misplaced = comfy.row(/misplaced-vae/)
  await expect(misplaced).toContainText(/vae\b/)
  await misplaced.getByRole('button', { name: /why/i }).click()
  await expect(misplaced).toContainText(/checkpoints/)
})

test('why opens the evidence below the row, without a dialog @once', async ({ comfy, page }) => {
  await comfy.load('missing-pack')
  await comfy.openTab()
  const row = comfy.row(/lantern-nodes/)
  const before = await row.innerText()
  await row.getByRole('button', { name: /why/i }).click()
  await expect.poll(async () => (await row.innerText()).length).toBeGreaterThan(before.length + 20)
  await expect(row).toContainText(/cnr_id|lantern-nodes/)
  await expect(page.locator('dialog[open]')).toHaveCount(0)
})

test('a long file name keeps its start, its version and its ending @once', async ({ comfy }) => {
  await comfy.load('mixed')
  await comfy.openTab()
  const row = comfy.row(/qwen_2\.5/)
  await expect(row).toBeVisible()
  await expect(row).toContainText(/qwen_2\.5.*fp8_scaled\.safetensors/)
})
