import { expect, test } from '../../fixtures.ts'
import { freshPageUrl } from '../../stage/sidecar.ts'

/** Promise: the printed address signs in once, leaves no code behind, and nobody without it sees anything. */

test.use({ allowedErrors: /401/ })

test('the printed address signs in, and the code is gone from it', async ({ ownPage, page }) => {
  await expect(ownPage.getByText('missing-pack.json').first()).toBeVisible()
  expect(page.url()).not.toContain('code=')
  await page.reload()
  await expect(ownPage.getByText('missing-pack.json').first()).toBeVisible()
})

test('a used code and no code show how to sign in, and nothing else', async ({ stage, page, browser }) => {
  const address = await freshPageUrl(stage.sidecar, stage.installation.state)
  await page.goto(address)
  await expect(page.getByText('missing-pack.json').first()).toBeVisible()
  for (const again of [address, new URL(address).origin]) {
    const stranger = await browser.newPage()
    await stranger.goto(again)
    await expect(stranger.getByText(/needs the address that the terminal printed/)).toBeVisible()
    await expect(stranger.getByText('missing-pack.json')).toHaveCount(0)
    await stranger.close()
  }
})

test('the token lies in no cookie and in no address', async ({ ownPage, page }) => {
  await expect(ownPage.getByText('missing-pack.json').first()).toBeVisible()
  expect(await page.context().cookies()).toEqual([])
})

test('the page cannot be framed', async ({ stage, page }) => {
  const answer = await page.request.get(new URL(stage.sidecar.pageUrl).origin)
  expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
})
