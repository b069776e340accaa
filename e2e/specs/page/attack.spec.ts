import { expect, test as base } from '../../fixtures.ts'
import { planIn } from '../../plan-pages.ts'
import { vectors } from '../../stage/attack/attack.ts'
import { places } from '../../stage/attack/attacker.ts'
import { besiege, type Besieged } from '../../stage/attack/besiege.ts'
import { openDoor } from '../../stage/attack/open-door.ts'
import { makeInstallation } from '../../stage/installation.ts'
import { startSidecar } from '../../stage/sidecar.ts'

/** Promise: no page of anybody else can change or read anything through the companion, whatever host it pretends to be (reliability-security.md 1.4). */

const test = base.extend<{ besieged: Besieged }>({
  besieged: async ({}, use) => {
    const installation = makeInstallation()
    const sidecar = await startSidecar(installation.root, installation.state)
    try {
      await use(await besiege(installation, sidecar))
    } finally {
      await sidecar.stop()
      installation.remove()
    }
  },
})

for (const place of places) {
  test(`a script in ${place}: every route, every vector, no effect, nothing read`, async ({ attacker, besieged }) => {
    const targets = [...besieged.routes, ...['/', '/page.mjs', '/page.css'].map((path) => ({ method: 'GET', path }))]
    const { tries, seen } = await attacker.attack(place, portOf(besieged), targets)
    expect(tries).toBe(targets.length * vectors.length)
    // After the rebinding the page is of the same origin and reads the refusal itself, which tells no more than the port that it asked.
    expect(seen.filter(({ says }) => !says.includes('"HOST_NOT_ALLOWED"'))).toEqual([])
    expect(seen.length > 0).toBe(place === 'a name that leads here since')
    await besieged.expectUntouched()
  })
}

test('control: a door that is open is noticed from everywhere, by every vector', async ({ attacker }) => {
  const targets = ['GET', 'POST'].map((method) => ({ method, path: '/plans' }))
  for (const place of places) {
    const door = await openDoor()
    const { seen } = await attacker.attack(place, door.port, targets)
    expect([...new Set(seen.map(({ vector }) => vector))]).toEqual(expect.arrayContaining(['fetch', 'image', 'script', 'socket', 'stream']))
    // Two beacons, a form and a simple request; what needs no answer cannot be seen by the page, but it arrives.
    expect(Object.fromEntries(door.heard)).toMatchObject({ 'POST application/json': 1, 'POST text/plain': 4, upgrade: 2 })
    await door.close()
  }
})

test('the approval page opens by a link from anywhere, but in no frame and under no other name', async ({ attacker, besieged }) => {
  const { browser, port } = attacker
  const { pageUrl, plan } = besieged
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(pageUrl)
  await expect(page.getByRole('navigation')).toBeVisible()
  const address = `http://127.0.0.1:${portOf(besieged)}/#plan=${plan.id}`

  const framing = page.waitForResponse((answer) => answer.request().resourceType() === 'document' && answer.frame() !== page.mainFrame())
  await page.goto(`http://evil.test:${port}/frame?${encodeURIComponent(address)}`)
  expect((await framing).status()).toBe(403)
  const inside = page.frameLocator('iframe').locator('body')
  await expect(inside.getByRole('button')).toHaveCount(0)
  await expect(inside).not.toContainText(plan.title)

  const told = await page.goto(`http://evil.test:${portOf(besieged)}/`)
  expect(told?.status()).toBe(403)

  await page.goto(`http://evil.test:${port}/`)
  await page.evaluate((href) => location.assign(href), address)
  await expect(planIn(page.locator('body')).approve).toBeVisible()
  await besieged.expectUntouched()
})

function portOf({ pageUrl }: Besieged): number {
  return Number(new URL(pageUrl).port)
}
