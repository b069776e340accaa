import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'

/** Promise: the own page is readable in dark and light, on a narrow and on a wide window. */

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [480, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } })

      test('looks right', async ({ ownPage, page }, info) => {
        await ownPage.getByText('mixed.json').first().click()
        await expect(ownPage).toContainText(/Will not run here/)
        await info.attach('page.png', { body: await page.screenshot({ path: info.outputPath(`page-${colorScheme}-${width}.png`), fullPage: true }), contentType: 'image/png' })
        expect(await cutOff(ownPage)).toEqual([])
        expect(await lowContrast(ownPage)).toEqual([])
      })
    })
  }
}
