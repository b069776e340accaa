import { fileURLToPath } from 'node:url'
import { expect, test } from '../../fixtures.ts'

/** The README's picture is what this test sees; `GREENLIGHT_PICTURES=1 npm run e2e` writes it anew. */
test('the picture of the README @once', async ({ comfy, page }, info) => {
  await page.setViewportSize({ width: 1180, height: 720 })
  await comfy.load('mixed')
  await comfy.openTab()
  await expect(comfy.row(/lantern-nodes/)).toBeVisible()
  const kept = fileURLToPath(new URL('../../../docs/images/panel.png', import.meta.url))
  const path = process.env.GREENLIGHT_PICTURES === '1' ? kept : info.outputPath('panel.png')
  await info.attach('panel.png', { body: await page.screenshot({ path }), contentType: 'image/png' })
})
