import { expect, test } from '../../fixtures.ts'

/** Promise: a problem is told with its code, its sentence and what to do, and is gone when it is solved. */

test.use({ allowedErrors: /500|422/ })

test('a coded problem is shown whole and goes away @once', async ({ comfy, page }) => {
  await page.route('**/greenlight/inspect', (route) =>
    route.fulfill({ status: 500, json: { code: 'INTERNAL', message: 'Greenlight met a fault of its own.', hint: 'Run greenlight doctor.' } }),
  )
  await comfy.load('ready')
  await comfy.openTab()
  await expect(comfy.panel).toContainText('INTERNAL')
  await expect(comfy.panel).toContainText('Greenlight met a fault of its own.')
  await expect(comfy.panel).toContainText('Run greenlight doctor.')
  await page.unroute('**/greenlight/inspect')
  await comfy.panel.getByRole('button', { name: /again/i }).first().click()
  await expect(comfy.verdict).toHaveText(/Ready to queue/)
})

test('an answer that makes no sense is a problem, not a blank panel @once', async ({ comfy, page }) => {
  await page.route('**/greenlight/inspect', (route) => route.fulfill({ json: { hello: 1 } }))
  await comfy.load('ready')
  await comfy.openTab()
  await expect(comfy.panel.getByRole('button', { name: /again/i }).first()).toBeVisible()
  await expect(comfy.verdict).not.toHaveText(/Ready to queue/)
})
