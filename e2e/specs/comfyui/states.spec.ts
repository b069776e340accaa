import { Comfy } from '../../comfy.ts'
import { expect, test } from '../../fixtures.ts'

/** Promise: a companion of another version is told as such, and what nobody knows is told as not known. */

for (const [protocol, word] of [
  [0, /older than this panel/],
  [99, /newer than this panel/],
] as const) {
  test(`a companion that speaks protocol ${protocol} @once`, async ({ comfy, page }) => {
    await page.route('**/greenlight/ready', (route) =>
      route.fulfill({ json: { ready: true, version: '9.9.9', protocol, installation: null } }),
    )
    await comfy.reload()
    await comfy.load('ready')
    await comfy.openTab()
    await expect(comfy.panel).toContainText(word)
    await expect(comfy.panel).toContainText('9.9.9')
    await expect(comfy.verdict).not.toHaveText(/Ready to queue/)
  })
}

test('without ComfyUI\'s node list nothing is called missing that nobody looked for @once', async ({ ownStage, page, watch }) => {
  void watch
  await ownStage.start('folder')
  const comfy = new Comfy(page, ownStage.host.url)
  await comfy.boot()
  await comfy.load('missing-pack')
  const panel = await comfy.openTab()
  await expect(panel).toContainText(/node list|did not answer/)
})
