import { expect, test } from '../../fixtures.ts'
import { demo, makeManyModels, makeModelShelf } from '../../stage/model-folders.ts'
import { openModels, pane } from '../../stage/models-page.ts'

/** Promise: every model file is listed, found by its name, and told what it is; hashes come when they are asked for. */

test('the files of the model folders are listed, and a search narrows the list', async ({ openPageOf }) => {
  const body = await openPageOf(demo)
  const found = await openModels(body)
  await expect(found).toHaveCount(6)
  await expect(found.first()).toContainText('edge-lines.safetensors')
  await body.getByLabel('Search names').fill('soft')
  await expect(found).toHaveCount(2)
  await expect(found.last()).toContainText('soft-light')
  await body.getByLabel('Search names').fill('no such file')
  await expect(body).toContainText('No model file matches.')
  await expect(found).toHaveCount(0)
})

test('a chosen file is told what it is, and a damaged one what is wrong', async ({ openPageOf }) => {
  const body = await openPageOf(makeModelShelf())
  const found = await openModels(body)
  await found.filter({ hasText: 'edges_sd15' }).click()
  await expect(pane(body).getByRole('heading', { name: /edges_sd15/ })).toBeVisible()
  await expect(pane(body)).toContainText('controlnet · SD 1.5')
  await found.filter({ hasText: 'harbour-colours.safetensors' }).click()
  await expect(pane(body)).toContainText('modelspec.title Harbour colours')
  await expect(pane(body)).not.toContainText('controlnet')
  await body.getByLabel('Health').selectOption({ label: 'damaged' })
  await expect(found).toHaveCount(2)
  await found.filter({ hasText: 'cut-download' }).click()
  await expect(pane(body)).toContainText('Faults')
})

test('hashes come into the open pane: of one file, then of all', async ({ openPageOf }) => {
  const body = await openPageOf(demo)
  const found = await openModels(body)
  await found.filter({ hasText: 'ink-lines' }).click()
  await expect(pane(body)).toContainText('not hashed yet')
  await pane(body).getByRole('button', { name: 'Hash this file' }).click()
  await expect(pane(body)).toContainText(/blake3:[0-9a-f]{64}/)
  await expect(pane(body)).toContainText(/sha256:[0-9a-f]{64}/)
  await found.filter({ hasText: 'sunrise-xl' }).click()
  await expect(pane(body)).toContainText('not hashed yet')
  await body.getByRole('button', { name: 'Hash everything' }).click()
  await expect(pane(body)).toContainText(/blake3:[0-9a-f]{64}/)
  await expect(body).toContainText('6 hashed')
})

test('arrows move in the list, Enter chooses', async ({ openPageOf, page }) => {
  const body = await openPageOf(demo)
  const found = await openModels(body)
  await expect(found).toHaveCount(6)
  await found.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(found.nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(found.last()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(found.nth(4)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(found.nth(4)).toHaveAttribute('aria-current', 'true')
  const [name = ''] = (await found.nth(4).innerText()).split('\n')
  await expect(pane(body).getByRole('heading', { level: 2 })).toContainText(name)
  await page.keyboard.press('Home')
  await expect(found.first()).toBeFocused()
})

test.describe('where there is no room for both', () => {
  test.use({ viewport: { width: 600, height: 800 } })

  test('a chosen file takes the place of the list, and the way back leads to its line', async ({ openPageOf, page }) => {
    const body = await openPageOf(demo)
    const found = await openModels(body)
    await expect(found).toHaveCount(6)
    await found.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(found).toHaveCount(0)
    await expect(body.getByRole('button', { name: 'Back to the list' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(found.nth(1)).toBeFocused()
  })
})

for (const width of [600, 1280]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 800 } })

    test('of 5,000 files only those in sight stand in the page, to the last one', async ({ openPageOf, page }) => {
      const body = await openPageOf(makeManyModels(5_000))
      const found = await openModels(body)
      await expect(body).toContainText('5,000 files', { timeout: 30_000 })
      await expect(found.first()).toContainText('lora 00000')
      expect(await found.count()).toBeLessThan(100)
      await found.first().hover()
      await page.mouse.wheel(0, 10_000_000)
      await expect(found.last()).toContainText('lora 04999')
      await expect(found.last()).toBeInViewport()
      expect(await body.getByRole('list', { name: 'Model files' }).getByRole('listitem').count()).toBeLessThan(100)
    })
  })
}
