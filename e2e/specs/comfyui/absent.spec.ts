import { Comfy } from '../../comfy.ts'
import { expect, test } from '../../fixtures.ts'

/** Promise: without its companion the panel says so, says how to start it, tells what ComfyUI alone knows, and comes back by itself. */

test.use({ allowedErrors: /503/ })

test('absent companion, and recovery when it starts and goes @once', async ({ ownStage, page, watch }) => {
  void watch
  const comfy = new Comfy(page, ownStage.host.url)
  await comfy.boot()
  await comfy.load('missing-pack')
  await comfy.openTab()
  await expect(comfy.panel).toContainText(/companion is not running/)
  await expect(comfy.panel).toContainText('npm start')
  await expect(comfy.panel).toContainText(/1 node type/)
  await expect.poll(() => comfy.badge()).toBe('!')

  const sidecar = await ownStage.start()
  await expect(comfy.verdict).toHaveText(/Will not run here/, { timeout: 20_000 })
  await expect.poll(() => comfy.badge()).toBe('1')

  await sidecar.stop()
  await expect(comfy.panel).toContainText(/companion is not running/, { timeout: 20_000 })
})
