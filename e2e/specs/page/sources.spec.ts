import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'
import { addCatalogue } from '../../stage/catalogue.ts'
import { makeInstallation } from '../../stage/installation.ts'

/** Promise: everything outside this machine is off until it is switched on here, and what was asked is told. */

test('switches are off, stay as they are set, and nothing was asked', async ({ openPageOf, page }) => {
  const installation = makeInstallation(['ready'])
  addCatalogue(installation)
  const body = await openPageOf(installation)
  await body.getByRole('button', { name: 'Sources' }).click()
  const hub = body.getByRole('group', { name: 'Hugging Face' })
  await expect(body.getByRole('radio', { name: 'off', checked: true })).toHaveCount(6)
  const kept = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.url().endsWith('/sources'))
  await hub.getByRole('radio', { name: 'when I ask' }).check()
  await expect(body).toContainText('Nothing has left this machine.')
  await expect(body).toContainText('ComfyUI-Manager')

  expect((await kept).ok()).toBe(true)
  await page.reload()
  await expect(hub.getByRole('radio', { name: 'when I ask' })).toBeChecked()
})

for (const [colorScheme, width] of [['dark', 900], ['light', 480]] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } })

    test('both pages look right', async ({ openPageOf, page }, info) => {
      const installation = makeInstallation(['ready'])
      addCatalogue(installation)
      const body = await openPageOf(installation)
      for (const name of ['Sources', 'Choices']) {
        await body.getByRole('button', { name }).click()
        await expect(body.getByRole('heading', { level: 2 }).first()).toBeVisible()
        await info.attach(`${name}.png`, { body: await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}-${width}.png`) }), contentType: 'image/png' })
        expect(await cutOff(body)).toEqual([])
        expect(await lowContrast(body)).toEqual([])
      }
    })
  })
}
