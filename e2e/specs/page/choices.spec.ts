import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../fixtures.ts'
import { addCatalogue } from '../../stage/catalogue.ts'
import { withForeignNodes } from '../../stage/foreign-nodes.ts'
import { makeInstallation } from '../../stage/installation.ts'

/** Promise: what is chosen is remembered, listed, and taken back by one click; nothing else changes by it. */

test('a pack is chosen, remembered over a reload, and taken back from the list', async ({ openPageOf, page }) => {
  const installation = makeInstallation(['ready'])
  addCatalogue(installation)
  writeFileSync(join(installation.root, 'user/default/workflows/mist.json'), JSON.stringify(withForeignNodes()))
  const body = await openPageOf(installation)
  await body.getByText('mist.json').first().click()

  const row = body.locator('li:has([data-row])').filter({ hasText: /MistLoadVideo/ })
  await row.getByRole('radio', { name: /Mist Video/ }).check()
  await row.getByRole('button', { name: 'Choose Mist Video for every workflow' }).click()
  await expect(body).toContainText('You chose this for every workflow.')

  await page.reload()
  await body.getByText('mist.json').first().click()
  await expect(body).toContainText('You chose this for every workflow.')

  await body.getByRole('button', { name: 'Choices' }).click()
  await expect(body.getByRole('listitem').filter({ hasText: 'MistLoadVideo' })).toContainText('Mist Video')
  await body.getByRole('button', { name: 'Take back: MistLoadVideo' }).click()
  await body.getByRole('button', { name: 'Take back: MistSaveVideo' }).click()
  await expect(body).toContainText('You have not chosen anything yet.')

  await body.getByRole('button', { name: 'Workflows' }).click()
  await body.getByText('mist.json').first().click()
  await expect(row.getByRole('radio')).toHaveCount(2)
})
