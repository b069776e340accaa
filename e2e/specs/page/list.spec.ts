import { expect, test } from '../../fixtures.ts'

/** Promise: the saved workflows are listed with their verdicts, worst first; choosing one shows its report. */

test('lists every saved workflow with its verdict, worst first', async ({ ownPage }) => {
  const rows = ownPage.getByText(/^(missing-pack|mixed|ready)\.json$/)
  await expect(rows).toHaveCount(3)
  expect(await rows.allTextContents()).toEqual(['mixed.json', 'missing-pack.json', 'ready.json'])
  await expect(ownPage).toContainText('blocked')
  await expect(ownPage).toContainText('fixable')
})

test('a chosen workflow shows its report', async ({ ownPage }) => {
  await ownPage.getByText('ready.json').first().click()
  await expect(ownPage.getByRole('region', { name: 'Greenlight', exact: true })).toContainText('Ready to queue')
  await ownPage.getByText('missing-pack.json').first().click()
  await expect(ownPage.getByRole('region', { name: 'Greenlight', exact: true })).toContainText(/Will not run here/)
  await expect(ownPage.getByRole('region', { name: 'Greenlight', exact: true })).toContainText('lantern-nodes')
})

test('search and verdict narrow the list', async ({ ownPage }) => {
  const rows = ownPage.getByText(/^(missing-pack|mixed|ready)\.json$/)
  await ownPage.getByLabel('Search').fill('mix')
  await expect(rows).toHaveCount(1)
  await ownPage.getByLabel('Search').fill('')
  await ownPage.getByLabel('Verdict').selectOption({ label: 'ready' })
  await expect(rows).toHaveText(['ready.json'])
})
