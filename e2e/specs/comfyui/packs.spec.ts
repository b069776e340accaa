import { Comfy } from '../../comfy.ts'
import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'
import { addCatalogue } from '../../stage/catalogue.ts'
import { withForeignNodes } from '../../stage/foreign-nodes.ts'

/** Promise: every missing type is a card, a choice with all its claimants, or unknown by name; a choice holds until it is taken back by one click. */

test('cards, a choice, and a type that nobody knows @once', async ({ ownStage, page, watch }, info) => {
  void watch
  addCatalogue(ownStage.installation)
  await ownStage.start()
  const comfy = new Comfy(page, ownStage.host.url)
  await comfy.boot()
  await comfy.load(withForeignNodes())
  const panel = await comfy.openTab()

  const card = comfy.row(/Ink Wash/)
  await expect(card).toContainText(/by ada/)
  await card.getByRole('button', { name: 'InkWash', exact: true }).click()
  await expect.poll(async () => (await comfy.view()).selected).toEqual(['InkWash'])
  await card.getByRole('button', { name: /^why/i }).click()
  await expect(card).toContainText('Why this one')
  await expect(card).toContainText('https://github.example/ada/ink-wash')

  const unknown = comfy.row(/ZzMoodRing/)
  await expect(unknown.getByRole('button', { name: 'Copy search words' })).toBeVisible()

  const choice = comfy.row(/MistLoadVideo/)
  await expect(choice.getByRole('radio')).toHaveCount(2)
  await expect(choice).toContainText('Mist Video')
  await expect(choice).toContainText('Fog IO')
  for (const option of await choice.getByRole('radio').all()) await expect(option).not.toBeChecked()
  await choice.getByRole('radio', { name: /Fog IO/ }).check()
  await info.attach('packs.png', { body: await panel.screenshot({ path: info.outputPath('packs.png') }), contentType: 'image/png' })
  expect(await cutOff(panel)).toEqual([])
  expect(await lowContrast(panel)).toEqual([])
  await choice.getByRole('button', { name: 'Choose Fog IO for this workflow' }).click()

  const chosen = comfy.row(/Fog IO/).filter({ hasText: 'You chose this for this workflow.' })
  await expect(chosen).toBeVisible()
  await expect(panel.getByRole('radio')).toHaveCount(0)
  await expect(panel.getByRole('button', { name: 'Undo' })).toBeFocused()

  await comfy.reload()
  await comfy.load(withForeignNodes())
  await comfy.openTab()
  await chosen.getByRole('button', { name: 'Take back: Fog IO' }).click()
  await expect(panel.getByRole('radio')).toHaveCount(2)
})
