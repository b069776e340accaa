import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plan } from '@greenlight/shared/plans'
import { expect, test as base } from '../../fixtures.ts'
import { planIn } from '../../plan-pages.ts'
import { vectors, type Target } from '../../stage/attack/attack.ts'
import { openAttacker, places, type Attacker } from '../../stage/attack/attacker.ts'
import { openDoor } from '../../stage/attack/open-door.ts'
import { makeInstallation } from '../../stage/installation.ts'
import { startSidecar } from '../../stage/sidecar.ts'
import { treeOf } from '../../stage/tree.ts'

/** Promise: no page of anybody else can change or read anything through the companion, whatever host it pretends to be (reliability-security.md 1.4). */

interface Besieged {
  port: number
  pageUrl: string
  /** A plan that is ready to be approved: what an attacker would most like to press. */
  plan: Plan
  /** Every route of the table, and what the own page is made of. */
  targets: Target[]
  /** Nothing was changed, nothing begun, nothing kept. */
  expectUntouched(): Promise<void>
}

const test = base.extend<{ attacker: Attacker; besieged: Besieged }>({
  attacker: async ({ playwright }, use, { project }) => {
    const attacker = await openAttacker(playwright.chromium, project.use.launchOptions)
    try {
      await use(attacker)
    } finally {
      await attacker.close()
    }
  },

  besieged: async ({}, use) => {
    const installation = makeInstallation()
    const sidecar = await startSidecar(installation.root, installation.state)
    try {
      await use(await besiege(installation, sidecar.pageUrl))
    } finally {
      await sidecar.stop()
      installation.remove()
    }
  },
})

async function besiege({ root, state }: { root: string; state: string }, pageUrl: string): Promise<Besieged> {
  const { origin, port } = new URL(pageUrl)
  const operator = readFileSync(join(state, 'operator.token'), 'utf8').trim()
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const headers = { Authorization: `Bearer ${operator}`, 'Content-Type': 'application/json' }
    const answer = await fetch(`${origin}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) })
    return (await answer.json()) as T
  }
  const from = join(root, 'models', 'checkpoints', 'misplaced-vae.safetensors')
  const { plan } = await ask<{ plan: Plan }>('/plans', { wants: [{ want: 'move-model', from, directory: 'vae', name: 'misplaced-vae.safetensors', nodes: [] }] })
  expect({ tier: plan.tier, actions: plan.actions.length }).toEqual({ tier: 'data', actions: 1 })
  const { paths } = await ask<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json')
  const routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace('{id}', plan.id) })))
  expect(routes.filter(({ method }) => method === 'POST').length).toBeGreaterThan(10)
  expect(routes.filter(({ path }) => /[{:]/.test(path))).toEqual([])
  const tree = treeOf(root)
  return {
    ...{ port: Number(port), pageUrl, plan },
    targets: [...routes, ...['/', '/page.mjs', '/page.css'].map((path) => ({ method: 'GET', path }))],
    async expectUntouched() {
      const { run } = await ask<{ run: { state: string } }>(`/plans/${plan.id}`)
      expect(run.state).toBe('draft')
      expect((await ask<{ lines: unknown[] }>('/journal')).lines).toEqual([])
      expect((await ask<{ plans: unknown[] }>('/plans')).plans).toHaveLength(1)
      expect(treeOf(root)).toEqual(tree)
      expect(existsSync(from)).toBe(true)
      expect(readdirSync(state).filter((name) => ['decisions.yaml', 'sources.yaml', 'approvals', 'trash'].includes(name))).toEqual([])
    },
  }
}

for (const place of places) {
  test(`a script in ${place}: every route, every vector, no effect, nothing read`, async ({ attacker, besieged }) => {
    const { tries, seen } = await attacker.attack(place, besieged.port, besieged.targets)
    expect(tries).toBe(besieged.targets.length * vectors.length)
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
  const address = `http://127.0.0.1:${besieged.port}/#plan=${plan.id}`

  const framing = page.waitForResponse((answer) => answer.request().resourceType() === 'document' && answer.frame() !== page.mainFrame())
  await page.goto(`http://evil.test:${port}/frame?${encodeURIComponent(address)}`)
  expect((await framing).status()).toBe(403)
  const inside = page.frameLocator('iframe').locator('body')
  await expect(inside.getByRole('button')).toHaveCount(0)
  await expect(inside).not.toContainText(plan.title)

  const told = await page.goto(`http://evil.test:${besieged.port}/`)
  expect(told?.status()).toBe(403)

  await page.goto(`http://evil.test:${port}/`)
  await page.evaluate((href) => location.assign(href), address)
  await expect(planIn(page.locator('body')).approve).toBeVisible()
  await besieged.expectUntouched()
})
