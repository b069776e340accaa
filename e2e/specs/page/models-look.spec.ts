import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'
import { makeModelShelf } from '../../stage/model-folders.ts'
import { openModels, pane } from '../../stage/models-page.ts'

/** Promise: the page of models is readable in dark and light, on a narrow and on a wide window. The pictures are kept with the results. */

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [600, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test('looks right, before and after a choice', async ({ openPageOf, page }, info) => {
        const keep = async (what: string) => {
          const name = `models-${what}-${colorScheme}-${width}.png`
          await info.attach(name, { body: await page.screenshot({ path: info.outputPath(name) }), contentType: 'image/png' })
          expect(await cutOff(body)).toEqual([])
          expect(await lowContrast(body)).toEqual([])
        }
        const body = await openPageOf(makeModelShelf())
        const found = await openModels(body)
        await expect(found).toHaveCount(6)
        await body.getByRole('button', { name: 'Hash everything' }).click()
        await expect(body).toContainText('6 hashed')
        await expect(body).toContainText('2 damaged')
        await keep('list')
        await found.filter({ hasText: 'harbour-colours.safetensors' }).click()
        await expect(pane(body)).toContainText('Same bytes')
        await keep('whole')
        if (width < 760) await body.getByRole('button', { name: 'Back to the list' }).click()
        await found.filter({ hasText: 'cut-download' }).click()
        await expect(pane(body)).toContainText('Faults')
        await keep('damaged')
      })
    })
  }
}
